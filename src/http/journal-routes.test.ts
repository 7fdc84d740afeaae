// Proves that what the server gives out about the journal can be checked without the server.

import { expect, test } from 'vitest';
import { districtCode, expectRefusal, testApp } from '../../test/helpers/app.ts';
import { systemClock } from '../core/clock.ts';
import { leafHash, verifyInclusion } from '../journal/merkle.ts';
import { seal } from '../journal/seal.ts';
import { openNote, parseCheckpoint, parseVerifierKey } from '../journal/signed-note.ts';

const { as, db, signer } = await testApp();
const unknownId = '01a20000-0000-7000-8000-000000000000';

test('before anything is sealed there is no checkpoint and no proof', async () => {
  expect((await as.auditor('GET', '/api/journal/checkpoint')).json()).toEqual({ checkpoint: null });
  const { rows } = await db.pool.query<{ entry_id: string }>(
    'select entry_id from journal_entries',
  );
  const url = `/api/journal/entries/${rows[0]?.entry_id}/proof`;
  expectRefusal(await as.auditor('GET', url), 'journal.not-sealed-yet');
});

test('an entry is proved by its bytes, the hashes and a signed checkpoint', async () => {
  expectRefusal(
    await as.auditor('GET', `/api/journal/entries/${unknownId}/proof`),
    'journal.entry-not-found',
    404,
  );
  expectRefusal(await as.auditor('GET', '/api/journal/entries/x/proof'), 'http.invalid-input', 400);
  await seal(db, districtCode, { signer, clock: systemClock });
  const { rows } = await db.pool.query<{ entry_id: string }>(
    'select entry_id from journal_entries order by entry_id',
  );
  expect(rows.length).toBeGreaterThan(3);
  for (const { entry_id: entryId } of rows) {
    const res = await as.townClerk('GET', `/api/journal/entries/${entryId}/proof`);
    const { body, index, treeSize, hashes, checkpoint } = res.json();
    const verifier = parseVerifierKey(checkpoint.verifierKey);
    const text = verifier && openNote(checkpoint.note, verifier);
    const signed = text === undefined ? undefined : parseCheckpoint(text);
    expect(signed).toMatchObject({ origin: `qingnuan/${districtCode}`, size: treeSize });
    const bytes = Buffer.from(body, 'base64');
    const path = hashes.map((hash: string) => Buffer.from(hash, 'base64'));
    const root = signed?.root ?? Buffer.alloc(0);
    expect(verifyInclusion(leafHash(bytes), index, treeSize, path, root)).toBe(true);
    const forged = Buffer.from(body.replace(/^./, 'f'), 'base64');
    expect(verifyInclusion(leafHash(forged), index, treeSize, path, root)).toBe(false);
  }
  const latest = (await as.finance('GET', '/api/journal/checkpoint')).json();
  expect(latest.checkpoint.size).toBe(rows.length);
});

test('those who answer for the district leaf through the journal, others do not', async () => {
  expectRefusal(await as.townClerk('GET', '/api/journal/entries'), 'people.not-allowed');
  const whole = (await as.auditor('GET', '/api/journal/entries')).json();
  const { items: all } = whole as { items: Array<Record<string, string>> };
  expect(all.length).toBeGreaterThan(5);
  const page = (await as.auditor('GET', '/api/journal/entries?limit=2')).json();
  const rest = (await as.auditor('GET', `/api/journal/entries?after=${page.next}`)).json();
  expect([...page.items, ...rest.items]).toEqual(all);
  const account = all.find(({ action }) => action === 'account.create') ?? {};
  const of = `actorId=${account['actorId']}&action=account.create`;
  const some = (await as.auditor('GET', `/api/journal/entries?${of}`)).json().items;
  expect(some).toEqual(all.filter(({ action }) => action === 'account.create'));
  const before = (await as.auditor('GET', '/api/journal/entries?until=2022-01-01')).json();
  expect(before).toEqual({ items: [], next: null });
});
