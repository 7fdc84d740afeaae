// The worker in which a file is read: its limits, and that what it says arrives unchanged.

import { expect, test } from 'vitest';
import { partsOf, sheetXml, zipOf } from '../../office/testing.ts';
import { emptyLedger } from './against-ledger.ts';
import { importLedger } from './import-ledger.ts';
import { aContext, anId, GOOD_ROW } from './testing.ts';

const enough = { memoryMb: 512, youngMemoryMb: 16, waitMs: 60_000 };

/** The bytes of a ledger that says one household `count` times. */
function bytesOf(count: number): Buffer {
  const rows = Array.from({ length: count }, () => Object.values(GOOD_ROW));
  return zipOf(partsOf({ 台账: sheetXml([Object.keys(GOOD_ROW), ...rows]) }));
}

const load = (count: number, limits: typeof enough) =>
  importLedger({ name: 'a.xlsx', bytes: bytesOf(count) }, aContext(), emptyLedger, { limits });

test('a file that takes too long is given up', async () => {
  await expect(load(20_000, { ...enough, waitMs: 1 })).rejects.toMatchObject({
    code: 'file.too-large',
  });
});

test('a file that needs too much memory is refused and leaves the rest running', async () => {
  const little = { ...enough, memoryMb: 24, youngMemoryMb: 4 };
  await expect(load(50_000, little)).rejects.toMatchObject({ code: 'file.too-large' });
});

test('a hundred megabytes are refused before they are handed to the worker', async () => {
  const file = { name: 'a.xlsx', bytes: new Uint8Array(100 * 1024 * 1024 + 1) };
  await expect(importLedger(file, aContext(), emptyLedger)).rejects.toMatchObject({
    code: 'file.too-large',
  });
});

test('a refusal of the worker arrives with its sentence, an accepted row as it was read', async () => {
  const bytes = Buffer.from('%PDF-1.7');
  const refused = importLedger({ name: 'a.pdf', bytes }, aContext(), emptyLedger);
  await expect(refused).rejects.toMatchObject({
    code: 'file.unsupported',
    text: { zh: '这个文件是PDF 文件，系统读不了。' },
  });
  const { households, changes, rows } = await load(1, enough);
  expect(households).toMatchObject([{ row: 2, idNumber: anId(1), heatedAreaM2: 60, group: '1' }]);
  expect(changes).toEqual({ new: 1, updated: 0, unchanged: 0 });
  expect(rows).toEqual({ read: 1, accepted: 1, refused: 0, skipped: 0 });
});
