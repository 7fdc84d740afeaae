// qn export ledger: the ledger of the data folder as a file, masked or, with --purpose, in full;
// and qn export template: the empty files that come back filled in.

import { createWriteStream, renameSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { randomUUID } from 'node:crypto';
import { fail } from '../core/errors.ts';
import { readablePlaces } from '../households/asking.ts';
import { ledgerReaders } from '../households/model.ts';
import { requireRole, type FileReply } from '../http/route.ts';
import { withLedger, type OpenLedger } from '../imports/open-ledger.ts';
import { pathFrom, say, writeJson, type CommandIo } from '../programmes/command.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';
import { fullLedgerFile, maskedLedgerFile, placesFor } from './ledger-file.ts';
import { exportFormats, type ExportFormat } from './model.ts';
import { ledgerTemplateFile, targetsTemplateFile } from './template-file.ts';

const HELP = {
  zh: `用法：
  qn export ledger --out 文件 [--town 640302100] [--format xlsx|csv|csv-gb18030] [--purpose 用途]
  qn export template ledger --town 640302100 --out 文件.xlsx
  qn export template targets --out 文件.xlsx
导出数据文件夹（QINGNUAN_DATA）里的台账。不写用途时证件号码、电话、账号遮盖，仅供查阅；
写明用途则为完整内容，可原样再导入，用途、范围和户数记入日志。
--town 只导一个乡镇（或村）；--as 用户名 以该账号办理；--programme 换一个方案文件夹。
`,
  en: `Usage:
  qn export ledger --out FILE [--town 640302100] [--format xlsx|csv|csv-gb18030] [--purpose WHY]
  qn export template ledger --town 640302100 --out FILE.xlsx
  qn export template targets --out FILE.xlsx
Writes the ledger of the data folder (QINGNUAN_DATA). Without a purpose ID numbers, phones and
accounts are masked, for reading; with one it is written in full and can be imported again as it
is, and the purpose, the places and the number of households stand in the journal.
--town takes one town or village; --as USER acts as that account; --programme names another folder.
`,
};

const DEFAULT_PROGRAMME = join(import.meta.dirname, '../../programmes/litong-2022');

const OPTIONS = {
  town: { type: 'string' },
  out: { type: 'string' },
  format: { type: 'string' },
  purpose: { type: 'string' },
  as: { type: 'string' },
  programme: { type: 'string' },
  json: { type: 'boolean', default: false },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

type Values = ReturnType<typeof readArguments>['values'];

function readArguments(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
}

/** Runs `qn export …`; gives the exit code. */
export async function exportCommand(
  args: readonly string[],
  io: CommandIo,
  open = withLedger,
): Promise<number> {
  const { values, positionals } = readArguments(args);
  const what = positionals.join(' ');
  if (values.help || what === '') {
    io.write(say(io, HELP));
    return 0;
  }
  if (values.out === undefined) refuse('缺少 --out 文件', '--out FILE is missing');
  const make = makerOf(what, values);
  const folder = values.programme;
  const programme = getProgramme(
    readFolder(folder === undefined ? DEFAULT_PROGRAMME : pathFrom(io, folder)),
  );
  const path = pathFrom(io, values.out);
  return open(programme, values.as, async (ledger) => {
    const { bytes } = await make(ledger);
    // A file that is cut short must not pass for the whole.
    const draft = `${path}.part`;
    await pipeline(bytes instanceof Uint8Array ? [bytes] : bytes, createWriteStream(draft));
    renameSync(draft, path);
    if (values.json) writeJson(io, { file: path });
    else io.write(say(io, { zh: `已写入 ${path}\n`, en: `Written to ${path}\n` }));
    return 0;
  });
}

function refuse(reasonZh: string, reasonEn: string): never {
  fail('programme.command-arguments', { command: 'export', reasonZh, reasonEn });
}

type Maker = (ledger: OpenLedger) => FileReply | Promise<FileReply>;

/** What makes the file; refuses arguments before anything is opened. */
function makerOf(what: string, values: Values): Maker {
  const under = placeKey(values.town);
  if (what === 'ledger') {
    const format = formatOf(values);
    return (ledger) => makeLedger(ledger, under, format, values.purpose);
  }
  if (what === 'template targets') {
    return ({ services, actor }) => targetsTemplateFile(services, actor);
  }
  if (what === 'template ledger') {
    if (under === undefined) refuse('缺少 --town', '--town is missing');
    return ({ services, actor }) => ledgerTemplateFile(services, actor, under);
  }
  return refuse(`不能导出“${what}”`, `"${what}" cannot be exported`);
}

async function makeLedger(
  { services, actor }: OpenLedger,
  under: string | undefined,
  format: ExportFormat,
  purpose: string | undefined,
): Promise<FileReply> {
  if (purpose === undefined) {
    requireRole(actor, ledgerReaders);
    const places = readablePlaces(actor, under);
    return maskedLedgerFile(services, actor, { places }, format);
  }
  const { db, clock } = services;
  const asked = { format, purpose, key: randomUUID() };
  return fullLedgerFile(services, { db, clock, actor }, { places: placesFor(actor, under) }, asked);
}

/** The key of a place: its division code without the zeros at the end of twelve digits. */
function placeKey(code: string | undefined): string | undefined {
  if (code === undefined) return undefined;
  if (/^\d{6}(?:[0-9L]\d{2}){0,2}$/.test(code)) {
    return code.length === 12 ? code.replace(/(?:000){1,2}$/, '') : code;
  }
  return refuse(
    `--town 要写区划代码，如 640302100，不能是“${code}”`,
    `--town takes a division code such as 640302100, not "${code}"`,
  );
}

function formatOf({ format, out = '' }: Values): ExportFormat {
  if (format === undefined) return out.endsWith('.csv') ? 'csv' : 'xlsx';
  const known = exportFormats.find((one) => one === format);
  const list = exportFormats.join(', ');
  return known ?? refuse(`--format 可以是 ${list}`, `--format is one of ${list}`);
}
