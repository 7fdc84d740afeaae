// qn import targets: annex 1 from a file becomes a version of the targets, when nothing in it is
// wrong; sums that differ from the programme's ask for --confirm.

import { randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { perform } from '../actions/perform.ts';
import { fail, Refusal } from '../core/errors.ts';
import { withLedger } from '../imports/open-ledger.ts';
import { refuseLargeFile } from '../office/open.ts';
import { pathFrom, say, writeJson, type CommandIo } from '../programmes/command.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';
import { loadTargets } from './actions.ts';
import { readAnnexFile } from './annex-file.ts';
import { expectationsOf } from './expectations.ts';

const HELP = {
  zh: `用法：
  qn import targets 文件 [--document 文件名称] [--dry-run] [--confirm] [--json]
读取任务分配表（附件1），没有错误就作为新版本存入数据文件夹（QINGNUAN_DATA）。
合计与方案的数字不一致时要加 --confirm；--dry-run 只读不存。
有错误返回 1，文件无法读取返回 2。--as 用户名 以该账号办理；--programme 换一个方案文件夹。
`,
  en: `Usage:
  qn import targets FILE [--document NAME] [--dry-run] [--confirm] [--json]
Reads the table of targets (annex 1) and, when nothing in it is wrong, keeps it in the data folder
(QINGNUAN_DATA) as a new version. Sums that differ from the programme's ask for --confirm;
--dry-run only reads. Exit code 1 when something is wrong, 2 when the file cannot be read.
--as USER acts as that account; --programme names another folder.
`,
};

const OPTIONS = {
  document: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  confirm: { type: 'boolean', default: false },
  as: { type: 'string' },
  programme: { type: 'string' },
  json: { type: 'boolean', default: false },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const DEFAULT_PROGRAMME = join(import.meta.dirname, '../../programmes/litong-2022');
const EXIT_WRONG = 1;
const EXIT_UNREADABLE = 2;

type Values = ReturnType<typeof readArguments>['values'];
type Preview = Awaited<ReturnType<typeof readAnnexFile>>;

function readArguments(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
}

/** Runs `qn import targets …`; gives the exit code. */
export async function importTargetsCommand(
  args: readonly string[],
  io: CommandIo,
  open = withLedger,
): Promise<number> {
  const { values, positionals } = readArguments(args);
  if (values.help) {
    io.write(say(io, HELP));
    return 0;
  }
  const [, file, ...rest] = positionals;
  if (file === undefined) refuse('缺少文件名', 'the name of the file is missing');
  if (rest.length > 0) refuse(`多余的参数“${rest[0]}”`, `"${rest[0]}" is one too many`);
  try {
    return await run(file, values, io, open);
  } catch (error) {
    if (!(error instanceof Refusal) || !error.code.startsWith('file.')) throw error;
    const gap = io.language === 'zh' ? '' : ' ';
    const message = `${say(io, error.text)}${gap}${say(io, error.next)}`;
    if (values.json) writeJson(io, { error: { code: error.code, message } });
    else io.write(`${error.code}: ${message}\n`);
    return EXIT_UNREADABLE;
  }
}

function refuse(reasonZh: string, reasonEn: string): never {
  fail('programme.command-arguments', { command: 'import', reasonZh, reasonEn });
}

async function run(
  name: string,
  values: Values,
  io: CommandIo,
  open: typeof withLedger,
): Promise<number> {
  const folder = values.programme;
  const programme = getProgramme(
    readFolder(folder === undefined ? DEFAULT_PROGRAMME : pathFrom(io, folder)),
  );
  const file = { name: basename(name), bytes: readBytes(pathFrom(io, name), name) };
  return open(programme, values.as, async ({ services, actor }) => {
    const { db, clock } = services;
    const preview = await readAnnexFile({ db, programme, districtCode: actor.districtCode }, file);
    const isWrong = preview.findings.some(({ severity }) => severity === 'error');
    const hasWarnings = preview.findings.length > 0 || preview.differences.length > 0;
    const isStored = !values['dry-run'] && !isWrong && (values.confirm || !hasWarnings);
    if (isStored) {
      const input = {
        document: values.document ?? file.name,
        rows: preview.rows,
        differencesConfirmed: values.confirm,
        expectations: expectationsOf(programme),
      };
      await perform({ db, clock, actor }, loadTargets, input, { key: randomUUID() });
    }
    show(preview, isStored, values, io);
    return isWrong || (hasWarnings && !values.confirm) ? EXIT_WRONG : 0;
  });
}

function readBytes(path: string, file: string): Uint8Array {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile()) fail('file.not-found', { file });
  refuseLargeFile(stats.size);
  return readFileSync(path);
}

function show(preview: Preview, isStored: boolean, values: Values, io: CommandIo): void {
  const { sheets, rows, findings, households, differences } = preview;
  if (values.json) {
    const shown = findings.map((one) => ({ ...one, message: say(io, one.message) }));
    io.write(
      `${JSON.stringify({ sheets, households, isStored, rows, findings: shown, differences })}\n`,
    );
    return;
  }
  for (const { sheet, cell, code, message } of findings) {
    io.write(`${sheet} ${cell} ${code}  ${say(io, message)}\n`);
  }
  for (const { label, expected, found } of differences) {
    const [zh, en] = [`方案为${expected}，表中${found}`, `${expected}, in the table ${found}`];
    io.write(`${say(io, label)}: ${say(io, { zh, en })}\n`);
  }
  const [zh, en] = isStored ? ['已存为新版本', 'kept as a new version'] : ['没有存入', 'not kept'];
  io.write(
    say(io, {
      zh: `共 ${rows.length} 项、${households} 户，${zh}。\n`,
      en: `${rows.length} rows, ${households} households: ${en}.\n`,
    }),
  );
}
