// Proves the tree against the reference vectors of RFC 6962 and, by properties, against tampering.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  appendLeaf,
  consistencyRanges,
  edgeRoot,
  emptyRoot,
  inclusionRanges,
  leafHash,
  nodeHash,
  rangeHash,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';
import type { Edge, Hash, NodeReader } from './merkle.ts';

const referenceLeaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => leafHash(Buffer.from(hex, 'hex')));
const referenceRoots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

function grow(leaves: readonly Hash[]): Edge {
  const edge: Edge = { size: 0, hashes: [] };
  for (const leaf of leaves) appendLeaf(edge, leaf);
  return edge;
}
const rootOf = (leaves: readonly Hash[]): Hash => edgeRoot(grow(leaves));

/** RFC 6962's own definition of the tree's hash, written as it stands there. */
function definedRoot(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return emptyRoot;
  if (leaves.length === 1) return leaves[0] ?? emptyRoot;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(definedRoot(leaves.slice(0, k)), definedRoot(leaves.slice(k)));
}

const reader =
  (leaves: readonly Hash[]): NodeReader =>
  async (height, index) =>
    definedRoot(leaves.slice(index * 2 ** height, (index + 1) * 2 ** height));

const proofOf = (ranges: readonly (readonly [number, number])[], leaves: readonly Hash[]) =>
  Promise.all(ranges.map((range) => rangeHash(range, reader(leaves))));

const leavesOf = (count: number): Hash[] =>
  Array.from({ length: count }, (_, index) => leafHash(Buffer.from(`entry ${index}`)));

function flip(bytes: Buffer, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  const at = Math.floor(bit / 8) % changed.length;
  changed[at] = (changed[at] ?? 0) ^ (1 << (bit % 8));
  return changed;
}

test('the roots of the reference leaves are those of the certificate-transparency vectors', () => {
  expect(emptyRoot.toString('hex')).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
  const roots = referenceLeaves.map((_, i) => rootOf(referenceLeaves.slice(0, i + 1)));
  expect(roots.map((root) => root.toString('hex'))).toEqual(referenceRoots);
});

test('the growing edge gives the root that the definition gives, for every size to 300', () => {
  const leaves = leavesOf(300);
  const edge: Edge = { size: 0, hashes: [] };
  for (const [index, leaf] of leaves.entries()) {
    appendLeaf(edge, leaf);
    expect(edgeRoot(edge)).toEqual(definedRoot(leaves.slice(0, index + 1)));
  }
});

test('each inner node is told once, when it is full, with its own hash', async () => {
  const leaves = leavesOf(37);
  const told: string[] = [];
  const edge: Edge = { size: 0, hashes: [] };
  for (const leaf of leaves) {
    appendLeaf(edge, leaf, ({ height, index, hash }) => {
      const covered = leaves.slice(index * 2 ** height, (index + 1) * 2 ** height);
      expect(hash).toEqual(definedRoot(covered));
      expect(edge.size + 1).toBe((index + 1) * 2 ** height);
      told.push(`${height}/${index}`);
    });
  }
  expect(new Set(told).size).toBe(told.length);
  expect(told.length).toBe(18 + 9 + 4 + 2 + 1);
});

test('inclusion is proved for every leaf of every tree to 64, and at no other index', async () => {
  const leaves = leavesOf(64);
  for (let size = 1; size <= 64; size += 1) {
    const root = rootOf(leaves.slice(0, size));
    for (let index = 0; index < size; index += 1) {
      const leaf = leaves[index] ?? emptyRoot;
      const proof = await proofOf(inclusionRanges(index, size), leaves);
      expect(verifyInclusion(leaf, index, size, proof, root)).toBe(true);
      expect(verifyInclusion(leaf, (index + 1) % (size + 1), size, proof, root)).toBe(false);
      expect(verifyInclusion(leaf, index, size, [...proof, root], root)).toBe(false);
    }
  }
});

test('consistency is proved for every two sizes to 64, and not with the wrong root', async () => {
  const leaves = leavesOf(64);
  const roots = Array.from({ length: 65 }, (_, size) => rootOf(leaves.slice(0, size)));
  for (let size = 0; size <= 64; size += 1) {
    const root = roots[size] ?? emptyRoot;
    for (let oldSize = 0; oldSize <= size; oldSize += 1) {
      const proof = await proofOf(consistencyRanges(oldSize, size), leaves);
      const oldRoot = roots[oldSize] ?? emptyRoot;
      expect(verifyConsistency(oldSize, size, proof, oldRoot, root)).toBe(true);
      const wrong = flip(oldRoot, size);
      expect(verifyConsistency(oldSize, size, proof, wrong, root)).toBe(false);
      if (oldSize < size && oldSize > 0) {
        expect(verifyConsistency(oldSize, size, proof, oldRoot, flip(root, 7))).toBe(false);
        expect(verifyConsistency(oldSize, size, proof.slice(1), oldRoot, root)).toBe(false);
      }
    }
  }
});

test('a bit changed anywhere in a proof, its leaf or its root is found', async () => {
  const leaves = leavesOf(64);
  const cases = fc
    .integer({ min: 2, max: 64 })
    .chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1), fc.nat(), fc.nat(255)));
  await fc.assert(
    fc.asyncProperty(cases, async ([size, index, which, bit]) => {
      const root = rootOf(leaves.slice(0, size));
      const proof = await proofOf(inclusionRanges(index, size), leaves);
      const parts = [leaves[index] ?? emptyRoot, root, ...proof];
      const at = which % parts.length;
      const [leaf, claimed, ...hashes] = parts.map((part, i) =>
        i === at ? flip(part, bit) : part,
      );
      expect(leaf && claimed && verifyInclusion(leaf, index, size, hashes, claimed)).toBe(false);
    }),
  );
});

test('a bit changed anywhere in any entry changes the root', () => {
  const entries = fc.array(fc.uint8Array({ minLength: 1 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(entries, fc.nat(), fc.nat(), (bodies, which, bit) => {
      const at = which % bodies.length;
      const changed = bodies.map((body, i) => (i === at ? flip(Buffer.from(body), bit) : body));
      expect(rootOf(changed.map(leafHash))).not.toEqual(rootOf(bodies.map(leafHash)));
    }),
  );
});
