// Proves on a real database that the verification names what somebody with all rights changed.

import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { journalOn } from '../../test/helpers/journal.ts';
import { DISTRICT, makeNotes } from '../../test/helpers/notes.ts';
import { giveCheckpoint } from './prove.ts';

const db = await testDatabase();
const { folder, signer, inDistrict, write, seal, verify } = journalOn(db);
afterAll(() => rmSync(folder, { recursive: true }));

/** The head of the tree when it had 804 leaves. */
let earlierEdge = Buffer.alloc(0);
beforeAll(async () => {
  await makeNotes(db.pool);
  await write(304);
  await seal();
  await write(500);
  await seal();
  earlierEdge = (await db.pool.query('select edge from journal_heads')).rows[0].edge;
  await write(143);
  await seal();
});

/** Does something as the owner, looks at what the verification says, and undoes it. */
async function afterTampering(statements: readonly string[], against?: string) {
  const tables = ['entries', 'leaves', 'nodes', 'queue', 'heads', 'checkpoints'];
  const client = await db.pool.connect();
  try {
    for (const table of tables) {
      await client.query(`create temp table kept_${table} as table journal_${table}`);
    }
    for (const statement of statements) await client.query(statement);
    const { faults } = await verify(against);
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
     set body = convert_to(replace(convert_from(body, 'UTF8'), ':"words"', ':"wordz"'), 'UTF8')
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
    'delete from journal_leaves where position = 946',
    { kind: 'leaf-missing', position: 946 },
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
    'delete from journal_checkpoints where size = 947',
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
  const wrong = await verify(forged);
  expect(wrong.faults).toMatchObject([{ kind: 'not-the-checkpoint' }]);
  expect((await verify(shorter.note)).faults).toEqual([]);
  const longer = signer.sign(DISTRICT, 2_000, Buffer.alloc(32));
  const missing = await verify(longer);
  expect(missing.faults).toMatchObject([{ kind: 'not-the-checkpoint', position: 947 }]);
  const other = signer.sign(DISTRICT, 804, Buffer.alloc(32));
  const differs = await verify(other);
  expect(differs.faults).toMatchObject([{ kind: 'not-the-checkpoint', position: 803 }]);
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
  await seal();
});

test('a journal of several pages and sealings is checked to its end', async () => {
  const before = (await verify()).size;
  await write(5_200);
  await seal();
  const size = before + 5_200;
  expect(await verify()).toMatchObject({ size, unsealed: 0, checkpoints: 6, faults: [] });
  const last = size - 1;
  const faults = await afterTampering([
    `update journal_entries set subject_id = 'x' where entry_id =
       (select entry_id from journal_leaves where position = ${last})`,
  ]);
  expect(faults).toMatchObject([{ kind: 'entry-changed', position: last }]);
});
