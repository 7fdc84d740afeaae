// Proves on a real database that sealing gives every entry one place, whoever else is at work, and
// that the key is neither lost sight of nor left open.

import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { journalOn } from '../../test/helpers/journal.ts';
import { aNote, DISTRICT, makeNotes, newKey, writeNote } from '../../test/helpers/notes.ts';
import { perform } from '../actions/perform.ts';
import { prove } from './prove.ts';
import { startSealer } from './seal.ts';
import { openJournalSigner, openSigner } from './signer.ts';

const db = await testDatabase();
const { folder, keyPath, signer, options, ctx, inDistrict, write, seal, verify, leaves } =
  journalOn(db);
beforeAll(() => makeNotes(db.pool));
afterAll(() => rmSync(folder, { recursive: true }));

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
  const first = await seal();
  expect(first).toBe(304);
  expect(await seal()).toBe(0);
  await write(500);
  expect(await seal()).toBe(500);
  const sealed = await leaves();
  expect(sealed.map(({ position }) => position)).toEqual(Array.from({ length: 804 }, (_, i) => i));
  expect(sealed.slice(1, 304).map(({ entryId }) => entryId)).toEqual(ids);
  expect(await verify()).toMatchObject({ size: 804, unsealed: 0, checkpoints: 2, faults: [] });
});

test('many sealers and writers at once leave a journal without gap or double', async () => {
  const sealers = Array.from({ length: 4 }, async () => {
    for (let i = 0; i < 10; i += 1) await seal();
  });
  const writers = Array.from({ length: 4 }, async () => {
    for (let i = 0; i < 25; i += 1) await perform(ctx, writeNote, aNote(), { key: newKey() });
  });
  await Promise.all([...sealers, ...writers]);
  await seal();
  expect(await verify()).toMatchObject({ size: 904, unsealed: 0, faults: [] });
});

test('a journal already signed is not signed with a new key', async () => {
  const lost = openJournalSigner(db, join(folder, 'lost.key'));
  await expect(lost).rejects.toMatchObject({ code: 'journal.key-unreadable' });
  const kept = await openJournalSigner(db, keyPath);
  expect(kept.verifierKey(DISTRICT)).toBe(signer.verifierKey(DISTRICT));
});

test('sealing stops at a head that is not the one last signed', async () => {
  await write(1);
  const { rows } = await db.pool.query('select size, edge from journal_heads');
  await db.pool.query('update journal_heads set size = size - 1');
  await expect(seal()).rejects.toThrow('is the one last signed');
  await db.pool.query('update journal_heads set size = $1, edge = $2', [
    rows[0].size,
    rows[0].edge,
  ]);
  expect(await seal()).toBe(1);
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
