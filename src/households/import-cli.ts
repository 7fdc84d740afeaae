// qn import ledger: what an import of a township ledger would take in and what it would refuse, as
// JSON for other programs. Takes nothing in yet: --dry-run is asked for.

import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../core/clock.ts';
import { dayInChina } from '../core/day.ts';
import { fail, Refusal } from '../core/errors.ts';
import { refuseLargeFile } from '../office/open.ts';
import { pathFrom, say, writeJson, type CommandIo } from '../programmes/command.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';
import { emptyLedger } from './import/against-ledger.ts';
import { importContextOf, type ImportContext } from './import/context.ts';
import { entryToJson } from './import/entry.ts';
import { importLedger, type ImportPreview } from './import/import-ledger.ts';

const OPTIONS = {
  town: { type: 'string' },
  programme: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  demo: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  rows: { type: 'boolean', default: false },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const HELP = {
  zh: `用法：
  qn import ledger 文件 --town 640302100 --dry-run [--json] [--rows] [--demo]
核对一个乡镇的台账（.xlsx、.xls、.csv），列出每一处问题，不写入数据。
没有不收的行返回 0，有则返回 1，文件无法读取返回 2。
--rows 附上收下的行；--demo 按演示数据核对；--programme 换一个方案文件夹。
`,
  en: `Usage:
  qn import ledger FILE --town 640302100 --dry-run [--json] [--rows] [--demo]
Checks the ledger of a town (.xlsx, .xls, .csv) and names every problem; writes no data.
Exit code 0 when no row was refused, 1 when some were, 2 when the file cannot be read.
--rows adds the accepted rows; --demo checks as demo data; --programme names another folder.
`,
};

const DEFAULT_PROGRAMME = join(import.meta.dirname, '../../programmes/litong-2022');
const EXIT_REFUSED_ROWS = 1;
const EXIT_UNREADABLE = 2;

type Values = ReturnType<typeof readArguments>['values'];

/** Runs `qn import …`; gives the exit code. */
export async function importCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = readArguments(args);
  if (values.help) {
    io.write(say(io, HELP));
    return 0;
  }
  const [kind, file, ...rest] = positionals;
  if (kind !== 'ledger') refuse('要写成 import ledger 文件', 'write import ledger FILE');
  if (file === undefined) refuse('缺少文件名', 'the name of the file is missing');
  if (rest.length > 0) refuse(`多余的参数“${rest[0]}”`, `"${rest[0]}" is one too many`);
  if (!values['dry-run']) {
    refuse('现在只能核对，请加 --dry-run', 'it can only check for now: add --dry-run');
  }
  try {
    const preview = await importLedger(
      { name: basename(file), bytes: readFile(pathFrom(io, file), file) },
      contextOf(values, io),
      emptyLedger,
    );
    show(preview, values, io);
    return preview.rows.refused > 0 ? EXIT_REFUSED_ROWS : 0;
  } catch (error) {
    if (!(error instanceof Refusal) || !error.code.startsWith('file.')) throw error;
    showRefusal(error, values, io);
    return EXIT_UNREADABLE;
  }
}

function readArguments(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
}

function refuse(reasonZh: string, reasonEn: string): never {
  fail('programme.command-arguments', { command: 'import', reasonZh, reasonEn });
}

function readFile(path: string, file: string): Uint8Array {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile()) fail('file.not-found', { file });
  refuseLargeFile(stats.size);
  return readFileSync(path);
}

function contextOf(values: Values, io: CommandIo): ImportContext {
  const folder = values.programme;
  const programme = getProgramme(
    readFolder(folder === undefined ? DEFAULT_PROGRAMME : pathFrom(io, folder)),
  );
  const context = importContextOf(programme, {
    town: townKey(values.town),
    isDemo: values.demo,
    today: dayInChina(systemClock()),
    enterprises: [],
  });
  if (!context.places.some(({ key }) => key === context.town)) {
    refuse(`没有代码为 ${values.town} 的乡镇`, `there is no town with the code ${values.town}`);
  }
  return context;
}

/** Nine digits, or the twelve of the division code. */
function townKey(town: string | undefined): string {
  const key = town?.replace(/000$/, town.length === 12 ? '' : '000');
  if (key === undefined || key.length !== 9) {
    return refuse(
      '--town 要写乡镇代码，如 640302100',
      '--town takes the code of a town: 640302100',
    );
  }
  return key;
}

function show(preview: ImportPreview, values: Values, io: CommandIo): void {
  const { sheets, rows, findings, households, changes } = preview;
  if (values.json) {
    const answer = {
      sheets,
      rows,
      changes,
      findings: findings.map((one) => ({ ...one, message: say(io, one.message) })),
      ...(values.rows ? { households: households.map(entryToJson) } : {}),
    };
    // In one line: indented, a whole district would be too long for one text.
    io.write(`${JSON.stringify(answer)}\n`);
    return;
  }
  const { read, accepted, refused, skipped } = rows;
  for (const { sheet, cell, code, message } of findings) {
    io.write(`${[sheet, cell, code].filter(Boolean).join(' ')}  ${say(io, message)}\n`);
  }
  io.write(
    say(io, {
      zh: `共 ${read} 行，收 ${accepted} 行，不收 ${refused} 行，跳过 ${skipped} 行。\n`,
      en: `${read} rows: ${accepted} accepted, ${refused} refused, ${skipped} skipped.\n`,
    }),
  );
}

function showRefusal(refusal: Refusal, values: Values, io: CommandIo): void {
  const gap = io.language === 'zh' ? '' : ' ';
  const message = `${say(io, refusal.text)}${gap}${say(io, refusal.next)}`;
  if (values.json) writeJson(io, { error: { code: refusal.code, message } });
  else io.write(`${refusal.code}: ${message}\n`);
}
