// A household that went through contract, works and acceptance comes back with an export as it went
// out: what the programme recorded itself is no change, and a different word in the ledger is.

import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { aPerson, ledgerDistrict, townA } from '../../test/helpers/ledger.ts';
import { acceptanceOn, good, lotOf, people } from '../acceptance/ledger.testing.ts';
import { jointCheck, townCheck } from '../acceptance/check-actions.ts';
import { concludeLot, countersign, drawSample } from '../acceptance/lot-actions.ts';
import { removeEnterprise } from '../enterprises/actions.ts';
import { recordPriorAid } from '../funds/money-actions.ts';
import { importContextOf } from '../households/import/context.ts';
import { importLedger } from '../households/import/import-ledger.ts';
import { ledgerLookup } from '../households/import/ledger-lookup.ts';
import { listEnterprises } from '../imports/store.ts';
import { listKnownPlaces } from '../places/queries.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';
import { selfCheck } from '../works/actions.ts';
import { installCase } from '../works/install-action.ts';
import { worksOnLedger } from '../works/works.testing.ts';
import { fullLedgerFile } from './ledger-file.ts';

const litong = getProgramme(
  readFolder(join(import.meta.dirname, '..', '..', 'programmes', 'litong-2022')),
);
const { data } = litong;
const district = { ...data.programme.district, code: ledgerDistrict };
const programme = { ...litong, data: { ...data, programme: { ...data.programme, district } } };

const accepting = await acceptanceOn(await testDatabase());
const { db, clock, sealing, as, act, inDistrict } = accepting;
const works = await worksOnLedger(accepting);
const services = { db, clock, vault: sealing.vault, isDemo: true, programmes: [programme] };
const office = aPerson('office', null);

/** Takes a house from its contract to its acceptance, each step by its own action. */
async function accepted() {
  const { caseId, householdId } = await works.contracted();
  await act(works.builder, installCase, works.installation(caseId));
  await act(works.builder, selfCheck, {
    caseId,
    checkedOn: sealing.today,
    items: [{ id: 'runs-warm', ok: true }],
    person: '演示自检员',
    rules: {
      works: 'heating',
      method: 'air-heater',
      items: [{ id: 'runs-warm', zh: '运行正常', en: 'It runs' }],
    },
  });
  await act(people.clerk, townCheck, { caseId, ...good });
  const { lotId } = await act(people.office, drawSample, lotOf());
  await act(people.inspector, jointCheck, { caseId, ...good });
  for (const signer of [people.organiser, people.finance, people.audit]) {
    await act(signer, countersign, { lotId });
  }
  await act(people.office, concludeLot, { lotId });
  return { caseId, householdId };
}

async function exported() {
  const asked = { format: 'csv', purpose: '再导入', key: randomUUID() } as const;
  const file = await fullLedgerFile(services, as(office), { places: [townA] }, asked);
  return buffer(file.bytes as AsyncIterable<Uint8Array>);
}

async function imported(bytes: Uint8Array) {
  return inDistrict(async (tx) => {
    const places = await listKnownPlaces(tx, ledgerDistrict);
    const enterprises = await listEnterprises(tx, ledgerDistrict);
    const given = { town: townA, isDemo: true, today: sealing.today, enterprises, places };
    const context = importContextOf(programme, given);
    return importLedger({ name: '台账.csv', bytes }, context, ledgerLookup(tx, sealing));
  });
}

const errorsOf = ({ findings }: Awaited<ReturnType<typeof imported>>) =>
  findings.filter(({ severity }) => severity === 'error');

const house = await accepted();

test('a household accepted in the programme is imported from its export without a change', async () => {
  const text = (await exported()).toString();
  expect(text).toContain('2022-09-15,2022-09-15,合格');
  const preview = await imported(Buffer.from(text));
  expect(preview.plans.flatMap(({ fields }) => fields)).toEqual([]);
  expect(preview.changes).toEqual({ new: 0, updated: 0, unchanged: 1 });
  expect(errorsOf(preview)).toEqual([]);
});

test('a ledger that tells another day than the programme knows is a change', async () => {
  const text = (await exported()).toString();
  const other = text.replace('2022-09-15,2022-09-15,合格', '2022-09-14,2022-09-15,合格');
  const preview = await imported(Buffer.from(other));
  const change = { old: '2022-09-15', new: '2022-09-14', status: 'taken' };
  expect(preview.plans.flatMap(({ fields }) => fields)).toEqual([
    { key: 'installedOn', ...change },
  ]);
});

test('a house stays with the enterprise that built it when that one is removed', async () => {
  const { enterpriseId } = works;
  const documentId = await works.photo('photo-nameplate');
  await act(office, removeEnterprise, { enterpriseId, documentId, reason: '退出' });
  const preview = await imported(await exported());
  expect(errorsOf(preview)).toEqual([]);
  expect(preview.changes).toMatchObject({ unchanged: 1 });
});

test('an earlier conversion recorded for the household is pointed out', async () => {
  const prior = { year: 2019, document: '2019年台账', what: '热炕板' };
  await act(people.clerk, recordPriorAid, { householdId: house.householdId, ...prior });
  const preview = await imported(await exported());
  expect(preview.changes).toMatchObject({ unchanged: 1 });
  const warning = preview.findings.find(({ code }) => code === 'prior-conversion');
  expect(warning).toMatchObject({ severity: 'warning', row: 2 });
  expect(warning?.message.zh).toContain('2019年已经改造过');
});
