// Proves on a real database that sealing gives every entry one place, that proofs check outside,
// and that the verification names what was tampered with.

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import {
  actorWith,
  DISTRICT,
  makeNotes,
  newKey,
  TOWN,
  writeNote,
} from '../../test/helpers/notes.ts';
import { perform, performMany } from '../actions/perform.ts';
import { fixedClock, systemClock } from '../core/clock.ts';
import type { Tx } from '../db/open.ts';
import { journalCheckpoint, journalProve, journalVerify } from './cli.ts';
import { verifyConsistency, verifyInclusion } from './merkle.ts';
import { formatProof, giveCheckpoint, prove, proveConsistency } from './prove.ts';
import { rowsOf } from './queries.ts';
import { seal, startSealer } from './seal.ts';
import { keyPathIn, openSigner } from './signer.ts';
import { openNote, parseVerifierKey } from './signed-note.ts';
import { verifyJournal } from './verify.ts';

const folder = mkdtempSync(join(tmpdir(), 'journal-'));
afterAll(() => rmSync(folder, { recursive: true }));
const keyPath = keyPathIn(folder);
const signer = openSigner(keyPath);
const verifier = signer.verifier(DISTRICT);
const options = { signer, clock: fixedClock('2022-11-15T08:30:00.000Z') };

const db = await testDatabase();
const ctx = { db, clock: systemClock, actor: actorWith('townClerk', TOWN) };
beforeAll(() => makeNotes(db.pool));

let noteCount = 0;
const notes = (count: number) =>
  Array.from({ length: count }, () => ({
    noteId: `n-${(noteCount += 1)}`,
    place: TOWN,
    words: 'w',
  }));
async function write(count: number): Promise<string[]> {
  const { accepted } = await performMany(ctx, writeNote, notes(count), { key: newKey() });
  return accepted.map(({ entryId }) => entryId);
}
/** The head of the tree when it had 804 leaves. */
let earlierEdge = Buffer.alloc(0);
const verify = () => verifyJournal(db, DISTRICT, { verifier });
const inDistrict = <T>(run: (tx: Tx) => Promise<T>) => db.withDistrict(DISTRICT, run);
const hashes = (encoded: readonly string[]) => encoded.map((text) => Buffer.from(text, 'base64'));

/** Does something as the owner, looks at what the verification says, and undoes it. */
async function afterTampering(statements: readonly string[], against?: string) {
  const tables = ['entries', 'leaves', 'nodes', 'queue', 'heads', 'checkpoints'];
  const client = await db.pool.connect();
  try {
    for (const table of tables) {
      await client.query(`create temp table kept_${table} as table journal_${table}`);
    }
    for (const statement of statements) await client.query(statement);
    const { faults } = await verifyJournal(db, DISTRICT, { verifier, against });
    return faults;
  } finally {
    for (const table of tables) {
      await client.query(`delete from journal_${table}`);
      await client.query(`insert into journal_${table} table kept_${table}`);
      await client.query(`drop table kept_${table}`);
    }
    client.release();
  }
}

test('the key is made once for its owner alone, and refused when others may read it', () => {
  expect(statSync(keyPath).mode & 0o777).toBe(0o600);
  expect(openSigner(keyPath).verifierKey(DISTRICT)).toBe(signer.verifierKey(DISTRICT));
  const open = join(folder, 'open.key');
  writeFileSync(open, readFileSync(keyPath), { mode: 0o644 });
  expect(() => openSigner(open)).toThrow('journal.key-unreadable');
  const broken = join(folder, 'broken.key');
  writeFileSync(broken, 'no key', { mode: 0o600 });
  expect(() => openSigner(broken)).toThrow('journal.key-unreadable');
});

test('an empty journal verifies; proofs of unknown or unsealed entries are refused', async () => {
  expect(await verify()).toMatchObject({ size: 0, unsealed: 0, checkpoints: 0, faults: [] });
  const unknown = '01890a5d-ac96-774b-bcce-b302099a8057';
  await expect(inDistrict((tx) => prove(tx, DISTRICT, unknown, signer))).rejects.toMatchObject({
    code: 'journal.entry-not-found',
  });
  const [unsealed = ''] = await write(1);
  await expect(inDistrict((tx) => prove(tx, DISTRICT, unsealed, signer))).rejects.toMatchObject({
    code: 'journal.not-sealed-yet',
  });
  expect(await verify()).toMatchObject({ size: 0, unsealed: 1, faults: [] });
});

test('sealing gives entries places in the order recorded, from 0 without gaps', async () => {
  const ids = [...(await write(3)), ...(await write(300))];
  const first = await seal(db, DISTRICT, options);
  expect(first).toBe(304);
  expect(await seal(db, DISTRICT, options)).toBe(0);
  await write(500);
  expect(await seal(db, DISTRICT, options)).toBe(500);
  const leaves = await inDistrict((tx) =>
    rowsOf<{ position: number; entryId: string }>(
      tx,
      'select position, entry_id from journal_leaves where district_code = $1 order by position',
      [DISTRICT],
    ),
  );
  expect(leaves.map(({ position }) => position)).toEqual(Array.from({ length: 804 }, (_, i) => i));
  expect(leaves.slice(1, 304).map(({ entryId }) => entryId)).toEqual(ids);
  expect(await verify()).toMatchObject({ size: 804, unsealed: 0, checkpoints: 2, faults: [] });
  earlierEdge = (await db.pool.query('select edge from journal_heads')).rows[0].edge;
});

test('many sealers and writers at once leave a journal without gap or double', async () => {
  const sealers = Array.from({ length: 4 }, async () => {
    for (let i = 0; i < 10; i += 1) await seal(db, DISTRICT, options);
  });
  const writers = Array.from({ length: 4 }, async () => {
    for (const note of notes(25)) await perform(ctx, writeNote, note, { key: newKey() });
  });
  await Promise.all([...sealers, ...writers]);
  await seal(db, DISTRICT, options);
  expect(await verify()).toMatchObject({ size: 904, unsealed: 0, faults: [] });
});

test('an entry is proved to be there by its bytes, the proof and the key alone', async () => {
  const [entryId = ''] = await write(1);
  await seal(db, DISTRICT, options);
  const leaves = await inDistrict((tx) =>
    rowsOf<{ entryId: string }>(
      tx,
      'select entry_id from journal_leaves where district_code = $1 order by position',
      [DISTRICT],
    ),
  );
  const some = [0, 255, 256, 511, 767, 768, 903].map((position) => leaves[position]?.entryId ?? '');
  for (const id of [...some, entryId]) {
    const proof = await inDistrict((tx) => prove(tx, DISTRICT, id, signer));
    const { index, treeSize, checkpoint } = proof;
    const key = parseVerifierKey(checkpoint.verifierKey);
    const text = key && openNote(checkpoint.note, key);
    expect(text?.split('\n').slice(0, 3)).toEqual([`qingnuan/${DISTRICT}`, '905', checkpoint.root]);
    const [leaf, root] = hashes([proof.leafHash, checkpoint.root]);
    expect(leaf && root && verifyInclusion(leaf, index, treeSize, hashes(proof.hashes), root)).toBe(
      true,
    );
    expect(Buffer.from(proof.body, 'base64').toString()).toContain(id);
    expect(formatProof(proof).split('\n').slice(0, 2)).toEqual([
      'c2sp.org/tlog-proof@v1',
      `index ${index}`,
    ]);
  }
});

test('the journal of today is proved to begin with that of an earlier checkpoint', async () => {
  const before = await inDistrict((tx) => giveCheckpoint(tx, DISTRICT, signer));
  await write(40);
  await seal(db, DISTRICT, options);
  const now = await inDistrict((tx) => giveCheckpoint(tx, DISTRICT, signer));
  if (!before || !now) return expect.fail('both checkpoints are there');
  const proof = await inDistrict((tx) => proveConsistency(tx, DISTRICT, before.size, now.size));
  const [old = Buffer.alloc(0), root = Buffer.alloc(0)] = hashes([before.root, now.root]);
  expect(verifyConsistency(before.size, now.size, hashes(proof), old, root)).toBe(true);
  const against = await verifyJournal(db, DISTRICT, { verifier, against: before.note });
  expect(against.faults).toEqual([]);
});

const ENTRY_700 = '(select entry_id from journal_leaves where position = 700)';

test('a changed byte, column or missing entry is named with its id and position', async () => {
  const changes: [string, string, string][] = [
    [
      `update journal_entries set body = set_byte(body, 30, 88) where entry_id = ${ENTRY_700}`,
      'entry-changed',
      'its bytes do not have the sealed hash',
    ],
    [
      `update journal_entries set body = set_byte(body, 30, 88), leaf_hash = sha256('x')
      where entry_id = ${ENTRY_700}`,
      'entry-changed',
      'its bytes do not have the sealed hash',
    ],
    [
      `update journal_entries set actor_id = 'nobody' where entry_id = ${ENTRY_700}`,
      'entry-changed',
      'the column actorId differs from the sealed bytes',
    ],
    [
      `update journal_entries set occurred_on = occurred_on - 1 where entry_id = ${ENTRY_700}`,
      'entry-changed',
      'the column occurredOn differs from the sealed bytes',
    ],
    [
      `update journal_entries set recorded_at = recorded_at - interval '1 ms'
      where entry_id = ${ENTRY_700}`,
      'entry-changed',
      'the column recordedAt differs from the sealed bytes',
    ],
    [
      `delete from journal_entries where entry_id = ${ENTRY_700}`,
      'entry-missing',
      'the entry of this leaf is not there',
    ],
  ];
  const { rows } = await db.pool.query('select entry_id from journal_leaves where position = 700');
  for (const [statement, kind, what] of changes) {
    const faults = await afterTampering([statement]);
    expect(faults[0]).toEqual({ kind, what, position: 700, entryId: rows[0].entry_id });
  }
});

test('an entry forged together with its leaf is found by the signed root', async () => {
  const faults = await afterTampering([
    `update journal_entries
     set body = convert_to(replace(convert_from(body, 'UTF8'), '"w"', '"x"'), 'UTF8')
     where entry_id = (select entry_id from journal_leaves where position = 700)`,
    `update journal_leaves l set leaf_hash = sha256('\\x00'::bytea || e.body) from journal_entries e
     where e.entry_id = l.entry_id and position = 700`,
  ]);
  expect(faults.map(({ kind }) => kind)).toContain('root');
  expect(faults.find(({ kind }) => kind === 'root')).toMatchObject({
    position: 304,
    what: 'entries 304 to 803 do not give the root signed for them',
  });
});

test('two entries that changed places are named', async () => {
  const faults = await afterTampering([
    `update journal_leaves set position = -1 where position = 400`,
    `update journal_leaves set position = 400 where position = 500`,
    `update journal_leaves set position = 500 where position = -1`,
  ]);
  expect(faults[0]).toMatchObject({ kind: 'order', position: 401 });
  expect(faults.some(({ kind, position }) => kind === 'order' && position === 500)).toBe(true);
  const { rows } = await db.pool.query(
    'select entry_id from journal_leaves where position in (400, 500) order by position',
  );
  const [a, b] = rows.map((row) => row.entry_id);
  const swapped = await afterTampering([
    `update journal_entries a set body = b.body from journal_entries b
     where (a.entry_id, b.entry_id) in (('${a}', '${b}'), ('${b}', '${a}'))`,
  ]);
  expect(swapped.slice(0, 2)).toMatchObject([
    { kind: 'entry-changed', position: 400, entryId: a },
    { kind: 'entry-changed', position: 500, entryId: b },
  ]);
});

test.each<[string, string, object]>([
  [
    'a missing leaf',
    'delete from journal_leaves where position = 5',
    { kind: 'leaf-missing', position: 5 },
  ],
  [
    'a missing last leaf',
    'delete from journal_leaves where position = 944',
    { kind: 'leaf-missing', position: 944 },
  ],
  [
    'a changed inner node',
    `update journal_nodes set hash = sha256('x') where position = 1`,
    { kind: 'node', position: 256 },
  ],
  ['a changed head', `update journal_heads set edge = sha256('x')`, { kind: 'head' }],
  [
    'a changed root',
    `update journal_checkpoints set root = sha256('x') where size = 804`,
    { kind: 'signature', position: 803 },
  ],
  [
    'a checkpoint of another size',
    `update journal_checkpoints set note = replace(note, E'\\n804\\n', E'\\n805\\n')`,
    { kind: 'signature', position: 803 },
  ],
  [
    'a missing last checkpoint',
    'delete from journal_checkpoints where size = 945',
    { kind: 'signature' },
  ],
  [
    'an entry added by the back door',
    `insert into journal_entries select district_code, gen_random_uuid(), recorded_at, occurred_on,
       actor_id, action, subject_type, subject_id, key, body, leaf_hash
       from journal_entries limit 1`,
    { kind: 'entry-added' },
  ],
])('%s is found', async (_, statement, fault) => {
  expect(await afterTampering([statement])).toContainEqual(expect.objectContaining(fault));
});

test('an unsealed entry changed or taken away is found', async () => {
  const [id] = await write(2);
  const changed = `update journal_entries set body = body || '\\x20'::bytea
    where entry_id = '${id}'`;
  expect((await afterTampering([changed]))[0]).toMatchObject({
    kind: 'entry-changed',
    entryId: id,
  });
  const gone = `delete from journal_entries where entry_id = '${id}'`;
  expect((await afterTampering([gone]))[0]).toMatchObject({ kind: 'entry-missing', entryId: id });
  await seal(db, DISTRICT, options);
});

test('a journal cut back is found with a checkpoint from outside, and only so', async () => {
  const printed = await inDistrict((tx) => giveCheckpoint(tx, DISTRICT, signer));
  const cutBack = [
    `delete from journal_entries where entry_id in
       (select entry_id from journal_leaves where position >= 804)`,
    'delete from journal_leaves where position >= 804',
    'delete from journal_checkpoints where size > 804',
    'delete from journal_nodes where position >= 3',
    `update journal_heads set size = 804, edge = '\\x${earlierEdge.toString('hex')}'`,
  ];
  expect(await afterTampering(cutBack)).toEqual([]);
  const size = 947;
  expect(await afterTampering(cutBack, printed?.note)).toMatchObject([
    {
      kind: 'not-the-checkpoint',
      what: `the checkpoint given has ${size} entries, the journal only 804`,
    },
  ]);
  const { rows } = await db.pool.query('select note from journal_checkpoints where size = 804');
  const shorter = rows[0];
  const forged = printed?.note.replace('\n947\n', '\n948\n');
  const wrong = await verifyJournal(db, DISTRICT, { verifier, against: forged });
  expect(wrong.faults).toMatchObject([{ kind: 'not-the-checkpoint' }]);
  expect((await verifyJournal(db, DISTRICT, { verifier, against: shorter.note })).faults).toEqual(
    [],
  );
  const longer = signer.sign(DISTRICT, 2_000, Buffer.alloc(32));
  const missing = await verifyJournal(db, DISTRICT, { verifier, against: longer });
  expect(missing.faults).toMatchObject([{ kind: 'not-the-checkpoint', position: 947 }]);
  const other = signer.sign(DISTRICT, 804, Buffer.alloc(32));
  const differs = await verifyJournal(db, DISTRICT, { verifier, against: other });
  expect(differs.faults).toMatchObject([{ kind: 'not-the-checkpoint', position: 803 }]);
});

test('the sealer seals by itself, at once when woken, and stops cleanly', async () => {
  const errors: unknown[] = [];
  const sealer = startSealer(db, {
    ...options,
    intervalMs: 60_000,
    onError: (error) => errors.push(error),
  });
  const waitUntilSealed = async (): Promise<void> => {
    while ((await verify()).unsealed > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  await waitUntilSealed();
  await write(3);
  sealer.wake();
  await waitUntilSealed();
  await sealer.stop();
  await write(1);
  expect((await verify()).unsealed).toBe(1);
  expect(errors).toEqual([]);
});

/** What a command writes, and its exit code. */
const runCommand = async (work: (write: (text: string) => void) => Promise<number>) => {
  let text = '';
  const code = await work((more) => {
    text += more;
  });
  return { code, text };
};

test('qn journal verify, prove and checkpoint say it in words and in JSON', async () => {
  await seal(db, DISTRICT, options);
  const ok = await runCommand((write) => journalVerify({ db, signer, json: false, write }));
  expect(ok.code).toBe(0);
  expect(ok.text).toContain(`${DISTRICT}: `);
  const json = await runCommand((write) => journalVerify({ db, signer, json: true, write }));
  expect(JSON.parse(json.text)).toMatchObject({
    ok: true,
    districts: [{}, { districtCode: DISTRICT }],
  });
  const checkpoint = await runCommand((write) =>
    journalCheckpoint({ db, signer, json: false, write }),
  );
  expect(checkpoint.text).toContain(signer.verifierKey(DISTRICT));
  const { rows } = await db.pool.query('select entry_id from journal_leaves limit 1');
  const proof = await runCommand((write) =>
    journalProve({ db, signer, json: true, write }, rows[0].entry_id),
  );
  expect(JSON.parse(proof.text)).toMatchObject({ entryId: rows[0].entry_id });
  await expect(
    journalProve({ db, signer, json: true, write: () => undefined }, 'no-id'),
  ).rejects.toMatchObject({ code: 'journal.entry-not-found' });
});
