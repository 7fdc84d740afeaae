// Proves that documents are added by those who may, for the household they belong to, and that
// nothing personal stands in the journal.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { testDatabase } from '../../test/helpers/database.ts';
import { aPerson, ledgerOn, townA, townB, villageA, villageB } from '../../test/helpers/ledger.ts';
import { refusalOf } from '../../test/helpers/notes.ts';
import { perform, performMany } from '../actions/perform.ts';
import { parseDay } from '../core/day.ts';
import { roles } from '../people/model.ts';
import { moveGroup } from '../households/actions.ts';
import { attachDocument, documentActions, openDocument, withdrawDocument } from './actions.ts';
import { documentMay } from './model.ts';
import { findDocuments, listDocumentsOf, requireDocuments } from './queries.ts';

const db = await testDatabase();
const { act, as, register, inDistrict, journalOf, groupId } = await ledgerOn(db);
const district = 640399;
const clerk = aPerson('townClerk');
const { householdId, caseId } = await register();
const other = await register();

const photo = {
  kind: 'photo-nameplate',
  name: '赵甲子家铭牌.jpg',
  sha256: 'a'.repeat(64),
  sizeBytes: 12_345,
  mime: 'image/jpeg',
  placeKey: villageA,
  householdId,
  caseId,
  latitude: 37.98,
  longitude: 106.19,
} as const satisfies z.input<typeof attachDocument.input>;
const attach = (more: Partial<z.input<typeof attachDocument.input>> = {}) =>
  act(clerk, attachDocument, { ...photo, ...more });

test('documents are open to their roles in their places and to nobody else', async () => {
  const { documentId } = await attach();
  const inputs = {
    'document.attach': photo,
    'document.withdraw': { documentId, reason: '传错了' },
    'document.open': { documentId, purpose: '核对' },
  };
  for (const action of documentActions) {
    for (const role of roles) {
      for (const place of [null, townA, villageA, townB, villageB]) {
        const input = inputs[action.name as keyof typeof inputs] as never;
        const code = await perform(as(aPerson(role, place, 'somebody')), action as never, input, {
          dryRun: true,
        }).then(
          () => 'done',
          (error: { code: string }) => error.code,
        );
        const mayDo: readonly string[] = documentMay[action.name as keyof typeof documentMay];
        const covers = place === null || villageA.startsWith(place);
        const expected = !mayDo.includes(role)
          ? 'action.not-allowed'
          : !covers
            ? 'action.not-here'
            : role === 'enterprise'
              ? `${action.name === 'document.withdraw' ? 'document' : 'enterprise'}.not-yours`
              : 'done';
        expect([action.name, role, place, code]).toEqual([action.name, role, place, expected]);
      }
    }
  }
});

test('document.attach refuses a place that is not the household’s, and another’s case', async () => {
  await refusalOf(attach({ placeKey: townA }), 'document.wrong-place');
  await refusalOf(attach({ householdId: other.householdId }), 'document.wrong-place');
  await refusalOf(attach({ householdId: null }), 'document.wrong-place');
  await refusalOf(attach({ householdId: randomUUID() }), 'document.wrong-place');
  await refusalOf(
    attach({ placeKey: '640399100299', householdId: null, caseId: null }),
    'place.unknown',
  );
});

test('document.attach refuses half a place', async () => {
  await refusalOf(attach({ longitude: null }), 'action.bad-input');
});

test('document.attach refuses a photo taken tomorrow', async () => {
  const takenOn = parseDay('2022-09-16') ?? null;
  await refusalOf(attach({ takenOn }), 'action.day-in-future');
});

test('document.attach keeps what is known of a document; the journal holds nothing personal', async () => {
  const { documentId } = await attach();
  const found = (await inDistrict((tx) => findDocuments(tx, district, [documentId]))).get(
    documentId,
  );
  expect(found).toMatchObject({ ...photo, documentId, state: 'kept', addedBy: clerk.personId });
  const [entry, ...more] = await journalOf('document', documentId);
  expect(more).toEqual([]);
  expect(entry).toMatchObject({
    action: 'document.attach',
    input: { sha256: photo.sha256, caseId },
  });
  expect(JSON.stringify(entry)).not.toMatch(/赵甲子|37\.98|106\.19/);
});

test('document.attach done twice with one key adds one document; another input is refused', async () => {
  const key = randomUUID();
  const first = await perform(as(clerk), attachDocument, photo, { key });
  const second = await perform(as(clerk), attachDocument, photo, { key });
  expect([second.isRepeat, second.result]).toEqual([true, first.result]);
  const changed = perform(as(clerk), attachDocument, { ...photo, sizeBytes: 1 }, { key });
  await refusalOf(changed, 'action.key-reused');
});

test('document.attach takes thousands in one request', async () => {
  const many = Array.from({ length: 3000 }, (_, at) => ({ ...photo, sizeBytes: at + 1 }));
  const { accepted } = await performMany(as(clerk), attachDocument, many, { key: randomUUID() });
  expect(accepted).toHaveLength(3000);
  const rows = await inDistrict((tx) => listDocumentsOf(tx, district, householdId));
  expect(rows).toHaveLength(500);
});

test('document.withdraw takes a document out of use once, for a reason, and keeps it', async () => {
  const { documentId } = await attach();
  await act(clerk, withdrawDocument, { documentId, reason: '传错了户' });
  await refusalOf(
    act(clerk, withdrawDocument, { documentId, reason: '再来' }),
    'action.wrong-state',
  );
  const found = await inDistrict((tx) => findDocuments(tx, district, [documentId]));
  expect(found.size).toBe(0);
  const refused = inDistrict((tx) => requireDocuments(tx, district, [documentId]));
  await refusalOf(refused, 'document.unknown');
  const entries = await journalOf('document', documentId);
  expect(entries.map(({ action }) => action)).toEqual(['document.withdraw', 'document.attach']);
});

const ask = (ids: Array<string | undefined>) =>
  inDistrict((tx) =>
    requireDocuments(
      tx,
      district,
      ids.map((id) => id ?? ''),
      { caseIds: [caseId] },
    ),
  );

test('requireDocuments takes those of the case, its household and the place, and no other’s', async () => {
  const [ofCase, ofHousehold, ofPlace, ofOther] = [
    await attach(),
    await attach({ caseId: null }),
    await attach({ caseId: null, householdId: null, placeKey: townA }),
    await attach({ caseId: other.caseId, householdId: other.householdId }),
  ].map(({ documentId }) => documentId);
  expect((await ask([ofCase, ofHousehold, ofPlace, ofCase])).size).toBe(3);
  await refusalOf(ask([ofCase, ofOther]), 'document.unknown');
  await refusalOf(ask([randomUUID()]), 'document.unknown');
});

test('document.open records who opens a card and for what', async () => {
  const { documentId } = await attach({ kind: 'id-card', caseId: null });
  const inspector = aPerson('inspector');
  await act(inspector, openDocument, { documentId, purpose: '核对身份' });
  const [entry] = await journalOf('document', documentId);
  expect(entry).toMatchObject({ actorId: inspector.personId, input: { purpose: '核对身份' } });
});

test('documents move with their household: who sees one village does not see the other’s', async () => {
  const made = await register();
  const { householdId: id, caseId: ofCase } = made;
  const { documentId } = await attach({ householdId: id, caseId: ofCase });
  const office = aPerson('office', null);
  await register({ villageKey: villageB }, {}, office);
  const move = { householdId: id, groupId: await groupId(villageB), reason: '户籍更正' };
  await act(office, moveGroup, move);
  const withdraw = { documentId, reason: '传错了' };
  await refusalOf(act(clerk, withdrawDocument, withdraw), 'action.not-here');
  await act(aPerson('townClerk', townB), withdrawDocument, withdraw);
  const [row] = await inDistrict((tx) => listDocumentsOf(tx, district, id));
  expect(row).toMatchObject({ placeKey: villageB, state: 'withdrawn', addedOn: '2022-09-15' });
});
