// How fast a whole district's ledger is read and checked: 28,500 households of 25 columns in one
// .xlsx file. The limit is its XML inflated and tokenised with nobody listening, in the same run.

import { SaxesParser } from 'saxes';
import { systemClock } from '../src/core/clock.ts';
import { dayInChina } from '../src/core/day.ts';
import { idCheckCharacter } from '../src/core/identity.ts';
import { emptyLedger } from '../src/households/import/against-ledger.ts';
import { importContextOf } from '../src/households/import/context.ts';
import { importLedger } from '../src/households/import/import-ledger.ts';
import { partsOf, sheetXml, zipOf } from '../src/office/testing.ts';
import { inflate, openArchive } from '../src/office/zip.ts';
import { readFolder } from '../src/programmes/read-folder.ts';
import { getProgramme } from '../src/rules/load.ts';
import type { BenchRow } from './row.ts';

const HOUSEHOLDS = 28_500;
const SHEET = 'xl/worksheets/sheet0.xml';

/** Rows a second of the import beside those of bare parsing, and the memory it took at most. */
export async function run(): Promise<BenchRow[]> {
  const bytes = zipOf(partsOf({ 台账: sheetXml([HEADINGS, ...households()]) }));
  const programme = getProgramme(readFolder('programmes/litong-2022'));
  const today = dayInChina(systemClock());
  const context = importContextOf(programme, {
    town: '640302100',
    isDemo: true,
    today,
    enterprises: [],
  });
  const bareMs = await timed(() => parseBare(bytes));
  let memoryMb = 0;
  const watch = setInterval(() => {
    memoryMb = Math.max(memoryMb, process.memoryUsage().rss / 2 ** 20);
  }, 20);
  const importMs = await timed(async () => {
    const { rows } = await importLedger({ name: 'a.xlsx', bytes }, context, emptyLedger);
    if (rows.accepted !== HOUSEHOLDS) throw new Error(`${rows.accepted} rows accepted`);
  });
  clearInterval(watch);
  const [value, limitValue] = [HOUSEHOLDS / (importMs / 1000), HOUSEHOLDS / (bareMs / 1000)];
  return [
    {
      name: `ledger of ${HOUSEHOLDS} households read and checked`,
      value,
      unit: 'rows/s',
      limitName: 'bare inflating and tokenising',
      limitValue,
      ratio: value / limitValue,
    },
    { name: 'time of the import', value: importMs / 1000, unit: 's' },
    { name: 'memory of the whole process at most', value: memoryMb, unit: 'MB' },
  ];
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function parseBare(bytes: Uint8Array): Promise<void> {
  const archive = openArchive(bytes);
  const part = archive.parts.get(SHEET);
  if (!part) throw new Error(`no ${SHEET}`);
  const parser = new SaxesParser({ xmlns: false, position: false });
  const decoder = new TextDecoder();
  for await (const chunk of inflate(archive, part))
    parser.write(decoder.decode(chunk, { stream: true }));
  parser.close();
}

const HEADINGS = [
  '乡镇',
  '行政村',
  '村组',
  '户主姓名',
  '身份证号',
  '联系电话',
  '家庭人口',
  '农户类别',
  '是否常住',
  '住址',
  '房屋类型',
  '结构',
  '建成年份',
  '建筑面积',
  '取暖面积',
  '原取暖方式',
  '年用煤量',
  '改造类型',
  '改造方式',
  '实施年度',
  '合同金额',
  '自筹金额',
  '安装日期',
  '验收日期',
  '一卡通账号',
];

function* households(): Generator<Array<string | number>> {
  for (let at = 0; at < HOUSEHOLDS; at++) {
    const serial = String(at % 1000).padStart(3, '0');
    const month = String(1 + (Math.floor(at / 1000) % 12)).padStart(2, '0');
    const digits = `6403991${950 + Math.floor(at / 12_000)}${month}15${serial}`;
    const phone = `15400${String(at).padStart(6, '0')}`;
    const account = `290${String(at).padStart(9, '0')}`;
    const place = ['金积镇', '大庙桥村', `${1 + (at % 9)}组`, '马甲子'];
    const house = ['平房', '砖木', 1998, 80, 60, '燃煤炉', 2.5, '热源', '热风机', 2022];
    const id = digits + idCheckCharacter(digits);
    const person = [id, phone, 4, '一般户', '是', `大庙桥${at}号`];
    yield [...place, ...person, ...house, 7000, 1700, '2022-10-05', '2022年12月1日', account];
  }
}
