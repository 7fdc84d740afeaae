// Proves over HTTP that files come back as they were sent, to those who may see them, and that
// cards open only for a purpose.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectRefusal, freshKey, testApp } from '../../test/helpers/app.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';
import { pdf, png } from './files.testing.ts';

const folder = join(import.meta.dirname, '..', '..', 'programmes', 'litong-2022');
const { as, journalOf } = await testApp({ programmes: [getProgramme(readFolder(folder))] });

const register = async (villageKey: string) => {
  const res = await as.office('POST', '/api/households', {
    villageKey,
    group: '3组',
    headName: '单甲子',
    heatedAreaM2: 96.5,
    cases: [{ works: 'heating', project: 'dual-replacement', year: 2022 }],
  });
  const { householdId, cases } = res.json();
  return { householdId, caseId: cases[0].caseId } as { householdId: string; caseId: string };
};
const { householdId, caseId } = await register('640302100210');
const away = await register('640302104203');

const about = (more: Record<string, string> = {}) =>
  new URLSearchParams({ kind: 'photo-nameplate', name: '铭牌', caseId, ...more }).toString();
const url = `/api/households/${householdId}/documents`;
const picture = png('nameplate');

test('an upload is refused to those outside the village and to those with another role', async () => {
  const there = `/api/households/${away.householdId}/documents?kind=other&name=a`;
  expectRefusal(await as.townClerk('POST', there, picture), 'action.not-here');
  expectRefusal(await as.auditor('POST', `${url}?${about()}`, picture), 'people.not-allowed');
  expectRefusal(await as.nobody('POST', `${url}?${about()}`, picture), 'session.signed-out');
  const unknown = `/api/households/01a20000-0000-7000-8000-000000000000/documents?${about()}`;
  expectRefusal(await as.office('POST', unknown, picture), 'household.not-found');
  const nowhere = '/api/documents?kind=minutes&name=a&placeKey=640302999';
  expectRefusal(await as.office('POST', nowhere, picture), 'place.unknown');
});

test('an upload is refused when the file is none of those taken in, or is no file', async () => {
  const html = Buffer.from('<script>alert(1)</script>');
  expectRefusal(await as.townClerk('POST', `${url}?${about()}`, html), 'document.wrong-type');
  expectRefusal(await as.townClerk('POST', `${url}?${about()}`, {}), 'http.not-a-file');
  const kind = about({ kind: 'nonsense' });
  expectRefusal(await as.townClerk('POST', `${url}?${kind}`, picture), 'http.invalid-input');
  const half = about({ latitude: '37.98' });
  expectRefusal(await as.townClerk('POST', `${url}?${half}`, picture), 'http.invalid-input');
  const other = about({ caseId: away.caseId });
  expectRefusal(await as.townClerk('POST', `${url}?${other}`, picture), 'document.wrong-place');
});

test('a photo comes back byte by byte, under its name with the extension of what it is', async () => {
  const query = about({ takenOn: '2022-10-01', latitude: '37.98', longitude: '106.2' });
  const key = freshKey();
  const sent = await as.townClerk('POST', `${url}?${query}`, picture, key);
  expect(sent.json()).toMatchObject({ mime: 'image/png' });
  const again = await as.townClerk('POST', `${url}?${query}`, picture, key);
  expect(again.json()).toEqual(sent.json());
  const { documentId } = sent.json();
  const back = await as.auditor('GET', `/api/documents/${documentId}/file`);
  expect(back.rawPayload).toEqual(picture);
  expect(back.headers['content-type']).toBe('image/png');
  expect(back.headers['content-disposition']).toContain(encodeURIComponent('铭牌.png'));
  expect(await journalOf(documentId)).toHaveLength(1);
});

test('a document of another place is not there for a clerk', async () => {
  const there = `/api/households/${away.householdId}/documents?kind=other&name=a`;
  const { documentId } = (await as.office('POST', there, pdf('a'))).json();
  expectRefusal(await as.townClerk('GET', `/api/documents/${documentId}/file`), 'document.unknown');
  const reason = { reason: '传错了' };
  const withdraw = `/api/documents/${documentId}/withdraw`;
  expectRefusal(await as.townClerk('POST', withdraw, reason), 'action.not-here');
});

test('a card opens for a purpose, which is recorded, and not by the plain address', async () => {
  const card = `${url}?kind=id-card&name=${encodeURIComponent('身份证')}`;
  const { documentId } = (await as.townClerk('POST', card, picture)).json();
  const plain = await as.townClerk('GET', `/api/documents/${documentId}/file`);
  expectRefusal(plain, 'document.purpose-needed', 403);
  const open = `/api/documents/${documentId}/open`;
  expectRefusal(await as.townClerk('POST', open, {}), 'http.invalid-input');
  const opened = await as.auditor('POST', open, { purpose: '抽查身份材料' });
  expect(opened.rawPayload).toEqual(picture);
  const [entry] = await journalOf(documentId);
  expect(entry).toMatchObject({ action: 'document.open', input: { purpose: '抽查身份材料' } });
});

test('the documents of a place are listed to those who read there', async () => {
  const paper = `/api/documents?kind=minutes&name=a&placeKey=640302100`;
  const { documentId } = (await as.townClerk('POST', paper, pdf('minutes'))).json();
  const listed = await as.townClerk('GET', '/api/documents?placeKey=640302100');
  expect(listed.json().items).toMatchObject([{ documentId, kind: 'minutes', householdId: null }]);
  expectRefusal(await as.townClerk('GET', '/api/documents?placeKey=640302104'), 'action.not-here');
  expect((await as.office('GET', '/api/documents?placeKey=640302104')).json().items).toEqual([]);
});

test('a withdrawn document stays to be seen, marked with the reason', async () => {
  const { documentId } = (await as.townClerk('POST', `${url}?${about()}`, png('wrong'))).json();
  const reason = { reason: '拍错了' };
  const done = await as.townClerk('POST', `/api/documents/${documentId}/withdraw`, reason);
  expect(done.json()).toEqual({ id: documentId, version: 2 });
  const back = await as.townClerk('GET', `/api/documents/${documentId}/file`);
  expect(back.rawPayload).toEqual(png('wrong'));
});
