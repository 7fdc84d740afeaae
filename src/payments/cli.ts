// qn batch: lists batches, makes one, writes the file for the bank, reads the bank's return. It is
// approved by another person in the web app, never here.

import { hash, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { perform } from '../actions/perform.ts';
import { dayInChina } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import { formatYuan, yuanToFen } from '../core/money.ts';
import type { Text } from '../core/text.ts';
import { requireRole } from '../http/route.ts';
import { withLedger } from '../imports/open-ledger.ts';
import type { OpenLedger } from '../imports/open-ledger.ts';
import { refuseLargeFile } from '../office/open.ts';
import { pathFrom, say, writeJson } from '../programmes/command.ts';
import type { CommandIo } from '../programmes/command.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';
import type { Bank } from '../rules/schema/payment.ts';
import { requireWholeDistrict } from './asking.ts';
import { sendBatch } from './batch-actions.ts';
import { makeBatchFile } from './batch-file.ts';
import { composeBatch } from './compose.ts';
import { readReturn } from './files/read-return.ts';
import { batchStates, leftOutReasons, paymentReaders } from './model.ts';
import type { BatchState } from './model.ts';
import { composeInputOf, planBatch } from './plan.ts';
import type { BatchFilter } from './plan.ts';
import { findBatchId, listBatches } from './queries.ts';
import { readBankReturn } from './return-actions.ts';

const HELP: Text = {
  zh: `用法：
  qn batch list [--state ${Object.keys(batchStates).join('|')}] --as 用户名
  qn batch make --as 用户名 [--bank 银行] [--town 640302100] [--project 项目] [--year 2022]
                [--until 元] [--dry-run]
  qn batch file 批次号 --format 格式 --out 文件 --as 用户名
  qn batch return 回盘文件 --as 用户名 [--bank 银行]
编制兑付批次、取代发文件、读银行回盘。复核要由另一人登录系统办理。方案只有一家银行时可不写 --bank。
--dry-run 只看列入多少、谁未列入；--programme 换一个方案文件夹；--json 输出 JSON。
`,
  en: `Usage:
  qn batch list [--state ${Object.keys(batchStates).join('|')}] --as USER
  qn batch make --as USER [--bank ID] [--town 640302100] [--project ID] [--year 2022]
                [--until YUAN] [--dry-run]
  qn batch file NUMBER --format ID --out FILE --as USER
  qn batch return FILE --as USER [--bank ID]
Makes a batch, writes its file for the bank, reads the bank's return. Another person approves it in
the web app. --bank may be left out where the programme names one bank. --dry-run only tells who
would be in it; --programme names another folder; --json writes JSON.
`,
};

const OPTIONS = {
  as: { type: 'string' },
  bank: { type: 'string' },
  state: { type: 'string' },
  town: { type: 'string' },
  project: { type: 'string' },
  year: { type: 'string' },
  until: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  programme: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const DEFAULT_PROGRAMME = join(import.meta.dirname, '../../programmes/litong-2022');

type Values = ReturnType<typeof readArguments>['values'];
type Answer = { readonly text: Text; readonly answer: unknown };
type Work = (ledger: OpenLedger, values: Values, io: CommandIo) => Promise<Answer>;

function readArguments(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
}

/** Runs `qn batch …` on the data folder, or on what `open` opens; gives the exit code. */
export async function batchCommand(
  args: readonly string[],
  io: CommandIo,
  open: typeof withLedger = withLedger,
): Promise<number> {
  const { values, positionals } = readArguments(args);
  const [verb, operand, ...more] = positionals;
  if (values.help || verb === undefined) {
    io.write(say(io, HELP));
    return 0;
  }
  if (more.length > 0) refuse('多余的参数', 'too many arguments');
  const work = workOf(verb, operand);
  const { programme: folder, as: username } = values;
  if (username === undefined) refuse('要用 --as 写明经办人', '--as USER is needed');
  const programme = getProgramme(
    readFolder(folder === undefined ? DEFAULT_PROGRAMME : pathFrom(io, folder)),
  );
  return open(programme, username, async (ledger) => {
    requireRole(ledger.actor, paymentReaders);
    requireWholeDistrict(ledger.actor);
    const { text, answer } = await work(ledger, values, io);
    if (values.json) writeJson(io, answer);
    else io.write(say(io, text));
    return 0;
  });
}

function refuse(reasonZh: string, reasonEn: string): never {
  fail('programme.command-arguments', { command: 'batch', reasonZh, reasonEn });
}

function workOf(verb: string, operand: string | undefined): Work {
  if (verb === 'list' && operand === undefined) return list;
  if (verb === 'make' && operand === undefined) return make;
  if (verb === 'file') {
    if (operand === undefined) refuse('要给出批次号', 'the number of a batch is needed');
    return (ledger, values, io) => takeFile(ledger, operand, values, io);
  }
  if (verb === 'return') {
    if (operand === undefined) refuse('要给出回盘文件', 'the file of the return is needed');
    return (ledger, values, io) => readFile(ledger, operand, values, io);
  }
  return refuse(`没有“${verb}”这个写法`, `"${verb}" is not written like this`);
}

/** The bank named, or the only one there is. */
function bankOf({ services }: OpenLedger, { bank }: Values): Bank {
  const banks = services.programmes[0]?.data.payment.banks ?? [];
  const only = bank === undefined && banks.length === 1 ? banks[0] : undefined;
  const found = only ?? banks.find(({ id }) => id === bank);
  return found ?? fail('payment.bank-unknown', { bank: bank ?? '' });
}

const list: Work = async ({ services, actor }, { state }) => {
  const known = Object.keys(batchStates).find((one): one is BatchState => one === state);
  if (state !== undefined && !known) refuse(`没有“${state}”这个状态`, `no state is ${state}`);
  const { districtCode } = actor;
  const { items } = await services.db.withDistrict(districtCode, (tx) =>
    listBatches(tx, districtCode, { state: known, limit: 200 }),
  );
  const line = (language: 'zh' | 'en') =>
    items.map((one) => {
      const { number, state: now, orderCount, totalFen, madeOn } = one;
      const words = [number, batchStates[now][language], orderCount, formatYuan(totalFen), madeOn];
      return `${words.join('  ')}\n`;
    });
  return { text: { zh: line('zh').join(''), en: line('en').join('') }, answer: items };
};

function filterOf({ town, project, year, until }: Values): BatchFilter {
  const untilFen = until === undefined ? undefined : yuanToFen(until);
  if (until !== undefined && !(untilFen !== undefined && untilFen > 0)) {
    refuse('--until 要写金额（元）', '--until takes an amount in yuan');
  }
  if (year !== undefined && !/^\d{4}$/.test(year)) refuse('--year 要写年份', '--year takes a year');
  return {
    ...(town === undefined ? {} : { under: town.replace(/(?<=^.{9})000$/, '') }),
    ...(project === undefined ? {} : { project }),
    ...(year === undefined ? {} : { year: Number(year) }),
    ...(untilFen === undefined ? {} : { untilFen }),
  };
}

const make: Work = async (ledger, values) => {
  const { services, actor } = ledger;
  const { db, clock, vault } = services;
  const { districtCode } = actor;
  const bank = bankOf(ledger, values);
  const filter = filterOf(values);
  const limits = { ordersMax: bank.ordersMax, day: dayInChina(clock()) };
  const plan = await db.withDistrict(districtCode, (tx) =>
    planBatch(tx, filter, limits, { vault, districtCode }),
  );
  const given = composeInputOf(bank, plan);
  const { leftOut } = given;
  const why = (language: 'zh' | 'en') =>
    Object.entries(leftOutReasons).flatMap(([reason, words]) => {
      const count = leftOut[reason as keyof typeof leftOut];
      return count === undefined ? [] : [`  ${words[language]} ${count}\n`];
    });
  const orders = plan.planned.length;
  const sum = formatYuan(plan.totalFen);
  const planned: Text = {
    zh: `列入 ${orders} 笔，${sum} 元；未列入：\n${why('zh').join('')}`,
    en: `${orders} payments, ${sum} yuan; left out:\n${why('en').join('')}`,
  };
  if (values['dry-run']) {
    return { text: planned, answer: { orders, totalFen: plan.totalFen, leftOut } };
  }
  const input = { bankId: bank.id, filter, ...given };
  const { result } = await perform({ db, clock, actor }, composeBatch, input, {
    key: randomUUID(),
  });
  const { number } = result;
  const text: Text = {
    zh: `批次 ${number}：${planned.zh}请提交，并由另一人登录系统复核。\n`,
    en: `Batch ${number}: ${planned.en}Submit it; another person approves it in the web app.\n`,
  };
  return { text, answer: { ...result, leftOut } };
};

async function takeFile(
  { services, actor }: OpenLedger,
  number: string,
  { format: fileId, out }: Values,
  io: CommandIo,
): Promise<Answer> {
  if (fileId === undefined) refuse('要用 --format 写明格式', '--format is needed');
  if (out === undefined) refuse('缺少 --out 文件', '--out FILE is missing');
  // Nobody but finance has accounts opened, whatever the action would say afterwards.
  requireRole(actor, sendBatch.roles);
  const { db, clock } = services;
  const { districtCode } = actor;
  const batchId = await db.withDistrict(districtCode, (tx) =>
    findBatchId(tx, districtCode, number),
  );
  if (batchId === undefined) fail('batch.not-found', {});
  const file = await db.withDistrict(districtCode, (tx) =>
    makeBatchFile(tx, districtCode, { batchId, fileId }, services),
  );
  const input = { batchId, fileId, fileName: file.name, fileSha256: file.sha256 };
  await perform({ db, clock, actor }, sendBatch, input, { key: randomUUID() });
  const path = pathFrom(io, out);
  // Accounts stand in it in full: for its owner alone, and never half.
  writeFileSync(`${path}.part`, file.bytes, { mode: 0o600 });
  renameSync(`${path}.part`, path);
  const { sha256 } = file;
  const text = { zh: `已写入 ${path}\nSHA-256 ${sha256}\n`, en: `Written to ${path}\n${sha256}\n` };
  return { text, answer: { file: path, sha256 } };
}

async function readFile(
  ledger: OpenLedger,
  name: string,
  values: Values,
  io: CommandIo,
): Promise<Answer> {
  const { services, actor } = ledger;
  const { db, clock } = services;
  const bank = bankOf(ledger, values);
  const path = pathFrom(io, name);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile()) fail('file.not-found', { file: name });
  refuseLargeFile(stats.size);
  const bytes = readFileSync(path);
  const { fileId, rows } = await readReturn(bank, { name: basename(path), bytes });
  const { success, failures } = bank;
  const input = {
    bankId: bank.id,
    codes: { success, failures },
    fileId,
    fileName: basename(path),
    sha256: hash('sha256', bytes),
    rows: [...rows],
  };
  const { result } = await perform({ db, clock, actor }, readBankReturn, input, {
    key: randomUUID(),
  });
  const { paid, returned, setAside } = result;
  const [paidYuan, returnedYuan] = [formatYuan(result.paidFen), formatYuan(result.returnedFen)];
  const text: Text = {
    zh: `到账 ${paid} 笔 ${paidYuan} 元，退回 ${returned} 笔 ${returnedYuan} 元，待查 ${setAside} 笔。\n`,
    en: `${paid} paid ${paidYuan}, ${returned} back ${returnedYuan}, ${setAside} set aside.\n`,
  };
  return { text, answer: result };
}
