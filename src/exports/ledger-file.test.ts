// The ledger in full comes back through the import as it went out: nothing is new, nothing changes.

import { buffer } from 'node:stream/consumers';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  anIdNumber,
  aPerson,
  ledgerDistrict,
  ledgerOn,
  townA,
  villageA2,
} from '../../test/helpers/ledger.ts';
import { testDatabase } from '../../test/helpers/database.ts';
import { importContextOf } from '../households/import/context.ts';
import { importLedger } from '../households/import/import-ledger.ts';
import { ledgerLookup } from '../households/import/ledger-lookup.ts';
import { writeWorkbook } from '../office/out/write.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { listKnownPlaces } from '../places/queries.ts';
import { getProgramme } from '../rules/load.ts';
import { fullLedgerFile, maskedLedgerFile } from './ledger-file.ts';
import { exportFormats, type ExportFormat } from './model.ts';
import { findTemplateScope } from './queries.ts';
import { ledgerTemplate } from './template.ts';
import { ledgerKeys } from './ledger-table.ts';

const litong = getProgramme(
  readFolder(join(import.meta.dirname, '..', '..', 'programmes', 'litong-2022')),
);
const { data } = litong;
const district = { ...data.programme.district, code: ledgerDistrict };
const programme = { ...litong, data: { ...data, programme: { ...data.programme, district } } };

const ledger = await ledgerOn(await testDatabase());
const { db, clock, sealing, as, register, inDistrict } = ledger;
const services = { db, clock, vault: sealing.vault, isDemo: true, programmes: [programme] };
const office = aPerson('office', null);
const filter = { places: [townA] };

await register({
  headName: '=赵甲子',
  group: '四队',
  people: 4,
  category: 'out-of-poverty',
  isResident: false,
  address: '河湾村 12 号，院内',
  houseKind: 'single-storey',
  structure: 'brick-concrete',
  builtYear: 1998,
  floorAreaM2: 120.25,
  heatedAreaM2: 60.5,
  priorHeating: '-土炕',
  coalKgPerYear: 2500,
  note: '第一行\n"第二行"',
  cases: [
    {
      works: 'heating',
      project: 'dual-replacement',
      year: 2023,
      wishedMethod: 'air-heater',
      equipmentFen: 479_920,
      constructionFen: 120_005,
      selfRaisedFen: 100_000,
    },
    { works: 'insulation', project: 'envelope-jinji', year: 2023 },
  ],
});
await register({ villageKey: villageA2, phone: null, account: null, isResident: true });
await register({
  villageKey: villageA2,
  account: { number: '12345678', holder: '钱乙', kind: 'passbook' },
  cases: [{ works: 'insulation', project: 'envelope-jinji', year: 2021 }],
});

async function context() {
  const places = await inDistrict((tx) => listKnownPlaces(tx, ledgerDistrict));
  const given = { town: townA, isDemo: true, today: sealing.today, enterprises: [], places };
  return importContextOf(programme, given);
}

async function imported(name: string, bytes: Uint8Array) {
  const scope = await context();
  return inDistrict((tx) => importLedger({ name, bytes }, scope, ledgerLookup(tx, sealing)));
}

const asked = (format: ExportFormat) => ({ format, purpose: '再导入', key: `key-${format}-1` });

test.each(exportFormats)(
  'a ledger exported in full as %s is imported without a change',
  async (format) => {
    const file = await fullLedgerFile(services, as(office), filter, asked(format));
    const bytes = await buffer(file.bytes as AsyncIterable<Uint8Array>);
    expect(file.name).toContain('演示数据');
    const preview = await imported(file.name, bytes);
    expect(preview.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(preview.plans.flatMap(({ fields }) => fields)).toEqual([]);
    expect(preview.changes).toEqual({ new: 0, updated: 0, unchanged: 3 });
    expect(preview.rows).toMatchObject({ read: 3, accepted: 3, refused: 0 });
  },
);

test('a masked ledger is never taken in: each of its numbers is refused', async () => {
  const file = await maskedLedgerFile(services, office, filter, 'xlsx');
  const bytes = await buffer(file.bytes as AsyncIterable<Uint8Array>);
  const preview = await imported(file.name, bytes);
  expect(preview.rows).toMatchObject({ read: 3, accepted: 0, refused: 3 });
  expect(preview.findings.map(({ code }) => code)).toContain('id.format');
});

test('the empty template is read to nothing, and a row filled in is taken without a word', async () => {
  const found = await inDistrict((tx) => findTemplateScope(tx, ledgerDistrict, townA));
  if (!found) return expect.fail('the town is there');
  expect(found.villages.get('河湾村')).toEqual(['四队']);
  const methods = data.methods.methods.map(({ name }) => name.zh);
  const scope = { ...found, methods, years: data.programme.years, isDemo: true };
  const [sheet, page] = ledgerTemplate(scope);
  if (!sheet || !page) return expect.fail('two sheets');
  const empty = await imported('模板.xlsx', await writeWorkbook([sheet, page]));
  expect(empty.rows).toMatchObject({ read: 0, refused: 0 });
  expect(empty.findings).toEqual([]);
  const values: Record<string, string | number> = {
    town: '东镇',
    village: '河湾村',
    group: '四队',
    headName: '孙丙寅',
    idNumber: anIdNumber(),
    category: '低保户',
    heatedAreaM2: 60,
    works: '两者',
    method: methods[0] ?? '',
    year: '2022',
    isResident: '是',
    acceptance: '合格',
    houseType: '安置楼',
    structure: '框架',
  };
  const row = ledgerKeys.map((key) => values[key] ?? null);
  const bytes = await writeWorkbook([{ ...sheet, rows: [row] }, page]);
  const filled = await imported('模板.xlsx', bytes);
  expect(filled.findings).toEqual([]);
  expect(filled.rows).toMatchObject({ read: 1, accepted: 1 });
});
