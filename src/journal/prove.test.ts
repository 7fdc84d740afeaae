// Proves that what is given out is checked without this server: proofs of entries, and that the
// journal only grows.

import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { journalOn } from '../../test/helpers/journal.ts';
import { DISTRICT, makeNotes } from '../../test/helpers/notes.ts';
import { journalCheckpoint, journalProve, journalVerify } from './cli.ts';
import { verifyConsistency, verifyInclusion } from './merkle.ts';
import { formatProof, giveCheckpoint, prove, proveConsistency } from './prove.ts';
import { openNote, parseVerifierKey } from './signed-note.ts';

const db = await testDatabase();
const { folder, signer, inDistrict, write, seal, verify, leaves } = journalOn(db);
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(async () => {
  await makeNotes(db.pool);
  await write(804);
  await seal();
  await write(100);
});
const hashes = (encoded: readonly string[]) => encoded.map((text) => Buffer.from(text, 'base64'));

test('an entry is proved to be there by its bytes, the proof and the key alone', async () => {
  const [entryId = ''] = await write(1);
  await seal();
  const sealed = await leaves();
  const some = [0, 255, 256, 511, 767, 768, 903].map((position) => sealed[position]?.entryId ?? '');
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
  await seal();
  const now = await inDistrict((tx) => giveCheckpoint(tx, DISTRICT, signer));
  if (!before || !now) return expect.fail('both checkpoints are there');
  const proof = await inDistrict((tx) => proveConsistency(tx, DISTRICT, before.size, now.size));
  const [old = Buffer.alloc(0), root = Buffer.alloc(0)] = hashes([before.root, now.root]);
  expect(verifyConsistency(before.size, now.size, hashes(proof), old, root)).toBe(true);
  const against = await verify(before.note);
  expect(against.faults).toEqual([]);
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
  await seal();
  const ok = await runCommand((write) => journalVerify({ db, signer, json: false, write }));
  expect(ok.code).toBe(0);
  expect(ok.text).toContain(`${DISTRICT}: `);
  const printed = signer.sign(DISTRICT, 3, Buffer.alloc(32));
  const cut = await runCommand((write) =>
    journalVerify({ db, signer, json: false, write }, printed),
  );
  expect(cut.code).toBe(1);
  expect(cut.text).toContain('not-the-checkpoint');
  const elsewhere = journalVerify(
    { db, signer, json: false, write: () => undefined },
    printed.replace(`${DISTRICT}`, '110101'),
  );
  await expect(elsewhere).rejects.toMatchObject({ code: 'journal.checkpoint-not-ours' });
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
