// What changes in the ledger: new, updated and unchanged households, and persons registered in
// another village.

import { expect, test } from 'vitest';
import type { Day } from '../../core/day.ts';
import { compareWithLedger, emptyLedger, type LedgerLookup } from './against-ledger.ts';
import { checkLedger } from './check-ledger.ts';
import type { LedgerHousehold } from './plan.ts';
import { aContext, aLedger, anId } from './testing.ts';

const household: LedgerHousehold = {
  householdId: 'one',
  person: anId(1),
  idNumber: anId(1),
  town: '640302100',
  village: '640302100210',
  villageName: '大庙桥村',
  group: '1',
  headName: '马甲子',
  heatedAreaM2: 60,
};

function ledgerOf(households: readonly LedgerHousehold[]): LedgerLookup {
  const by = (key: 'headName' | 'phone' | 'accountNumber', shared: keyof LedgerHousehold) => {
    return async (values: readonly string[]) =>
      households
        .filter((one) => values.includes(String(one[key])) && one[shared] !== undefined)
        .map((one) => ({
          ...one,
          householdId: one.householdId ?? '',
          shared: String(one[shared]),
        }));
  };
  return {
    listByPerson: async (persons) => households.filter(({ person }) => persons.includes(person)),
    listByAccount: by('accountNumber', 'accountNumber'),
    listByPhone: by('phone', 'phone'),
    listByName: by('headName', 'address'),
  };
}

async function compare(rows: Parameters<typeof aLedger>[0], ledger: LedgerLookup) {
  return compareWithLedger(await checkLedger(await aLedger(rows), aContext()), ledger);
}

test('a person registered in another village is refused with where', async () => {
  const elsewhere = { ...household, village: '640302100203', villageName: '关渠村' };
  const { plans, findings, changes } = await compare([{}, {}], ledgerOf([elsewhere]));
  expect(findings).toMatchObject([
    { row: 2, cell: 'D2', column: 'idNumber', code: 'duplicate.in-ledger', severity: 'error' },
  ]);
  expect(findings[0]?.message.zh).toContain('关渠村');
  expect(plans.map(({ entry }) => entry.row)).toEqual([3]);
  expect(changes).toEqual({ new: 1, updated: 0, unchanged: 0 });
});

test('in an empty ledger every household is new', async () => {
  expect((await compare([{}, {}], emptyLedger)).changes).toEqual({
    new: 2,
    updated: 0,
    unchanged: 0,
  });
});

test('a household that says the same is unchanged, one that says more is updated', async () => {
  const { changes } = await compare([{}], ledgerOf([household]));
  expect(changes).toEqual({ new: 0, updated: 0, unchanged: 1 });
  const more = await compare([{ 取暖面积: 65 }], ledgerOf([household]));
  expect(more.changes).toEqual({ new: 0, updated: 1, unchanged: 0 });
});

test('a ledger may repeat what it told before or what came of it since', async () => {
  const told = { ...household, installedOn: '2022-08-01' as Day };
  const known = { installedOn: '2022-09-01' as Day };
  const ledger = ledgerOf([{ ...told, known }]);
  for (const day of ['2022-08-01', '2022-09-01']) {
    expect((await compare([{ 安装日期: day }], ledger)).changes).toMatchObject({ unchanged: 1 });
  }
  const { plans } = await compare([{ 安装日期: '2022-09-02' }], ledger);
  expect(plans[0]?.fields).toEqual([
    { key: 'installedOn', old: '2022-09-01', new: '2022-09-02', status: 'taken' },
  ]);
});

test('an account or phone of others and an earlier conversion are warnings', async () => {
  const other = {
    ...household,
    householdId: 'other',
    person: anId(9),
    accountNumber: '290012345678',
    phone: '15400000001',
  };
  const before = { ...household, convertedIn: { heating: 2019 } };
  const row = { 银行账号: '290012345678', 电话: '15400000001' };
  const { findings, plans } = await compare([row], ledgerOf([other, before]));
  expect(findings.map(({ code }) => code)).toEqual([
    'prior-conversion',
    'duplicate.account',
    'phone.shared',
  ]);
  expect(plans).toHaveLength(1);
});

test('a household’s own account and phone are no clash', async () => {
  const own = { ...household, accountNumber: '290012345678', phone: '15400000001' };
  const row = { 银行账号: '290012345678', 电话: '15400000001' };
  expect((await compare([row], ledgerOf([own]))).findings).toEqual([]);
});

test('the same name at the same address under another number is a warning', async () => {
  const other = { ...household, householdId: 'other', person: anId(9), address: '大庙桥 1号' };
  const { findings } = await compare([{ 住址: '大庙桥1号' }], ledgerOf([other]));
  expect(findings).toMatchObject([{ code: 'duplicate.address', column: 'address', row: 2 }]);
  const elsewhere = { ...other, village: '640302100203' };
  expect((await compare([{ 住址: '大庙桥1号' }], ledgerOf([elsewhere]))).findings).toEqual([]);
});
