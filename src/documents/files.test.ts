// Proves that files are told by their bytes, kept once, and never read otherwise than written.

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Refusal } from '../core/errors.ts';
import { fileBytesMax, inspectFile, keepFile, readKept } from './files.ts';
import { sniff } from './sniff.ts';
import { archiveOf, pdf, png } from './files.testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const wordMime = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const sheetMime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

test.each([
  ['a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), 'image/jpeg'],
  ['a PNG', png('a'), 'image/png'],
  ['a WebP', Buffer.from('RIFF\0\0\0\0WEBPVP8 '), 'image/webp'],
  ['a PDF', pdf('a'), 'application/pdf'],
  ['an OFD', archiveOf(['OFD.xml', 'Doc_0/Document.xml']), 'application/ofd'],
  ['a docx', archiveOf(['[Content_Types].xml', 'word/document.xml']), wordMime],
  ['an xlsx', archiveOf(['[Content_Types].xml', 'xl/workbook.xml']), sheetMime],
])('%s is known by its bytes', (_name, bytes, mime) => {
  expect(sniff(bytes)).toBe(mime);
});

test.each([
  ['text', Buffer.from('身份证')],
  ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a program', Buffer.from('4d5a9000', 'hex')],
  ['any archive', archiveOf(['a.txt'])],
  [
    'a workbook with macros',
    archiveOf(['[Content_Types].xml', 'xl/workbook.xml', 'xl/vbaProject.bin']),
  ],
  ['half an archive', archiveOf(['[Content_Types].xml', 'word/document.xml']).subarray(0, 60)],
  ['one byte', Buffer.from([0xff])],
])('%s is refused', (_name, bytes) => {
  expect(sniff(bytes)).toBeUndefined();
  expect(() => inspectFile(bytes)).toThrow(new Refusal('document.wrong-type', {}));
});

test('a file above 20 MB is refused', () => {
  const large = Buffer.concat([png('a'), Buffer.alloc(fileBytesMax)]);
  expect(() => inspectFile(large)).toThrow(/http.too-large/);
});

test('the same bytes are kept once, under their hash, for this program alone to read', async () => {
  const bytes = png('once');
  const kept = await Promise.all([1, 2, 3, 4].map(() => keepFile(folder, bytes)));
  const [{ sha256, sizeBytes, mime } = { sha256: '', sizeBytes: 0, mime: '' }] = kept;
  expect(new Set(kept.map((one) => one.sha256)).size).toBe(1);
  expect([sizeBytes, mime]).toEqual([bytes.length, 'image/png']);
  const below = join(folder, 'files', sha256.slice(0, 2));
  expect(readdirSync(below)).toEqual([sha256]);
  expect(statSync(join(below, sha256)).mode & 0o777).toBe(0o600);
  expect(await readKept(folder, sha256)).toEqual(bytes);
});

test('bytes that were cut short by a full disk are written anew', async () => {
  const bytes = png('cut');
  const { sha256 } = await keepFile(folder, bytes);
  const path = join(folder, 'files', sha256.slice(0, 2), sha256);
  writeFileSync(path, bytes.subarray(0, 3));
  await keepFile(folder, bytes);
  expect(readFileSync(path)).toEqual(bytes);
});

test('bytes that were changed or are gone are refused, never given out', async () => {
  const bytes = png('whole');
  const { sha256 } = await keepFile(folder, bytes);
  const path = join(folder, 'files', sha256.slice(0, 2), sha256);
  writeFileSync(path, Buffer.concat([bytes.subarray(0, -1), Buffer.from('?')]));
  await expect(readKept(folder, sha256)).rejects.toThrow(/document.damaged/);
  rmSync(path);
  await expect(readKept(folder, sha256)).rejects.toThrow(/document.damaged/);
});
