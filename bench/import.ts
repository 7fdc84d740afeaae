// How fast a district's ledger is taken in: an .xlsx file of 28,500 and of 300,000 households of 25
// columns, read, checked against the ledger and stored with its journal. The limit is measured in
// the same run: its XML inflated and tokenised with nobody listening, and its rows by bare COPY.

import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { systemClock } from '../src/core/clock.ts';
import { idCheckCharacter } from '../src/core/identity.ts';
import { temporaryFolder } from '../src/db/embedded/temporary.ts';
import { migrate } from '../src/db/migrate.ts';
import { openDatabase } from '../src/db/open.ts';
import { writeDataMark } from '../src/demo/data-kind.ts';
import { partsOf, sheetXml, zipOf } from '../src/office/testing.ts';
import { inflate, openArchive } from '../src/office/zip.ts';
import { systemActor } from '../src/people/first-start.ts';
import { importPlacesOf } from '../src/places/import.ts';
import { readFolder } from '../src/programmes/read-folder.ts';
import { getProgramme } from '../src/rules/load.ts';
import type { BenchRow } from './row.ts';

const SIZES = [28_500, 300_000];
const SHEET = 'xl/worksheets/sheet0.xml';

/** Rows a second of the whole import beside bare parsing and COPY, and the memory it took. */
export async function run(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const households of SIZES) rows.push(...(await measure(households)));
  return rows;
}

async function measure(households: number): Promise<BenchRow[]> {
  const bytes = zipOf(partsOf({ 台账: sheetXml([HEADINGS, ...rowsOf(households)]) }));
  const began = performance.now();
  await parseBare(bytes);
  const parseMs = performance.now() - began;
  const { accepted, checkMs, tookMs, memoryMb, copyMs } = await importInChild(bytes);
  if (accepted !== households) throw new Error(`${accepted} rows accepted`);
  const perSecond = (ms: number) => households / (ms / 1000);
  const [value, limitValue] = [perSecond(tookMs), perSecond(parseMs + copyMs)];
  const [checkValue, checkLimit] = [perSecond(checkMs), perSecond(parseMs)];
  const size = households.toLocaleString('en');
  return [
    {
      name: `ledger of ${size} households read, checked and stored`,
      value,
      unit: 'rows/s',
      limitName: 'bare parsing and bare COPY',
      limitValue,
      ratio: value / limitValue,
    },
    {
      name: 'of that, read and checked',
      value: checkValue,
      unit: 'rows/s',
      limitName: 'bare inflating and tokenising',
      limitValue: checkLimit,
      ratio: checkValue / checkLimit,
    },
    { name: 'time of the import', value: tookMs / 1000, unit: 's' },
    { name: 'memory of its process at most', value: memoryMb, unit: 'MB' },
  ];
}

type Outcome = {
  readonly accepted: number;
  readonly checkMs: number;
  readonly tookMs: number;
  readonly memoryMb: number;
};

/** Imports into a data folder of its own, and then copies the same rows bare. */
async function importInChild(bytes: Uint8Array): Promise<Outcome & { readonly copyMs: number }> {
  const dataFolder = temporaryFolder();
  const db = await openDatabase({ dataFolder });
  try {
    await migrate(db.pool);
    writeDataMark(dataFolder, { kind: 'demo', isPlayed: true });
    const programme = getProgramme(readFolder('programmes/litong-2022'));
    const { code } = programme.data.programme.district;
    await importPlacesOf({ db, clock: systemClock, actor: systemActor(code) }, programme, true);
    const path = join(dataFolder, 'a.xlsx');
    writeFileSync(path, bytes);
    const child = execFileSync(process.execPath, ['bench/import-child.ts', path, db.url], {
      env: { ...process.env, QINGNUAN_DATA: dataFolder },
      maxBuffer: 1 << 20,
    });
    const outcome = JSON.parse(child.toString()) as Outcome;
    return { ...outcome, copyMs: await copyBare(db.pool) };
  } finally {
    await db.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

type Pool = Awaited<ReturnType<typeof openDatabase>>['pool'];

/** COPY of the households and cases just stored into tables with the same columns and indexes. */
async function copyBare(pool: Pool): Promise<number> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    const folder = rows[0]?.data_directory ?? '';
    let tookMs = 0;
    for (const table of ['households', 'cases']) {
      const file = `${folder}/bare-${table}.copy`;
      const columns = await client.query<{ names: string }>(
        `select string_agg(column_name, ', ' order by ordinal_position) as names
         from information_schema.columns where table_name = $1 and is_generated = 'NEVER'`,
        [table],
      );
      const names = columns.rows[0]?.names ?? '';
      await client.query(`copy (select ${names} from ${table}) to '${file}' (format binary)`);
      await client.query(`create table bare_${table} (like ${table} including all)`);
      const began = performance.now();
      await client.query(`copy bare_${table} (${names}) from '${file}' (format binary)`);
      tookMs += performance.now() - began;
    }
    return tookMs;
  } finally {
    client.release();
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

function* rowsOf(households: number): Generator<Array<string | number>> {
  for (let at = 0; at < households; at++) {
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
