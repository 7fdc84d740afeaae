// How fast a whole district's ledger is read and checked: 28,500 households of 25 columns in one
// .xlsx file. The limit is its XML inflated and tokenised with nobody listening, in the same run.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { idCheckCharacter } from '../src/core/identity.ts';
import { partsOf, sheetXml, zipOf } from '../src/office/testing.ts';
import { inflate, openArchive } from '../src/office/zip.ts';
import type { BenchRow } from './row.ts';

const HOUSEHOLDS = 28_500;
const SHEET = 'xl/worksheets/sheet0.xml';

/** Rows a second of the import beside those of bare parsing, and the memory it took at most. */
export async function run(): Promise<BenchRow[]> {
  const bytes = zipOf(partsOf({ 台账: sheetXml([HEADINGS, ...households()]) }));
  const began = performance.now();
  await parseBare(bytes);
  const bareMs = performance.now() - began;
  const { accepted, tookMs, memoryMb } = importInChild(bytes);
  if (accepted !== HOUSEHOLDS) throw new Error(`${accepted} rows accepted`);
  const [value, limitValue] = [HOUSEHOLDS / (tookMs / 1000), HOUSEHOLDS / (bareMs / 1000)];
  return [
    {
      name: `ledger of ${HOUSEHOLDS} households read and checked`,
      value,
      unit: 'rows/s',
      limitName: 'bare inflating and tokenising',
      limitValue,
      ratio: value / limitValue,
    },
    { name: 'time of the import', value: tookMs / 1000, unit: 's' },
    { name: 'memory of its process at most', value: memoryMb, unit: 'MB' },
  ];
}

type Outcome = { readonly accepted: number; readonly tookMs: number; readonly memoryMb: number };

function importInChild(bytes: Uint8Array): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'qingnuan-bench-'));
  try {
    const path = join(folder, 'a.xlsx');
    writeFileSync(path, bytes);
    const child = execFileSync(process.execPath, ['bench/import-child.ts', path]);
    return JSON.parse(child.toString()) as Outcome;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
