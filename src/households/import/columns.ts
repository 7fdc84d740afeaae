// The columns of a township ledger: their keys, the headings they go by, and how a row of headings
// is told from other rows. Not what stands in the cells.

import type { Text } from '../../core/text.ts';

type Column = {
  /** The heading of the template first, then what ledgers call it. */
  readonly headings: readonly string[];
  readonly en: string;
  readonly isRequired?: true;
};

/** In the order of the template. Town and village may come from elsewhere than a column. */
export const COLUMNS = {
  town: { headings: ['乡镇', '乡（镇）', '所属乡镇', '镇'], en: 'Town' },
  village: { headings: ['行政村', '村', '村名', '村委会', '所在村'], en: 'Village' },
  group: { headings: ['村组', '组', '村民小组', '队', '庄点'], en: 'Group', isRequired: true },
  headName: {
    headings: ['户主姓名', '姓名', '户主', '农户姓名'],
    en: 'Head of household',
    isRequired: true,
  },
  idNumber: {
    headings: ['身份证号', '身份证号码', '公民身份号码', '证件号码'],
    en: 'ID number',
    isRequired: true,
  },
  phone: { headings: ['联系电话', '电话', '手机号', '联系方式'], en: 'Phone' },
  people: { headings: ['家庭人口', '人口', '人数'], en: 'People' },
  category: { headings: ['农户类别', '户类型', '农户属性'], en: 'Category' },
  isResident: { headings: ['是否常住', '常住'], en: 'Resident' },
  address: { headings: ['住址', '门牌号', '地址', '安装地址'], en: 'Address' },
  houseType: { headings: ['房屋类型', '房屋性质'], en: 'House' },
  structure: { headings: ['结构', '房屋结构', '建筑结构'], en: 'Structure' },
  builtYear: { headings: ['建成年份', '建造年代', '建房年份'], en: 'Built in' },
  floorAreaM2: { headings: ['建筑面积', '房屋面积', '面积'], en: 'Floor area' },
  heatedAreaM2: {
    headings: ['取暖面积', '采暖面积', '供暖面积'],
    en: 'Heated area',
    isRequired: true,
  },
  priorHeating: {
    headings: ['原取暖方式', '现有取暖方式', '改造前取暖方式'],
    en: 'Heating before',
  },
  coalKgPerYear: { headings: ['年用煤量', '用煤量', '燃煤量'], en: 'Coal a year' },
  works: { headings: ['改造类型', '改造内容'], en: 'Works' },
  method: { headings: ['改造方式', '取暖方式', '技术路线', '改造后取暖方式'], en: 'Method' },
  year: { headings: ['实施年度', '年度', '任务年度'], en: 'Year' },
  enterprise: { headings: ['承建企业', '施工单位', '安装企业', '中标企业'], en: 'Enterprise' },
  equipmentYuan: { headings: ['设备购置费', '设备款'], en: 'Equipment cost' },
  constructionYuan: { headings: ['建设费', '施工费', '安装费'], en: 'Construction cost' },
  costYuan: { headings: ['合同金额', '总造价'], en: 'Total cost' },
  selfRaisedYuan: { headings: ['自筹金额', '农户自筹', '自筹资金'], en: 'Paid by the household' },
  installedOn: { headings: ['安装日期', '竣工日期'], en: 'Installed on' },
  acceptedOn: { headings: ['验收日期'], en: 'Accepted on' },
  acceptance: { headings: ['验收结果', '是否合格'], en: 'Acceptance' },
  accountNumber: { headings: ['一卡通账号', '银行账号', '社保卡号'], en: 'Account' },
  accountHolder: { headings: ['开户人', '户名'], en: 'Account holder' },
  note: { headings: ['备注', '说明'], en: 'Note' },
} as const satisfies Record<string, Column>;

export type ColumnKey = keyof typeof COLUMNS;

const KEYS = Object.keys(COLUMNS) as ColumnKey[];

/** The column of that key, if there is one. */
export function columnOfKey(key: string): ColumnKey | undefined {
  return KEYS.find((known) => known === key);
}

/** Columns without which a sheet of households cannot be taken in. */
export const REQUIRED_COLUMNS = KEYS.filter((key) => 'isRequired' in COLUMNS[key]);

/** The heading of the template in both languages. */
export function headingOf(key: ColumnKey): Text {
  const { headings, en } = COLUMNS[key];
  return { zh: headings[0], en };
}

const SERIAL_HEADINGS = new Set(['序号', '编号', 'no', 'no.']);
const UNIT_AT_END = /(m2|平方米|平米|万元|元|吨|kg|公斤|千克)$/;

/** A heading as compared: half-width, small letters, no white space, stars and colons. */
export function plainHeading(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u200b-\u200f\u2060\ufeff*:]/g, '');
}

const keyByHeading = new Map(
  KEYS.flatMap((key) =>
    COLUMNS[key].headings.map((heading) => [plainHeading(heading), key] as const),
  ),
);

/** Headings that somebody has told the meaning of, as they are written in the ledgers of a town. */
export type MappedHeadings = ReadonlyMap<string, ColumnKey>;

function findKey(heading: string, mapped: MappedHeadings): ColumnKey | undefined {
  const byHand = mapped.get(heading);
  if (byHand !== undefined) return byHand;
  const bare = heading.replace(/\([^)]*\)/g, '');
  const withoutLast = heading.replace(/\([^)]*\)$/, '');
  const forms = [heading, withoutLast, bare, bare.replace(UNIT_AT_END, '')];
  return forms.map((form) => keyByHeading.get(form)).find((key) => key !== undefined);
}

/** Where the columns of a sheet stand. */
export type Layout = {
  readonly columns: ReadonlyMap<ColumnKey, number>;
  /** Headings as written by column, for the known and unknown ones. */
  readonly headings: ReadonlyMap<number, string>;
  readonly unknown: ReadonlyMap<number, string>;
  readonly serialColumn: number | undefined;
  /** Powers of ten that the headings ask for: 用煤量（公斤） 0, 合同金额（万元） 4. */
  readonly powers: ReadonlyMap<ColumnKey, number>;
};

/** Headings of one row, or of two put together: the text and the words its unit may stand in. */
export type Headings = ReadonlyMap<number, { readonly text: string; readonly unitText: string }>;

const NONE_MAPPED: MappedHeadings = new Map();

/** Tells which column is which. The first of two columns with one meaning counts. */
export function layOut(headings: Headings, mapped = NONE_MAPPED): Layout {
  const byHand = new Map([...mapped].map(([heading, key]) => [plainHeading(heading), key]));
  const columns = new Map<ColumnKey, number>();
  const unknown = new Map<number, string>();
  const powers = new Map<ColumnKey, number>();
  let serialColumn: number | undefined;
  for (const [column, { text, unitText }] of headings) {
    const plain = plainHeading(text);
    const key = findKey(plain, byHand);
    if (key !== undefined && !columns.has(key)) {
      columns.set(key, column);
      powers.set(key, powerOf(key, plainHeading(unitText)));
    } else if (SERIAL_HEADINGS.has(plain)) serialColumn ??= column;
    else unknown.set(column, text.replace(/\s+/g, ' ').trim());
  }
  const texts = new Map([...headings].map(([column, { text }]) => [column, text] as const));
  return { columns, headings: texts, unknown, serialColumn, powers };
}

function powerOf(key: ColumnKey, heading: string): number {
  if (key === 'coalKgPerYear') return /kg|公斤|千克/.test(heading) ? 0 : 3;
  return key.endsWith('Yuan') && heading.includes('万元') ? 4 : 0;
}

/** Whether these are the headings of a ledger of households. */
export function isLedger({ columns }: Layout): boolean {
  return columns.has('headName') && columns.has('idNumber');
}
