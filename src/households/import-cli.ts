// qn import ledger: takes the ledger of a town in, or with --dry-run says what it would take in and
// refuse, as JSON for other programs. qn import history lists what was taken in before.

import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Choices } from '../contracts/imports.ts';
import { systemClock } from '../core/clock.ts';
import { dayInChina } from '../core/day.ts';
import { fail, Refusal } from '../core/errors.ts';
import { checkAtOnce, storeAtOnce } from '../imports/at-once.ts';
import { writeHistory } from '../imports/history-cli.ts';
import { findDataKind, withLedger } from '../imports/open-ledger.ts';
import { refuseLargeFile } from '../office/open.ts';
import { listPlaces } from '../places/queries.ts';
import { pathFrom, say, writeJson, type CommandIo } from '../programmes/command.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';
import type { LoadedProgramme } from '../rules/types.ts';
import { emptyLedger } from './import/against-ledger.ts';
import { importContextOf } from './import/context.ts';
import { entryToJson } from './import/entry.ts';
import { importLedger, type ImportPreview } from './import/import-ledger.ts';
import { needsLook } from './import/plan.ts';

const OPTIONS = {
  town: { type: 'string' },
  programme: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  demo: { type: 'boolean', default: false },
  as: { type: 'string' },
  year: { type: 'string' },
  'heating-project': { type: 'string' },
  'insulation-project': { type: 'string' },
  'take-file': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  rows: { type: 'boolean', default: false },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const HELP = {
  zh: `用法：
  qn import ledger 文件 --town 640302100 [--dry-run] [--json] [--rows]
  qn import history [--town 640302100] [--json]
把一个乡镇的台账（.xlsx、.xls、.csv）导入数据文件夹（QINGNUAN_DATA）：收下的行全部存入，或一行不存。
--dry-run 只核对，列出每一处问题，不写入；有数据文件夹时与其中的台账比对。
没有不收的行返回 0，有则返回 1，文件无法读取返回 2。
--rows 附上收下的行；--demo 没有数据文件夹时按演示数据核对；--programme 换一个方案文件夹；
--as 用户名 以该账号办理；--year 没写实施年度的户归到哪一年；
--heating-project、--insulation-project 方案定不下来的户归到哪个项目；
--take-file 手工改过的值也以文件为准（不加则保留手工的值）。
`,
  en: `Usage:
  qn import ledger FILE --town 640302100 [--dry-run] [--json] [--rows]
  qn import history [--town 640302100] [--json]
Takes the ledger of a town (.xlsx, .xls, .csv) into the data folder (QINGNUAN_DATA): all good rows
or none. With --dry-run it only checks, names every problem and writes nothing; where there is a
data folder it is compared with the ledger in it.
Exit code 0 when no row was refused, 1 when some were, 2 when the file cannot be read.
--rows adds the accepted rows; --demo checks as demo data where there is no data folder;
--programme names another folder; --as USER acts as that account; --year is the year of households
without one; --heating-project and --insulation-project settle what the programme leaves open;
--take-file lets the file win over values entered by hand, which otherwise stay.
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
  if (kind === 'history') {
    if (file !== undefined) refuse(`多余的参数“${file}”`, `"${file}" is one too many`);
    const town = values.town === undefined ? undefined : townKey(values.town);
    return withLedger(programmeOf(values, io), values.as, (ledger) =>
      writeHistory(ledger, { town, json: values.json }, io),
    );
  }
  if (kind !== 'ledger') refuse('要写成 import ledger 文件', 'write import ledger FILE');
  if (file === undefined) refuse('缺少文件名', 'the name of the file is missing');
  if (rest.length > 0) refuse(`多余的参数“${rest[0]}”`, `"${rest[0]}" is one too many`);
  try {
    const preview = await importFile(file, values, io);
    show(preview, values, io);
    return preview.rows.refused > 0 ? EXIT_REFUSED_ROWS : 0;
  } catch (error) {
    if (!(error instanceof Refusal) || !error.code.startsWith('file.')) throw error;
    showRefusal(error, values, io);
    return EXIT_UNREADABLE;
  }
}

/** Checks the file, and stores it unless it is a dry run. */
async function importFile(name: string, values: Values, io: CommandIo): Promise<ImportPreview> {
  const programme = programmeOf(values, io);
  const town = townKey(values.town);
  const choices = choicesOf(values, programme);
  const kind = findDataKind();
  // Somebody who asks to check as demo data does not mean the real ledger that happens to be here.
  const hasLedger = kind !== undefined && !(values['dry-run'] && values.demo && kind === 'real');
  if (!hasLedger && !values['dry-run']) fail('account.no-district', {});
  const bytes = () => readFile(pathFrom(io, name), name);
  if (!hasLedger) {
    const context = importContextOf(programme, {
      town,
      isDemo: values.demo,
      today: dayInChina(systemClock()),
      enterprises: [],
    });
    refuseUnknownTown(context.places, town);
    return importLedger({ name: basename(name), bytes: bytes() }, context, emptyLedger);
  }
  const file = { name: basename(name), bytes: bytes() };
  return withLedger(programme, values.as, async ({ services, actor }) => {
    const places = await services.db.withDistrict(actor.districtCode, (tx) =>
      listPlaces(tx, actor.districtCode, { under: town, withEnded: true, limit: 1 }),
    );
    refuseUnknownTown(places, town);
    const given = { services, actor, file, townKey: town, choices };
    return values['dry-run'] ? checkAtOnce(given) : storeAtOnce(given);
  });
}

function readArguments(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
}

function refuse(reasonZh: string, reasonEn: string): never {
  fail('programme.command-arguments', { command: 'import', reasonZh, reasonEn });
}

function programmeOf({ programme }: Values, io: CommandIo): LoadedProgramme {
  const folder = programme === undefined ? DEFAULT_PROGRAMME : pathFrom(io, programme);
  return getProgramme(readFolder(folder));
}

function refuseUnknownTown(places: ReadonlyArray<{ readonly key: string }>, town: string): void {
  if (places.some(({ key }) => key === town)) return;
  refuse(`没有代码为 ${town} 的乡镇`, `there is no town with the code ${town}`);
}

function choicesOf(values: Values, { data }: LoadedProgramme): Choices {
  const { year, 'heating-project': heating, 'insulation-project': insulation } = values;
  if (year !== undefined && !/^20\d\d$/.test(year)) {
    refuse('--year 要写年份，如 2022', '--year takes a year: 2022');
  }
  const known = new Set(data.projects.projects.map(({ id }) => id));
  for (const project of [heating, insulation]) {
    if (project === undefined || known.has(project)) continue;
    fail('household.unknown-project', { project });
  }
  return {
    ...(year !== undefined && { year: Number(year) }),
    projects: { ...(heating && { heating }), ...(insulation && { insulation }) },
    take: values['take-file'] ? 'all' : 'none',
  };
}

function readFile(path: string, file: string): Uint8Array {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile()) fail('file.not-found', { file });
  refuseLargeFile(stats.size);
  return readFileSync(path);
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
  const { sheets, rows, findings, households, changes, plans } = preview;
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
  const { new: added, updated, unchanged } = changes;
  const look = plans.filter(needsLook).length;
  io.write(
    say(io, {
      zh:
        `新增 ${added} 户，更新 ${updated} 户，不变 ${unchanged} 户；` +
        `${look} 户有值与台账不同、不自动采用。\n`,
      en:
        `${added} new, ${updated} updated, ${unchanged} unchanged; ` +
        `${look} with values that are not simply taken.\n`,
    }),
  );
}

function showRefusal(refusal: Refusal, values: Values, io: CommandIo): void {
  const gap = io.language === 'zh' ? '' : ' ';
  const message = `${say(io, refusal.text)}${gap}${say(io, refusal.next)}`;
  if (values.json) writeJson(io, { error: { code: refusal.code, message } });
  else io.write(`${refusal.code}: ${message}\n`);
}
