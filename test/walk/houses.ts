// The invented houses of the walk, and the two workbooks a town has about them: annex 1 and the
// ledger as a clerk keeps it. Written by another library than ours.

import { read, utils, write } from '@e965/xlsx';
import type { WorkSheet } from '@e965/xlsx';
import { idCheckCharacter, isLuhn } from '../../src/core/identity.ts';

export type House = {
  readonly name: string;
  readonly group: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly areaM2: number;
  readonly costYuan: number;
  readonly method: string;
  account: string;
  householdId: string;
  caseId: string;
};

function anId(serial: number): string {
  const digits = `64210119700101${String(serial).padStart(3, '0')}`;
  return digits + idCheckCharacter(digits);
}

let cards = 0;
/** A card number with its check digit that no other house has. */
export function aCard(): string {
  cards += 1;
  const body = `623000${String(cards).padStart(12, '0')}`;
  return body + [...'0123456789'].find((digit) => isLuhn(body + digit));
}

const stems = [...'甲乙丙丁戊己庚辛壬癸甲乙丙丁'];
const branches = [...'子丑寅卯辰巳午未申酉戌亥子丑'];
/** Price, area, group and method as the household wishes, house by house. */
const facts = [
  [7000, 60, '3', '热风机'],
  [6000, 60, '3', '热风机'],
  [5999, 60, '3', '热风机'],
  [4799.21, 58.5, '3', '热风机'],
  [5300, 60, '3', '热风机'],
  [8888.88, 72, '3', '热风机'],
  [6543.21, 66, '3', '热风机'],
  [4000, 46, '3', '热风机'],
  [9800, 74.5, '3', '燃气壁挂炉'],
  [7000, 60, '4', '热风机'],
  [7000, 60, '4', '热风机'],
  [7000, 60, '4', '热风机'],
  [7000, 60, '5', '热风机'],
  [7000, 61, '5', '热风机'],
] as const;

export const houses: readonly House[] = facts.map(([costYuan, areaM2, group, method], at) => ({
  name: `马${stems[at]}${branches[at]}`,
  group,
  idNumber: anId(at + 1),
  phone: `1390000${String(at + 1).padStart(4, '0')}`,
  areaM2,
  costYuan,
  method,
  account: aCard(),
  householdId: '',
  caseId: '',
}));

/** The house of that number, from 1. */
export function house(number: number): House {
  const found = houses[number - 1];
  if (!found) throw new Error(`there is no house ${number}`);
  return found;
}

/** What has to be found in the messy ledger: row, column and code. */
export const expectedFindings: ReadonlyArray<readonly [number, string, string]> = [
  [4, '电表号', 'column.unknown'],
  [6, 'costYuan', 'cost.near-threshold'],
  [7, 'costYuan', 'cost.near-threshold'],
  [9, 'costYuan', 'cost.near-threshold'],
  [11, 'idNumber', 'id.checksum'],
  [12, 'idNumber', 'id.damaged-by-spreadsheet'],
  [18, 'village', 'place.unknown-village'],
  [19, 'method', 'method.unknown'],
  [20, 'idNumber', 'duplicate.in-file'],
  [21, 'idNumber', 'duplicate.in-file'],
  [22, 'heatedAreaM2', 'cell.error'],
];
/** The houses whose rows are taken from the messy ledger; the others wait for the mended one. */
export const takenAtOnce = [1, 2, 3, 4, 5, 6, 9, 10];

type Cell = string | number;
const fills = (count: number): Cell[] => Array.from({ length: count }, () => '');
const headings =
  '序号 行政村 村组 户主信息 — 联系电话 取暖面积 改造方式 实施年度 合同金额 一卡通账号 开户人 电表号';
const heads: Cell[][] = [
  headings.split(' ').map((heading) => (heading === '—' ? '' : heading)),
  [...fills(3), '户主姓名', '身份证号', ...fills(8)],
];

function rowOf(number: number, more: { id?: Cell; village?: string; method?: string } = {}) {
  const one = house(number);
  const { id = one.idNumber, village = '大庙桥村', method = one.method } = more;
  const who: Cell[] = [number, village, `${one.group}组`, one.name, id, one.phone];
  return [...who, one.areaM2, method, 2022, one.costYuan, one.account, one.name, `D-${number}`];
}

/** As a clerk keeps it: repeated headings, sums, signatures, merged villages, and its faults. */
function tableOf(isMended: boolean): Cell[][] {
  const wrong = house(7).idNumber.replace(/.$/, (last) => (last === '5' ? '6' : '5'));
  const spoilt = isMended
    ? {}
    : {
        7: { id: wrong },
        8: { id: Number(house(8).idNumber.replace(/X$/, '0')) },
        11: { village: '不存在村' },
        12: { method: '地暖神器' },
      };
  const rows = houses.map((_, at) => rowOf(at + 1, spoilt[(at + 1) as keyof typeof spoilt]));
  const [first] = rows;
  // Clerks write so; it means the same.
  if (first && !isMended) [first[3], first[6], first[9]] = ['马 甲 子', '６０㎡', '7,000元'];
  return [
    ['金积镇2022年清洁取暖改造台账'],
    ['填表单位：金积镇人民政府', '', '', '', '', '填表日期：2022年4月6日'],
    ...heads,
    ...rows.slice(0, 9),
    ['', '小计', '', '', '', '', 556.5],
    ...heads,
    ...rows.slice(9, 13),
    ...(isMended ? [] : rows.slice(12, 13)),
    ...rows.slice(13),
    [],
    ['填表人：', '', '', '', '审核人：'],
  ];
}

/** The ledger of the town; `isMended` without its faults. The houses begin in row 5. */
export function ledgerWorkbook(isMended: boolean): Uint8Array<ArrayBuffer> {
  const table = tableOf(isMended);
  const sheet = utils.aoa_to_sheet(
    table.map((row) => row.map((cell) => (cell === '' ? null : cell))),
  );
  const merges = ['A1:M1', 'D3:E3', 'D15:E15', 'B5:B13'];
  sheet['!merges'] = merges.map((range) => utils.decode_range(range));
  for (let row = 6; row <= 13; row += 1) delete sheet[`B${row}`];
  if (!isMended) sheet['G22'] = { t: 'e', v: 42, w: '#N/A' };
  return bytesOf(sheet, '大庙桥村');
}

/** Annex 1: what each town does by project and year; `missing` households are left out. */
export function annexWorkbook(missing = 0): Uint8Array<ArrayBuffer> {
  const rows: Cell[][] = [
    ['附件1：各乡镇清洁取暖改造任务分配表'],
    ['乡镇', '行政村', '项目', '2021年', '2022年', '2023年', '合计'],
    ['高闸镇', '', '双替代', 1000, 3000, 2000],
    ['金银滩镇', '', '双替代', 800, 2000, 1500],
    ['扁担沟镇', '', '双替代', 700, 2000, 1200],
    ['马莲渠乡', '', '双替代', 500, 1000, 1000],
    ['金积镇', '大庙桥村', '近郊平房双替代', '', 600 - missing, ''],
    ['上桥镇', '', '近郊平房双替代', '', '', 700],
    ['古城镇', '', '近郊平房双替代', '', '', 500],
    ['东塔寺乡', '', '近郊平房双替代', '', '', 1000],
    ['板桥乡', '', '近郊平房双替代', '', '', 500],
    ['郭家桥乡', '', '近郊平房双替代', '', '', 1000],
    ['上桥镇', '', '余热取暖', '', 5000, 2500],
  ];
  const number = (cell: Cell | undefined) => (typeof cell === 'number' ? cell : 0);
  const whole = rows.map((row, at) => {
    return at < 2 ? row : [...row, number(row[3]) + number(row[4]) + number(row[5])];
  });
  const sums = [3, 4, 5, 6].map((column) =>
    whole.slice(2).reduce((n, row) => n + number(row[column]), 0),
  );
  return bytesOf(utils.aoa_to_sheet([...whole, ['合计', '', '', ...sums]]), '任务分配表');
}

function bytesOf(sheet: WorkSheet, name: string): Uint8Array<ArrayBuffer> {
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, name);
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
}

/** What stands in a workbook that came back: the texts of a sheet, and its comments by address. */
export function readBack(bytes: Uint8Array, name: string) {
  const book = read(bytes, { type: 'array' });
  const sheet = book.Sheets[name] ?? {};
  const comments = new Map<string, string>();
  for (const [address, cell] of Object.entries(sheet)) {
    const notes = (cell as { c?: ReadonlyArray<{ t: string }> }).c;
    if (notes) comments.set(address, notes.map(({ t }) => t).join(' '));
  }
  const rows: unknown[][] = utils.sheet_to_json(sheet, { header: 1, raw: false });
  return { sheets: book.SheetNames, comments, rows };
}
