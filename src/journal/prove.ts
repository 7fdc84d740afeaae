// Proofs to take away: that an entry is in the journal, and that the journal of today begins with
// that of an earlier checkpoint. Whoever holds one checks it without this server.

import { fail } from '../core/errors.ts';
import { invariant } from '../core/invariant.ts';
import type { Tx } from '../db/open.ts';
import { consistencyRanges, inclusionRanges, leafHash, rangeHash, type Range } from './merkle.ts';
import { findEntry, findLatestCheckpoint, nodeReader } from './queries.ts';
import type { Signer } from './signer.ts';

/** A checkpoint as given out; bytes are base64. */
export type GivenCheckpoint = {
  readonly size: number;
  readonly root: string;
  /** The signed note, exactly as signed. */
  readonly note: string;
  readonly verifierKey: string;
};

/** That an entry is in the journal; bytes are base64. */
export type InclusionProof = {
  readonly entryId: string;
  /** The exact bytes of the entry, whose hash is the leaf. */
  readonly body: string;
  readonly leafHash: string;
  readonly index: number;
  readonly treeSize: number;
  readonly hashes: readonly string[];
  readonly checkpoint: GivenCheckpoint;
};

/** The latest checkpoint; undefined while nothing is sealed. */
export async function giveCheckpoint(
  tx: Tx,
  districtCode: number,
  signer: Signer,
): Promise<GivenCheckpoint | undefined> {
  const latest = await findLatestCheckpoint(tx, districtCode);
  if (!latest) return undefined;
  const { size, root, note } = latest;
  const verifierKey = signer.verifierKey(districtCode);
  return { size, root: root.toString('base64'), note, verifierKey };
}

/**
 * Proves that an entry is in the tree of the latest checkpoint. Refuses
 * `journal.entry-not-found` and `journal.not-sealed-yet`.
 */
export async function prove(
  tx: Tx,
  districtCode: number,
  entryId: string,
  signer: Signer,
): Promise<InclusionProof> {
  const found = await findEntry(tx, districtCode, entryId);
  if (!found) fail('journal.entry-not-found', { id: entryId });
  const { body, position: index } = found;
  if (index === null) fail('journal.not-sealed-yet', { id: entryId });
  const checkpoint = await giveCheckpoint(tx, districtCode, signer);
  invariant(checkpoint && checkpoint.size > index, 'a sealed entry has a checkpoint after it');
  return {
    entryId,
    body: body.toString('base64'),
    leafHash: leafHash(body).toString('base64'),
    index,
    treeSize: checkpoint.size,
    hashes: await hashesOf(tx, districtCode, inclusionRanges(index, checkpoint.size)),
    checkpoint,
  };
}

/** The hashes (base64) that prove that the tree of `size` begins with the tree of `oldSize`. */
export function proveConsistency(
  tx: Tx,
  districtCode: number,
  oldSize: number,
  size: number,
): Promise<string[]> {
  return hashesOf(tx, districtCode, consistencyRanges(oldSize, size));
}

async function hashesOf(tx: Tx, districtCode: number, ranges: readonly Range[]): Promise<string[]> {
  const read = nodeReader(tx, districtCode);
  const hashes: string[] = [];
  for (const range of ranges) hashes.push((await rangeHash(range, read)).toString('base64'));
  return hashes;
}

/** The proof as a `c2sp.org/tlog-proof@v1` file, which standard tools check with the key. */
export function formatProof({ index, hashes, checkpoint }: InclusionProof): string {
  return ['c2sp.org/tlog-proof@v1', `index ${index}`, ...hashes, '', checkpoint.note].join('\n');
}
