// Sealing: gives entries their place in the district's tree, in the order they were recorded, and
// signs a checkpoint. Runs behind the writers, so that they never wait for one another.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../core/clock.ts';
import { invariant } from '../core/invariant.ts';
import type { Database, Tx } from '../db/open.ts';
import { appendLeaf, edgeRoot, emptyRoot, type Edge, type FullNode, type Hash } from './merkle.ts';
import { findLatestCheckpoint, KEPT_HEIGHTS, listDistrictCodes, rowsOf } from './queries.ts';
import type { Signer } from './signer.ts';

/** What sealing needs besides the database. */
export type SealOptions = { readonly signer: Signer; readonly clock: Clock };

const BATCH_ENTRIES_MAX = 5_000;
const HASH_BYTES = 32;

/** Seals what is unsealed in a district and gives the number of entries sealed. */
export async function seal(
  db: Database,
  districtCode: number,
  options: SealOptions,
): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await db.withDistrict(districtCode, (tx) => sealBatch(tx, districtCode, options));
    total += count;
    if (count < BATCH_ENTRIES_MAX) return total;
  }
}

type Unsealed = { readonly entryId: string; readonly leafHash: Hash };

async function sealBatch(tx: Tx, districtCode: number, options: SealOptions): Promise<number> {
  // Nothing to do is the usual answer, and it needs no lock.
  if ((await listUnsealed(tx, districtCode, 1)).length === 0) return 0;
  const edge = await lockHead(tx, districtCode);
  // Read again: another sealer may have been at work while this one waited for the head.
  const unsealed = await listUnsealed(tx, districtCode, BATCH_ENTRIES_MAX);
  if (unsealed.length === 0) return 0;
  await checkHead(tx, districtCode, edge);
  const from = edge.size;
  const nodes: FullNode[] = [];
  for (const { leafHash } of unsealed) {
    appendLeaf(edge, leafHash, (node) => {
      if (node.height % KEPT_HEIGHTS === 0) nodes.push(node);
    });
  }
  await keepLeaves(tx, districtCode, from, unsealed);
  await keepNodes(tx, districtCode, nodes);
  await keepHead(tx, districtCode, edge, options);
  return unsealed.length;
}

function listUnsealed(tx: Tx, districtCode: number, limit: number): Promise<Unsealed[]> {
  return rowsOf<Unsealed>(
    tx,
    `select q.entry_id, e.leaf_hash
     from journal_queue q
     join journal_entries e using (district_code, entry_id)
     where q.district_code = $1
     order by q.entry_id limit $2`,
    [districtCode, limit],
  );
}

async function lockHead(tx: Tx, districtCode: number): Promise<Edge> {
  const select = 'select size, edge from journal_heads where district_code = $1 for update';
  type Head = { size: number; edge: Buffer };
  let [head] = await rowsOf<Head>(tx, select, [districtCode]);
  if (!head) {
    await rowsOf(
      tx,
      `insert into journal_heads (district_code, size, edge) values ($1, 0, '')
       on conflict (district_code) do nothing`,
      [districtCode],
    );
    [head] = await rowsOf<Head>(tx, select, [districtCode]);
  }
  return head ? { size: head.size, hashes: splitHashes(head.edge) } : { size: 0, hashes: [] };
}

/** A head that is not the one last signed must not be signed over: that would hide the change. */
async function checkHead(tx: Tx, districtCode: number, edge: Edge): Promise<void> {
  const latest = await findLatestCheckpoint(tx, districtCode);
  const [size, root] = latest ? [latest.size, latest.root] : [0, emptyRoot];
  const isSame = edge.size === size && edgeRoot(edge).equals(root);
  invariant(isSame, `the head of the journal of ${districtCode} is the one last signed`);
}

/** The hashes of an edge as they are kept, one after the other. */
function splitHashes(bytes: Buffer): Hash[] {
  const count = bytes.length / HASH_BYTES;
  return Array.from({ length: count }, (_, i) =>
    bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );
}

async function keepLeaves(
  tx: Tx,
  districtCode: number,
  from: number,
  unsealed: readonly Unsealed[],
): Promise<void> {
  const ids = unsealed.map(({ entryId }) => entryId);
  await rowsOf(
    tx,
    `insert into journal_leaves (district_code, position, entry_id, leaf_hash)
     select $1::int, $2::bigint + u.place - 1, u.id, u.leaf
     from unnest($3::uuid[], $4::bytea[]) with ordinality as u (id, leaf, place)`,
    [districtCode, from, ids, unsealed.map(({ leafHash }) => leafHash)],
  );
  await rowsOf(
    tx,
    'delete from journal_queue where district_code = $1 and entry_id = any ($2::uuid[])',
    [districtCode, ids],
  );
}

async function keepNodes(tx: Tx, districtCode: number, nodes: readonly FullNode[]): Promise<void> {
  if (nodes.length === 0) return;
  await rowsOf(
    tx,
    `insert into journal_nodes (district_code, height, position, hash)
     select $1::int, u.height, u.position, u.hash
     from unnest($2::smallint[], $3::bigint[], $4::bytea[]) as u (height, position, hash)`,
    [
      districtCode,
      nodes.map(({ height }) => height),
      nodes.map(({ index }) => index),
      nodes.map(({ hash }) => hash),
    ],
  );
}

async function keepHead(
  tx: Tx,
  districtCode: number,
  edge: Edge,
  { signer, clock }: SealOptions,
): Promise<void> {
  const { size } = edge;
  const root = edgeRoot(edge);
  await rowsOf(tx, 'update journal_heads set size = $2, edge = $3 where district_code = $1', [
    districtCode,
    size,
    Buffer.concat(edge.hashes),
  ]);
  await rowsOf(
    tx,
    `insert into journal_checkpoints (district_code, size, root, note, signed_at)
     values ($1, $2, $3, $4, $5)`,
    [districtCode, size, root, signer.sign(districtCode, size, root), clock().toISOString()],
  );
}

/** A sealer at work. */
export type Sealer = {
  /** Seals at once instead of at the next interval: for use after a commit. */
  wake(): void;
  /** Ends after the batch in hand. */
  stop(): Promise<void>;
};

/**
 * Seals all districts every `intervalMs` until stopped. A failure is told and tried again at the
 * next interval: entries wait in the queue and lose nothing.
 */
export function startSealer(
  db: Database,
  options: SealOptions & {
    readonly intervalMs: number;
    readonly onError: (error: unknown) => void;
  },
): Sealer {
  const stopping = new AbortController();
  let pause = new AbortController();
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      pause = new AbortController();
      await sealAll(db, options).catch(options.onError);
      // Woken or stopped while sealing: the pause is over before it begins.
      await sleep(options.intervalMs, undefined, { signal: pause.signal }).catch(() => undefined);
    }
  };
  const done = loop();
  return {
    wake: () => pause.abort(),
    stop() {
      stopping.abort();
      pause.abort();
      return done;
    },
  };
}

async function sealAll(db: Database, options: SealOptions): Promise<void> {
  for (const districtCode of await db.withoutDistrict(listDistrictCodes)) {
    await seal(db, districtCode, options);
  }
}
