// The township ledger as it goes out: the same columns that come in, so that it can be imported
// again as it is. With numbers masked it is for reading only, and says so.

import type { LoadedProgramme } from '../rules/types.ts';
import { categories, houseKinds, structures } from '../households/model.ts';
import { COLUMNS, type ColumnKey } from '../households/import/columns.ts';
import { wordOfWorks } from '../households/import/ledger-words.ts';
import { openNumber } from '../households/sealing.ts';
import type { Sealing } from '../households/sealing.ts';
import type { CellOut, CellValue, ColumnKind, ColumnOut } from '../office/out/sheet.ts';
import { shortNameOf } from '../places/model.ts';
import type { ExportRow } from './ledger-rows.ts';

/** Columns that are not text. */
const KINDS: Partial<Record<ColumnKey, ColumnKind>> = {
  people: 'number',
  builtYear: 'number',
  floorAreaM2: 'number',
  heatedAreaM2: 'number',
  coalKgPerYear: 'number',
  year: 'number',
  equipmentYuan: 'money',
  constructionYuan: 'money',
  costYuan: 'money',
  selfRaisedYuan: 'money',
  installedOn: 'day',
  acceptedOn: 'day',
};
const WIDTHS: Partial<Record<ColumnKey, number>> = {
  idNumber: 22,
  accountNumber: 24,
  phone: 15,
  address: 28,
  enterprise: 28,
  note: 40,
  village: 18,
  installedOn: 13,
  acceptedOn: 13,
};

export const ledgerKeys = Object.keys(COLUMNS) as ColumnKey[];

/** The heading as it is written: coal in kilograms, as it is kept. */
export function ledgerHeading(key: ColumnKey): string {
  const [heading] = COLUMNS[key].headings;
  return key === 'coalKgPerYear' ? `${heading}（公斤）` : heading;
}

/** The columns of the ledger. */
export function ledgerColumns(): ColumnOut[] {
  return ledgerKeys.map((key) => {
    const [kind, widthCharacters] = [KINDS[key], WIDTHS[key]];
    return {
      heading: ledgerHeading(key),
      isRequired: 'isRequired' in COLUMNS[key],
      ...(kind && { kind }),
      ...(widthCharacters !== undefined && { widthCharacters }),
    };
  });
}

export type LedgerTableOptions = {
  readonly programme: LoadedProgramme | undefined;
  readonly sealing: Sealing;
  /** True: personal numbers as they are, after the purpose was recorded. */
  readonly isFull: boolean;
};

/** The cells of the ledger for households as they come. */
export async function* ledgerCells(
  rows: AsyncIterable<ExportRow>,
  { programme, sealing, isFull }: LedgerTableOptions,
): AsyncGenerator<CellOut[]> {
  const methods = new Map(programme?.data.methods.methods.map(({ id, name }) => [id, name.zh]));
  for await (const row of rows) {
    const values = valuesOf(row, methods);
    const numbers = isFull ? plainNumbers(row, sealing) : maskedNumbers(row);
    const all = { ...values, ...numbers };
    yield ledgerKeys.map((key) => all[key]);
  }
}

const maskedNumbers = (row: ExportRow) => ({
  idNumber: row.idMasked,
  phone: row.phoneMasked,
  accountNumber: row.accountMasked,
});

const plainNumbers = (row: ExportRow, sealing: Sealing) => ({
  idNumber: openNumber(row.idSealed, 'idNumber', sealing),
  phone: openNumber(row.phoneSealed, 'phone', sealing),
  accountNumber: openNumber(row.accountSealed, 'account', sealing),
});

type OpenKey = Exclude<ColumnKey, 'idNumber' | 'phone' | 'accountNumber'>;

function valuesOf(
  row: ExportRow,
  methods: ReadonlyMap<string, string>,
): Record<OpenKey, CellValue> {
  const cases = row.cases ?? [];
  const heating = cases.find(({ works }) => works === 'heating');
  const main = heating ?? cases[0];
  const told = (key: string): CellValue => row.told?.[key];
  const { method } = heating ?? {};
  return {
    town: row.townName,
    village: shortNameOf(row.villageName, row.villageLevel),
    group: row.groupName,
    headName: row.headName,
    people: row.people,
    category: categories[row.category].zh,
    isResident: yesOrNo(row.isResident),
    address: row.address,
    houseType: row.houseKind && houseKinds[row.houseKind].zh,
    structure: row.structure && structures[row.structure].zh,
    builtYear: row.builtYear,
    floorAreaM2: row.floorAreaM2,
    heatedAreaM2: row.heatedAreaM2,
    priorHeating: row.priorHeating,
    coalKgPerYear: row.coalKgPerYear,
    works: wordOfWorks(cases.map(({ works }) => works)),
    method: typeof method === 'string' ? (methods.get(method) ?? method) : null,
    year: main?.year,
    enterprise: main?.enterprise ?? told('enterprise'),
    equipmentYuan: main?.equipmentFen,
    constructionYuan: main?.constructionFen,
    costYuan: told('costFen'),
    selfRaisedYuan: main?.selfRaisedFen,
    installedOn: main?.installedOn ?? told('installedOn'),
    acceptedOn: main?.acceptedOn ?? told('acceptedOn'),
    acceptance: typeof main?.acceptedOn === 'string' ? '合格' : told('acceptance'),
    accountHolder: row.accountHolder,
    note: row.note,
  };
}

function yesOrNo(value: boolean | null): string | null {
  if (value === null) return null;
  return value ? '是' : '否';
}
