// Proves the writes to households: refused first, then done, then in the journal without a plain
// number, then repeated.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import {
  aHousehold,
  anIdNumber,
  aPerson,
  ledgerOn,
  townA,
  townB,
  villageA2,
  villageB,
} from '../../test/helpers/ledger.ts';
import { dayOf, refusalOf } from '../../test/helpers/notes.ts';
import { perform, performMany } from '../actions/perform.ts';
import { addGroup } from '../groups/actions.ts';
import * as actions from './actions.ts';
import { approveCase, withdrawCase } from './case-actions.ts';
import { approveChange, rejectChange, requestChange } from './change-actions.ts';
import { findFile } from './queries.ts';
import { openNumber, sealHousehold, sealPatch } from './sealing.ts';

const db = await testDatabase();
const ledger = await ledgerOn(db);
const { act, register, sealing, inDistrict, journalOf, as } = ledger;
const clerk = aPerson('townClerk');
const second = aPerson('townClerk', townA, 'townClerk-2');
const district = sealing.districtCode;

const fileOf = (id: string) => inDistrict((tx) => findFile(tx, district, id));
const seal = (more: Parameters<typeof aHousehold>[0] = {}) =>
  sealHousehold(aHousehold(more), sealing);

/** A household whose insulation is approved, so that its facts are bound. */
async function approved() {
  const made = await register({
    cases: [{ works: 'insulation', project: 'envelope', year: 2022 }],
  });
  await act(clerk, approveCase, { caseId: made.caseId });
  return made;
}

test('household.register refuses another role, another town, and a village not there', async () => {
  const sealed = seal();
  await refusalOf(act(aPerson('finance'), actions.registerHousehold, sealed), 'action.not-allowed');
  const other = aPerson('townClerk', townB);
  await refusalOf(act(other, actions.registerHousehold, sealed), 'action.not-here');
  const nowhere = seal({ villageKey: '640399100999' });
  await refusalOf(act(clerk, actions.registerHousehold, nowhere), 'place.unknown');
  const inTown = seal({ villageKey: townA });
  await refusalOf(act(clerk, actions.registerHousehold, inTown), 'place.unknown');
  const { rows } = await db.pool.query('select count(*) as n from households');
  expect(rows).toEqual([{ n: 0 }]);
});

test('household.register refuses a wrong ID number, and a real one among invented ones', async () => {
  const wrong = { idNumber: '640399197001011001' };
  expect(() => seal(wrong)).toThrow('household.bad-id');
  expect(() => seal({ idNumber: '640399197013011008' })).toThrow('household.bad-id');
  const real = seal({ idNumber: '642101197501010018' });
  await refusalOf(act(clerk, actions.registerHousehold, real), 'household.real-id');
  const phone = seal({ phone: '13900000000' });
  await refusalOf(act(clerk, actions.registerHousehold, phone), 'household.real-id');
});

test('household.register keeps the household, its cases and its group (O011)', async () => {
  const household = aHousehold({
    cases: [
      { works: 'heating', project: 'dual-replacement', year: 2022, wishedMethod: 'air-heater' },
      { works: 'insulation', project: 'envelope', year: 2023 },
    ],
  });
  const key = randomUUID();
  const sealed = sealHousehold(household, sealing);
  const done = await perform(as(clerk), actions.registerHousehold, sealed, { key });
  const { householdId } = done.result;
  const file = await fileOf(householdId);
  expect(file).toMatchObject({
    headName: '赵甲子',
    groupName: '1组',
    villageName: '河湾村',
    townName: '东镇',
    heatedAreaM2: 85.5,
    phoneMasked: '154****4567',
    accountMasked: '****4567',
    cases: [
      { works: 'heating', state: 'registered', method: null, wishedMethod: 'air-heater' },
      { works: 'insulation', state: 'registered', year: 2023 },
    ],
  });
  expect(file?.idMasked).toMatch(/^640399\*{8}\d{3}[\dX]$/);

  const [entry, ...more] = await journalOf('household', householdId);
  expect(more).toEqual([]);
  expect(entry).toMatchObject({ action: 'household.register', input: { headName: '赵*' } });

  // The same request sealed anew is the same request.
  const again = sealHousehold(household, sealing);
  const repeat = await perform(as(clerk), actions.registerHousehold, again, { key });
  expect(repeat).toEqual({ ...done, isRepeat: true });
  const other = seal();
  const reused = perform(as(clerk), actions.registerHousehold, other, { key });
  await refusalOf(reused, 'action.key-reused');
});

test('no personal number stands in plain in any table', async () => {
  const household = aHousehold();
  const { householdId } = await act(
    clerk,
    actions.registerHousehold,
    sealHousehold(household, sealing),
  );
  await act(clerk, actions.unmaskHousehold, { householdId, fields: ['idNumber'], purpose: '核对' });
  const { rows } = await db.pool.query<{ dump: string }>(`
    select h::text || encode(h.id_sealed, 'escape') as dump from households h
    union all select convert_from(body, 'UTF8') from journal_entries
    union all select outcome::text from journal_requests`);
  const dump = rows.map((row) => row.dump).join('\n');
  expect(dump).toContain('赵*');
  expect(dump).not.toContain(household.idNumber);
  expect(dump).not.toContain('15401234567');
  expect(dump).not.toContain('6230000000001234567');
});

test('an ID number belongs to one live household, also when two register it at once', async () => {
  const idNumber = anIdNumber();
  const sealed = seal({ idNumber });
  const elsewhere = seal({ idNumber, villageKey: villageA2 });
  const both = await Promise.allSettled([
    act(clerk, actions.registerHousehold, sealed),
    act(second, actions.registerHousehold, elsewhere),
  ]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const refusal = await refusalOf(
    act(clerk, actions.registerHousehold, seal({ idNumber })),
    'household.id-taken',
  );
  expect(refusal.text.zh).toContain('赵*');
  expect(refusal.text.zh).not.toContain(idNumber);
});

test('a batch takes what it can and names each row it refuses', async () => {
  const twice = anIdNumber();
  const inputs = [
    seal(),
    seal({ idNumber: twice }),
    seal({ idNumber: twice }),
    seal({ villageKey: '640399100999' }),
  ];
  const { accepted, refused } = await performMany(as(clerk), actions.registerHousehold, inputs, {
    key: randomUUID(),
    refused: 'collect',
  });
  expect(accepted.map(({ index }) => index)).toEqual([0, 1]);
  expect(refused.map(({ index, refusal: { code } }) => [index, code])).toEqual([
    [2, 'household.id-taken'],
    [3, 'place.unknown'],
  ]);
});

test('a withdrawn household frees its ID number', async () => {
  const idNumber = anIdNumber();
  const { householdId, caseId } = await register({ idNumber });
  await act(clerk, withdrawCase, { caseId, reason: '搬迁进城' });
  expect(await fileOf(householdId)).toMatchObject({ state: 'closed' });
  await register({ idNumber });
});

test('household.correct refuses a stale version, a wrong place, and after approval', async () => {
  const { householdId } = await register();
  const patch = sealPatch({ heatedAreaM2: 90.25 }, sealing);
  const input = { householdId, patch, reason: '重新丈量' };
  const other = aPerson('villageWorker', villageB);
  await refusalOf(act(other, actions.correctHousehold, input), 'action.not-here');
  const stale = act(clerk, actions.correctHousehold, input, { expectedVersion: 9 });
  await refusalOf(stale, 'action.stale-version');
  const early = act(clerk, actions.correctHousehold, input, { occurredOn: dayOf('2022-09-14') });
  await refusalOf(early, 'action.day-too-early');
  const bound = await approved();
  const late = { ...input, householdId: bound.householdId };
  await refusalOf(act(clerk, actions.correctHousehold, late), 'household.bound');
  expect(await fileOf(householdId)).toMatchObject({ heatedAreaM2: 85.5, version: 1 });
});

test('household.correct changes what is given and leaves the rest', async () => {
  const { householdId } = await register();
  const patch = sealPatch({ heatedAreaM2: 90.25, phone: null, headName: '欧阳 丙寅' }, sealing);
  const input = { householdId, patch, reason: '重新丈量' };
  expect(await act(clerk, actions.correctHousehold, input)).toEqual({
    id: householdId,
    version: 2,
  });
  expect(await fileOf(householdId)).toMatchObject({
    heatedAreaM2: 90.25,
    phoneMasked: null,
    headName: '欧阳丙寅',
    accountMasked: '****4567',
    version: 2,
  });
  const [entry] = await journalOf('household', householdId);
  expect(entry).toMatchObject({
    action: 'household.correct',
    input: { changes: { heatedAreaM2: 90.25, phone: null, headName: '欧*' } },
  });
  expect(() => sealPatch({}, sealing)).toThrow('household.no-change');
});

test('corrections go by the hundred, with the number that another household has refused', async () => {
  const idNumber = anIdNumber();
  await register({ idNumber });
  const made = await Promise.all([register(), register(), register()]);
  const patches = [
    sealPatch({ people: 5, address: '河湾村12号' }, sealing),
    sealPatch({ idNumber }, sealing),
    { ...sealPatch({ people: 6 }, sealing), findings: ['area.large'] },
  ];
  const inputs = made.map(({ householdId }, at) => ({
    householdId,
    patch: patches[at] ?? {},
    reason: '台账更正',
  }));
  const options = { key: randomUUID(), refused: 'collect' } as const;
  const { refused } = await performMany(as(clerk), actions.correctHousehold, inputs, options);
  expect(refused.map(({ index, refusal: { code } }) => [index, code])).toEqual([
    [1, 'household.id-taken'],
  ]);
  const files = await Promise.all(made.map(({ householdId }) => fileOf(householdId)));
  expect(files).toMatchObject([
    { people: 5, address: '河湾村12号', version: 2, findings: [] },
    { people: null, version: 1 },
    { people: 6, version: 2, findings: ['area.large'] },
  ]);
});

test('household.add-works opens the other works once', async () => {
  const { householdId } = await register();
  const works = { works: 'insulation', project: 'envelope', year: 2023 } as const;
  const { caseId } = await act(clerk, actions.addWorks, { householdId, case: works });
  expect((await fileOf(householdId))?.cases.map((one) => one.caseId)).toContain(caseId);
  const again = act(clerk, actions.addWorks, { householdId, case: works });
  await refusalOf(again, 'household.works-taken');
});

test('household.move-group takes the cases along; not where the person may not act', async () => {
  const { householdId } = await register();
  const there = await act(clerk, addGroup, { villageKey: villageA2, name: '东庄' });
  const worker = aPerson('villageWorker', '640399100201');
  const input = { householdId, groupId: there.groupId, reason: '划错村组' };
  await refusalOf(act(worker, actions.moveGroup, input), 'action.not-here');
  await act(clerk, actions.moveGroup, input);
  expect(await fileOf(householdId)).toMatchObject({ villageKey: villageA2, groupName: '东庄' });
  await refusalOf(act(clerk, actions.moveGroup, input), 'household.no-change');
  const unknown = { ...input, groupId: randomUUID() };
  await refusalOf(act(clerk, actions.moveGroup, unknown), 'group.not-found');
});

test('household.merge-duplicate ends the duplicate and its cases, not an approved one', async () => {
  const stays = await register();
  const goes = await register({ idNumber: null });
  const input = { householdId: goes.householdId, intoId: stays.householdId, reason: '重复登记' };
  const same = { ...input, intoId: goes.householdId };
  await refusalOf(act(clerk, actions.mergeDuplicate, same), 'household.same');
  const far = await register({ villageKey: villageB }, {}, aPerson('office', null));
  const other = { ...input, intoId: far.householdId };
  await refusalOf(act(clerk, actions.mergeDuplicate, other), 'household.not-found');
  await act(clerk, actions.mergeDuplicate, input);
  expect(await fileOf(goes.householdId)).toMatchObject({
    state: 'merged',
    mergedInto: stays.householdId,
    cases: [{ state: 'withdrawn' }],
  });
  await refusalOf(act(clerk, actions.mergeDuplicate, input), 'action.wrong-state');
  const bound = await approved();
  const late = { ...input, householdId: bound.householdId };
  await refusalOf(act(clerk, actions.mergeDuplicate, late), 'household.bound');
});

test('a change after approval needs a request and another person (old and new kept)', async () => {
  const { householdId } = await approved();
  const open = await register();
  const patch = sealPatch({ heatedAreaM2: 99, phone: '15407654321' }, sealing);
  const input = { householdId, patch, reason: '电话更换' };
  const early = { ...input, householdId: open.householdId };
  await refusalOf(act(clerk, requestChange, early), 'household.not-bound');
  const { changeId } = await act(clerk, requestChange, input);
  await refusalOf(act(clerk, requestChange, input), 'household-change.pending');
  expect(await fileOf(householdId)).toMatchObject({
    heatedAreaM2: 85.5,
    changes: [
      {
        state: 'requested',
        shown: [
          { field: 'heatedAreaM2', from: 85.5, to: 99 },
          { field: 'phone', from: '154****4567', to: '154****4321' },
        ],
      },
    ],
  });
  const decision = { changeId, note: '已核实' };
  await refusalOf(act(clerk, approveChange, decision), 'household-change.same-person');
  const away = aPerson('townClerk', townB, 'townClerk-3');
  await refusalOf(act(away, approveChange, decision), 'action.not-here');
  await act(second, approveChange, decision);
  expect(await fileOf(householdId)).toMatchObject({ heatedAreaM2: 99, phoneMasked: '154****4321' });
  await refusalOf(act(second, rejectChange, decision), 'action.wrong-state');
});

test('household-change.reject leaves the household as it is; a newer state outdates a request', async () => {
  const { householdId } = await approved();
  const patch = sealPatch({ people: 3 }, sealing);
  const first = await act(clerk, requestChange, { householdId, patch, reason: '人口变化' });
  await act(second, rejectChange, { changeId: first.changeId, note: '材料不全' });
  expect(await fileOf(householdId)).toMatchObject({ people: null });
  const { changeId } = await act(clerk, requestChange, { householdId, patch, reason: '人口变化' });
  const works = { works: 'heating', project: 'dual-replacement', year: 2022 } as const;
  await act(clerk, actions.addWorks, { householdId, case: works });
  const late = act(second, approveChange, { changeId, note: '已核实' });
  await refusalOf(late, 'household-change.outdated');
});

test('household.unmask records who saw what and why, and the numbers open again', async () => {
  const household = aHousehold();
  const sealed = sealHousehold(household, sealing);
  const { householdId } = await act(clerk, actions.registerHousehold, sealed);
  const input = { householdId, fields: ['idNumber' as const], purpose: '一卡通信息核对' };
  await refusalOf(
    act(aPerson('supervision', null), actions.unmaskHousehold, input),
    'action.not-allowed',
  );
  await act(aPerson('audit', null), actions.unmaskHousehold, input);
  const [entry] = await journalOf('household', householdId);
  expect(entry).toMatchObject({ action: 'household.unmask', role: 'audit', input });
  const number = Buffer.from(sealed.idNumber?.sealed ?? '', 'base64');
  expect(openNumber(number, 'idNumber', sealing)).toBe(household.idNumber);
  expect(openNumber(null, 'phone', sealing)).toBeNull();
});
