// What an import finds in a ledger: the closed list of codes with their severity and sentences. One
// finding is about one cell; files that cannot be read at all are refusals of core/errors.

import type { Text } from '../../core/text.ts';
import type { ColumnKey } from './columns.ts';

type Entry = { readonly severity: 'error' | 'warning'; readonly zh: string; readonly en: string };

const error = (zh: string, en: string): Entry => ({ severity: 'error', zh, en });
const warning = (zh: string, en: string): Entry => ({ severity: 'warning', zh, en });

/** Sentences by code. `{value}` is the cell as it stands, `{column}` the heading. */
const FINDINGS = {
  'id.missing': error('没有填身份证号。', 'The ID number is missing.'),
  'id.format': error(
    '身份证号“{value}”不是18位（或旧的15位）号码。',
    'The ID number “{value}” does not have 18 characters (or 15 of the old kind).',
  ),
  'id.checksum': error(
    '身份证号“{value}”的校验码不对，请对照证件看哪一位写错了。',
    'The check character of the ID number “{value}” is wrong: compare it with the card.',
  ),
  'id.birthdate': error(
    '身份证号“{value}”里的出生日期不存在或晚于今天。',
    'The birthday in the ID number “{value}” does not exist or lies after today.',
  ),
  'id.damaged-by-spreadsheet': error(
    '身份证号被表格软件当成数字，后几位已经丢失；请把该列设为文本，按证件重新填写。',
    'The spreadsheet took the ID number for a number and lost its last digits: type it as text.',
  ),
  'id.demo-mismatch': error(
    '演示数据只收640399开头的身份证号，正式数据不收这样的号码。',
    'Demo data takes ID numbers that begin with 640399 only, and real data takes none of them.',
  ),
  'id.legacy-15': warning(
    '身份证号是15位的旧号码，请换成18位。',
    'The ID number has the old 15 digits; replace it with the one of 18.',
  ),
  'id.region-unknown': warning(
    '身份证号开头的地区代码“{value}”查不到，请核对证件。',
    'The region at the start of the ID number “{value}” is not known: check the card.',
  ),
  'name.missing': error('没有填户主姓名。', 'The name of the head of the household is missing.'),
  'value.missing': error('必填的“{column}”是空的。', '“{column}” is required and empty.'),
  'value.unknown': error(
    '“{column}”里的“{value}”不在可填的范围内：{choices}。',
    '“{value}” is none of the words for “{column}”: {choices}.',
  ),
  'cell.error': error(
    '这一格是公式错误“{value}”，请改成实际的值。',
    'The cell is a formula error “{value}”: put the real value in.',
  ),
  'place.unknown-town': error('找不到名为“{value}”的乡镇。', 'There is no town called “{value}”.'),
  'place.unknown-village': error(
    '{town}没有名为“{value}”的村{elsewhereZh}。',
    '{town} has no village called “{value}”{elsewhereEn}.',
  ),
  'place.ambiguous-village': error(
    '“{value}”在几个乡镇都有（{candidates}），请填写乡镇。',
    '“{value}” exists in several towns ({candidates}): fill the town in.',
  ),
  'place.other-town': error(
    '这一户属于{actual}，本次只导入{town}。',
    'This household belongs to {actual}; this import is for {town}.',
  ),
  'group.unreadable': error(
    '村组“{value}”看不出是哪一组；请写成“3组”“四队”或庄点名。',
    '“{value}” does not say which group; write 3组, 四队 or the name of the hamlet.',
  ),
  'number.unreadable': error(
    '“{column}”里的“{value}”不是一个明确的数。',
    '“{value}” in “{column}” is no plain number.',
  ),
  'number.out-of-range': error(
    '“{column}”里的“{value}”超出范围：{range}。',
    '“{value}” in “{column}” is out of range: {range}.',
  ),
  'area.heated-exceeds-floor': error(
    '取暖面积{value}㎡大于建筑面积{floor}㎡。',
    'The heated area of {value} ㎡ is larger than the floor area of {floor} ㎡.',
  ),
  'area.outside-60': warning(
    '取暖面积{value}㎡离补贴所说的60㎡左右较远，请核实。',
    'The heated area of {value} ㎡ is far from the about 60 ㎡ of the rules: please check.',
  ),
  'year.approximate': warning(
    '“{value}”只是大概的年代，按{year}年记。',
    '“{value}” is a decade only and is kept as {year}.',
  ),
  'date.unreadable': error(
    '“{column}”里的“{value}”不是完整的日期；请写成2022-11-05。',
    '“{value}” in “{column}” is no complete day; write 2022-11-05.',
  ),
  'date.ambiguous': error(
    '日期“{value}”有两种读法；请写成2022-11-05。',
    'The date “{value}” can be read two ways; write 2022-11-05.',
  ),
  'date.order': error(
    '验收日期{value}早于安装日期{installedOn}。',
    'Accepted on {value}, before it was installed on {installedOn}.',
  ),
  'method.unknown': error(
    '改造方式“{value}”不在方案的取暖方式里：{choices}。',
    '“{value}” is no heating method of the programme: {choices}.',
  ),
  'enterprise.unknown': error(
    '企业“{value}”没有登记；请核对名称或统一社会信用代码。',
    'The enterprise “{value}” is not registered: check its name or credit code.',
  ),
  'duplicate.in-file': error(
    '同一个身份证号还出现在{others}，这几行都没有收。',
    'The same ID number also stands in {others}; none of these rows was taken.',
  ),
  'duplicate.in-ledger': error(
    '这个身份证号已登记在{where}（{name}）。',
    'This ID number is already registered in {where} ({name}).',
  ),
  'duplicate.account': warning(
    '同一个账号还用在{others}。',
    'The same account is also used by {others}.',
  ),
  'duplicate.address': warning(
    '同一住址、同一姓名还出现在{others}，身份证号不同。',
    'The same name at the same address, with another ID number, also stands in {others}.',
  ),
  'phone.shared': warning('同一个电话还用在{others}。', 'The same phone is also used by {others}.'),
  'phone.format': warning(
    '电话“{value}”不是一个11位手机号或固定电话，没有收。',
    'The phone “{value}” is not one mobile or landline number and was left out.',
  ),
  'account.luhn': warning(
    '账号“{value}”的校验位不对，请对照卡面；旧存折可以不管。',
    'The check digit of “{value}” is wrong: compare it with the card; a passbook may have none.',
  ),
  'account.holder-differs': warning(
    '开户人“{value}”不是户主{headName}。',
    'The holder of the account, “{value}”, is not {headName}.',
  ),
  'account.damaged-by-spreadsheet': error(
    '账号被表格软件当成数字，后几位已经丢失；请把该列设为文本，按卡面重新填写。',
    'The spreadsheet took the account for a number and lost its last digits: type it as text.',
  ),
  'cost.near-threshold': warning(
    '造价{value}元落在{from}元至{to}元之间，补贴在这里跳变，请核对合同。',
    'The cost of {value} yuan lies where the subsidy jumps ({from} to {to} yuan): check it.',
  ),
  'prior-conversion': warning(
    '台账里这一户{year}年已经改造过。',
    'The ledger has this household as converted in {year} already.',
  ),
  'column.unknown': warning(
    '不认识表头“{value}”，这一列的内容记入备注。',
    'The heading “{value}” is not known; the column is kept as notes.',
  ),
  'file.external-link': warning(
    '工作簿引用了别的文件，读的是上次保存的结果。',
    'The workbook refers to other files; the values saved last were read.',
  ),
} as const satisfies Record<string, Entry>;

export type FindingCode = keyof typeof FINDINGS;

/** Something to know about one cell of a ledger. An `error` keeps the row out. */
export type Finding = {
  readonly sheet: string;
  /** As the sheet counts, from 1. */
  readonly row: number;
  /** Address such as `E12`; empty when it is about the whole file. */
  readonly cell: string;
  /** Key of the column, or the heading of an unknown one. */
  readonly column: ColumnKey | (string & {});
  /** The cell as it stands. */
  readonly value: string;
  readonly code: FindingCode;
  readonly severity: 'error' | 'warning';
  readonly message: Text;
};

/** Placeholders of a sentence; a pair has a word for each language. */
export type Details = Readonly<Record<string, string | number | Text>>;

/** Writes a finding with its sentences. */
export function finding(
  code: FindingCode,
  at: Pick<Finding, 'sheet' | 'row' | 'cell' | 'column' | 'value'>,
  details: Details = {},
): Finding {
  const { severity, zh, en } = FINDINGS[code];
  const all: Details = { value: at.value, ...details };
  const message = { zh: fill(zh, all, 'zh'), en: fill(en, all, 'en') };
  return { ...at, code, severity, message };
}

function fill(template: string, details: Details, language: keyof Text): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const detail = details[name];
    return typeof detail === 'object' ? detail[language] : String(detail ?? '');
  });
}
