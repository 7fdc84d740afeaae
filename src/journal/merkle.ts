// The Merkle tree of RFC 6962: hashes, which subtrees a proof needs, and the two checks anyone can
// run on a proof. Pure; it knows nothing of entries, districts or the database.

import { hash } from 'node:crypto';
import { invariant } from '../core/invariant.ts';

/** A SHA-256 hash: 32 bytes. */
export type Hash = Buffer;

/** Leaves `from` (included) to `to` (excluded). */
export type Range = readonly [from: number, to: number];

const LEAF_PREFIX = Buffer.from([0]);
const NODE_PREFIX = Buffer.from([1]);

const sha256 = (bytes: Uint8Array): Hash => hash('sha256', bytes, 'buffer');

/** The hash of a leaf: SHA-256 of 0x00 and the entry's bytes. */
export function leafHash(bytes: Uint8Array): Hash {
  return sha256(Buffer.concat([LEAF_PREFIX, bytes]));
}

/** The hash of an inner node: SHA-256 of 0x01 and the hashes of its two children. */
export function nodeHash(left: Hash, right: Hash): Hash {
  return sha256(Buffer.concat([NODE_PREFIX, left, right]));
}

/** The root of the tree without leaves: SHA-256 of nothing. */
export const emptyRoot: Hash = sha256(Buffer.alloc(0));

/**
 * A growing tree, of which only the right edge is kept: the hashes of its full subtrees, the
 * largest first. Adding a leaf costs two hashes on average, whatever the size.
 */
export type Edge = { size: number; hashes: Hash[] };

/** An inner node that will never change again, because all leaves under it are there. */
export type FullNode = { readonly height: number; readonly index: number; readonly hash: Hash };

/** Adds a leaf to `edge` in place, telling `onFull` of each inner node that became full. */
export function appendLeaf(edge: Edge, leaf: Hash, onFull?: (node: FullNode) => void): void {
  let current = leaf;
  let height = 0;
  let index = edge.size;
  while (index % 2 === 1) {
    const left = edge.hashes.pop();
    invariant(left, 'an edge holds one hash for each bit of its size');
    current = nodeHash(left, current);
    height += 1;
    index = (index - 1) / 2;
    onFull?.({ height, index, hash: current });
  }
  edge.hashes.push(current);
  edge.size += 1;
}

/** The root of the tree whose right edge is given. */
export function edgeRoot(edge: Edge): Hash {
  return (
    edge.hashes.reduceRight<Hash | undefined>(
      (right, left) => (right ? nodeHash(left, right) : left),
      undefined,
    ) ?? emptyRoot
  );
}

/** The largest power of two below `size`: where RFC 6962 splits a tree of `size` ≥ 2 leaves. */
function split(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

/** Gives the hash of the full subtree of 2^height leaves that begins at leaf index × 2^height. */
export type NodeReader = (height: number, index: number) => Promise<Hash>;

/** The hash of the leaves of `range`, one that a proof names, out of full subtrees. */
export async function rangeHash([from, to]: Range, read: NodeReader): Promise<Hash> {
  const size = to - from;
  const height = Math.round(Math.log2(size));
  if (2 ** height === size) return read(height, from / size);
  const middle = from + split(size);
  const left = await rangeHash([from, middle], read);
  return nodeHash(left, await rangeHash([middle, to], read));
}

/** The ranges whose hashes prove that leaf `index` is in the tree of `size`, nearest first. */
export function inclusionRanges(index: number, size: number): Range[] {
  invariant(index >= 0 && index < size, 'a proof is asked for a leaf of the tree');
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + split(to - from);
    ranges.push(index < middle ? [middle, to] : [from, middle]);
    if (index < middle) to = middle;
    else from = middle;
  }
  return ranges.reverse();
}

/** The ranges whose hashes prove that the tree of `size` begins with the tree of `oldSize`. */
export function consistencyRanges(oldSize: number, size: number): Range[] {
  invariant(oldSize >= 0 && oldSize <= size, 'a tree is compared with an earlier one');
  if (oldSize === 0 || oldSize === size) return [];
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (to !== oldSize) {
    const middle = from + split(to - from);
    ranges.push(oldSize <= middle ? [middle, to] : [from, middle]);
    if (oldSize <= middle) to = middle;
    else from = middle;
  }
  if (from > 0) ranges.push([from, to]);
  return ranges.reverse();
}

const half = (n: number): number => Math.floor(n / 2);
const isOdd = (n: number): boolean => n % 2 === 1;

/** True when `proof` shows `leaf` at `index` of the tree with `root` (RFC 9162, 2.1.3.2). */
export function verifyInclusion(
  leaf: Hash,
  index: number,
  size: number,
  proof: readonly Hash[],
  root: Hash,
): boolean {
  if (index < 0 || index >= size) return false;
  let [node, last, current] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      current = nodeHash(sibling, current);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      current = nodeHash(current, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && current.equals(root);
}

/** True when `proof` shows that the tree of `size` begins with that of `oldSize` (2.1.4.2). */
export function verifyConsistency(
  oldSize: number,
  size: number,
  proof: readonly Hash[],
  oldRoot: Hash,
  root: Hash,
): boolean {
  if (oldSize < 0 || oldSize > size) return false;
  if (oldSize === size) return proof.length === 0 && oldRoot.equals(root);
  if (oldSize === 0) return proof.length === 0 && oldRoot.equals(emptyRoot);
  let [node, last] = [oldSize - 1, size - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  const path = node === 0 ? [oldRoot, ...proof] : [...proof];
  const first = path.shift();
  if (!first) return false;
  let [old, current] = [first, first];
  for (const sibling of path) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      old = nodeHash(sibling, old);
      current = nodeHash(sibling, current);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      current = nodeHash(current, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && old.equals(oldRoot) && current.equals(root);
}
