// Checks a district's whole journal from the kept bytes up: every entry, its place, the tree, every
// checkpoint's root and signature. Trusts no stored hash, and reads in pages, so that memory does
// not grow with the journal. What it cannot see alone is a journal cut back to an earlier state:
// for that it is given a checkpoint from outside, such as one printed on a voucher.

import type { Database } from '../db/open.ts';
import { compareColumns, type EntryRow } from './columns.ts';
import { appendLeaf, edgeRoot, leafHash, type Edge, type FullNode, type Hash } from './merkle.ts';
import { KEPT_HEIGHTS, rowsOf, type KeptCheckpoint } from './queries.ts';
import {
  formatCheckpoint,
  openNote,
  originOf,
  parseCheckpoint,
  type Verifier,
} from './signed-note.ts';

/** Something wrong, with the entry and position concerned where they are known. */
export type Fault = {
  readonly kind:
    | 'entry-changed'
    | 'entry-missing'
    | 'entry-added'
    | 'leaf-missing'
    | 'order'
    | 'node'
    | 'root'
    | 'signature'
    | 'head'
    | 'not-the-checkpoint';
  readonly entryId: string | null;
  readonly position: number | null;
  /** What differs, in English, for the auditor's file. */
  readonly what: string;
};

/** What the check of one district's journal found. */
export type Verified = {
  readonly districtCode: number;
  /** Sealed entries. */
  readonly size: number;
  readonly root: string;
  readonly unsealed: number;
  readonly checkpoints: number;
  /** In the order of the journal, the first one first; at most 20. None: all is well. */
  readonly faults: readonly Fault[];
};

export type VerifyOptions = {
  readonly verifier: Verifier;
  /** A signed checkpoint from outside, which this journal must begin with. */
  readonly against?: string | undefined;
};

const PAGE_ROWS = 5_000;
const FAULTS_MAX = 20;

/** The state of a check under way. */
type Check = {
  readonly db: Database;
  readonly districtCode: number;
  readonly verifier: Verifier;
  readonly edge: Edge;
  readonly faults: Fault[];
  /** A size and root known from outside, to be met on the way. */
  readonly outside: { readonly size: number; readonly root: Hash } | undefined;
  checkpoints: number;
  /** The size of the checkpoint before, from which on the tree was last seen to be right. */
  checkedSize: number;
  lastEntryId: string;
};

/** Checks the journal of a district and tells what is wrong, the first fault first. */
export async function verifyJournal(
  db: Database,
  districtCode: number,
  { verifier, against }: VerifyOptions,
): Promise<Verified> {
  const outside = against === undefined ? undefined : readOutside(against, verifier);
  const faults: Fault[] = [];
  const check: Check = {
    db,
    districtCode,
    verifier,
    faults,
    edge: { size: 0, hashes: [] },
    outside: outside ?? undefined,
    checkpoints: 0,
    checkedSize: 0,
    lastEntryId: '',
  };
  if (against !== undefined && !outside) {
    tell(
      check,
      'not-the-checkpoint',
      null,
      null,
      'the checkpoint given is not signed by this journal',
    );
  }
  const head = await readHead(check);
  if (outside && outside.size > head.size) {
    const what = `the checkpoint given has ${outside.size} entries, the journal only ${head.size}`;
    tell(check, 'not-the-checkpoint', null, head.size, what);
  }
  while (check.edge.size < head.size) {
    if (!(await checkPage(check, head.size))) break;
  }
  checkHead(check, head);
  const unsealed = await checkUnsealed(check);
  const root = edgeRoot(check.edge).toString('base64');
  return { districtCode, size: head.size, root, unsealed, checkpoints: check.checkpoints, faults };
}

function readOutside(note: string, verifier: Verifier) {
  const text = openNote(note, verifier);
  return text === undefined ? undefined : parseCheckpoint(text);
}

function tell(
  check: Pick<Check, 'faults'>,
  kind: Fault['kind'],
  entryId: string | null,
  position: number | null,
  what: string,
): void {
  if (check.faults.length < FAULTS_MAX) check.faults.push({ kind, entryId, position, what });
}

const read = <Row>({ db, districtCode }: Check, sql: string, values: readonly unknown[]) =>
  db.withDistrict(districtCode, (tx) => rowsOf<Row>(tx, sql, [districtCode, ...values]));

type Head = { readonly size: number; readonly edge: Buffer };

async function readHead(check: Check): Promise<Head> {
  const [head] = await read<Head & { leaves: number }>(
    check,
    'select size, edge from journal_heads where district_code = $1',
    [],
  );
  if (head) return head;
  const [last] = await read<{ size: number }>(
    check,
    `select position + 1 as size from journal_leaves
     where district_code = $1 order by position desc limit 1`,
    [],
  );
  return { size: last?.size ?? 0, edge: Buffer.alloc(0) };
}

type Leaf = EntryRow & { readonly position: number; readonly keptHash: Hash };

const ENTRY_COLUMNS = `e.entry_id, e.recorded_at, e.occurred_on, e.actor_id, e.action,
  e.subject_type, e.subject_id, e.key, e.body, e.leaf_hash`;

/** Checks one page; false when the leaves end too early, so that nothing further can be said. */
async function checkPage(check: Check, size: number): Promise<boolean> {
  const from = check.edge.size;
  const to = Math.min(from + PAGE_ROWS, size);
  const leaves = await read<Leaf & { leafEntryId: string }>(
    check,
    `select l.position, l.entry_id as leaf_entry_id, l.leaf_hash as kept_hash, ${ENTRY_COLUMNS}
     from journal_leaves l
     left join journal_entries e
       on e.district_code = l.district_code and e.entry_id = l.entry_id
     where l.district_code = $1 and l.position >= $2 and l.position < $3
     order by l.position`,
    [from, to],
  );
  const checkpoints = await read<KeptCheckpoint>(
    check,
    `select size, root, note from journal_checkpoints
     where district_code = $1 and size > $2 and size <= $3 order by size`,
    [from, to],
  );
  const nodes: FullNode[] = [];
  let next = 0;
  for (const leaf of leaves) {
    const position = check.edge.size;
    if (leaf.position !== position) break;
    const hash = checkLeaf(check, leaf, leaf.leafEntryId);
    appendLeaf(check.edge, hash, (node) => {
      if (node.height % KEPT_HEIGHTS === 0) nodes.push(node);
    });
    const checkpoint = checkpoints[next];
    if (checkpoint?.size === check.edge.size) {
      checkCheckpoint(check, checkpoint);
      next += 1;
    }
    checkOutside(check);
  }
  await checkNodes(check, nodes);
  if (check.edge.size === to) return true;
  const position = check.edge.size;
  tell(check, 'leaf-missing', null, position, `the tree has no leaf at position ${position}`);
  return false;
}

/** Checks an entry against its bytes and its leaf; gives the hash the tree should have. */
function checkLeaf(check: Check, row: Leaf, leafEntryId: string): Hash {
  const { position, keptHash } = row;
  if (!row.body) {
    tell(check, 'entry-missing', leafEntryId, position, 'the entry of this leaf is not there');
    return keptHash;
  }
  const hash = leafHash(row.body);
  if (!hash.equals(keptHash)) {
    tell(check, 'entry-changed', leafEntryId, position, 'its bytes do not have the sealed hash');
  } else {
    const column = compareColumns(check.districtCode, row);
    if (column !== undefined) {
      const what = `the column ${column} differs from the sealed bytes`;
      tell(check, 'entry-changed', leafEntryId, position, what);
    }
  }
  // Within one sealing the entries stand in the order of their ids.
  if (leafEntryId <= check.lastEntryId) {
    tell(
      check,
      'order',
      leafEntryId,
      position,
      `it stands after the later entry ${check.lastEntryId}`,
    );
  }
  check.lastEntryId = leafEntryId;
  return hash;
}

function checkCheckpoint(check: Check, { size, root, note }: KeptCheckpoint): void {
  const { districtCode, verifier, edge } = check;
  check.checkpoints += 1;
  const text = openNote(note, verifier);
  if (text === undefined) {
    tell(
      check,
      'signature',
      null,
      size - 1,
      `the checkpoint of ${size} entries is not signed by the key`,
    );
  } else if (text !== formatCheckpoint({ origin: originOf(districtCode), size, root })) {
    tell(
      check,
      'signature',
      null,
      size - 1,
      `the checkpoint of ${size} entries says something else`,
    );
  }
  // One list of leaves gives every checkpoint's root, so each begins with the one before it.
  if (!edgeRoot(edge).equals(root)) {
    const what = `entries ${check.checkedSize} to ${size - 1} do not give the root signed for them`;
    tell(check, 'root', null, check.checkedSize, what);
  }
  check.checkedSize = size;
  check.lastEntryId = '';
}

function checkOutside({ outside, edge, ...check }: Check): void {
  if (outside?.size !== edge.size || edgeRoot(edge).equals(outside.root)) return;
  const what = `the first ${edge.size} entries are not those of the checkpoint given`;
  tell(check, 'not-the-checkpoint', null, edge.size - 1, what);
}

async function checkNodes(check: Check, nodes: readonly FullNode[]): Promise<void> {
  if (nodes.length === 0) return;
  const kept = await read<{ height: number; position: number; hash: Hash }>(
    check,
    `select n.height, n.position, n.hash
     from unnest($2::smallint[], $3::bigint[]) as u (height, position)
     join journal_nodes n using (height, position) where n.district_code = $1`,
    [nodes.map(({ height }) => height), nodes.map(({ index }) => index)],
  );
  const hashes = new Map(kept.map((node) => [`${node.height}/${node.position}`, node.hash]));
  for (const { height, index, hash } of nodes) {
    if (hashes.get(`${height}/${index}`)?.equals(hash)) continue;
    const first = index * 2 ** height;
    tell(check, 'node', null, first, `the inner node ${index} at height ${height} differs`);
  }
}

function checkHead(check: Check, head: Head): void {
  const { edge, checkedSize } = check;
  if (edge.size < head.size) return;
  if (!Buffer.concat(edge.hashes).equals(head.edge)) {
    tell(check, 'head', null, head.size - 1, 'the head of the tree is not that of its leaves');
  }
  if (checkedSize !== head.size) {
    tell(check, 'signature', null, checkedSize, `there is no checkpoint of ${head.size} entries`);
  }
}

/** Checks what has no place in the tree yet; gives how many entries those are. */
async function checkUnsealed(check: Check): Promise<number> {
  let after = '00000000-0000-0000-0000-000000000000';
  let count = 0;
  for (;;) {
    const rows = await read<EntryRow & { queuedId: string }>(
      check,
      `select q.entry_id as queued_id, ${ENTRY_COLUMNS}
       from journal_queue q
       left join journal_entries e
         on e.district_code = q.district_code and e.entry_id = q.entry_id
       where q.district_code = $1 and q.entry_id > $2 order by q.entry_id limit ${PAGE_ROWS}`,
      [after],
    );
    for (const row of rows) checkUnsealedEntry(check, row);
    count += rows.length;
    after = rows.at(-1)?.queuedId ?? after;
    if (rows.length < PAGE_ROWS) break;
  }
  const added = await read<{ entryId: string }>(
    check,
    `select e.entry_id from journal_entries e
     where e.district_code = $1
       and not exists (select from journal_leaves l
         where l.district_code = e.district_code and l.entry_id = e.entry_id)
       and not exists (select from journal_queue q
         where q.district_code = e.district_code and q.entry_id = e.entry_id)
     order by e.entry_id limit ${FAULTS_MAX}`,
    [],
  );
  for (const { entryId } of added) {
    tell(
      check,
      'entry-added',
      entryId,
      null,
      'it is neither in the tree nor waiting for its place',
    );
  }
  return count;
}

function checkUnsealedEntry(check: Check, row: EntryRow & { readonly queuedId: string }): void {
  const { queuedId, body, leafHash: kept } = row;
  if (!body) {
    tell(check, 'entry-missing', queuedId, null, 'the entry waiting for its place is not there');
  } else if (!leafHash(body).equals(kept)) {
    tell(check, 'entry-changed', queuedId, null, 'its bytes do not have the hash kept with them');
  } else {
    const column = compareColumns(check.districtCode, row);
    if (column === undefined) return;
    tell(check, 'entry-changed', queuedId, null, `the column ${column} differs from its bytes`);
  }
}
