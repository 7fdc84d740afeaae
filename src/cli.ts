// The command line `qn`. Finds the command, loads only its module, and turns refusals into one
// sentence: exit code 1, or 2 when the command is not written correctly. Never a stack trace.

import process from 'node:process';
import { Refusal } from './core/errors.ts';
import { nearest } from './core/nearest.ts';
import { type Command, type CommandIo, languageOf } from './programmes/command.ts';

const HELP = {
  zh: `用法：qn 命令 …
  init                   备好空的数据文件夹：--empty 真实数据，--demo 演示区
  programme check DIR    检查方案文件夹，核对通知的数字
  programme schema       方案各文件的 JSON Schema
  benefit                按方案计算一户的补助；jumps 找断点，cases 核对样例
  import ledger FILE     导入乡镇台账（Excel、CSV），--dry-run 只核对；import history 看记录
  import targets FILE    导入任务分配表（附件1）
  export                 ledger 导出台账，template 空白台账和任务分配表模板
  journal                verify 校验日志，prove ID 出具证明，checkpoint 输出检查点
  account                add、list、disable、reset-password 管理账号
  acceptance redraw      按种子重新抽取验收样本，与记录对照
  funds recompute        逐笔重算补助和账户，核对到分
  batch                  list、make、file、return：兑付批次、代发文件、银行回盘
每个命令加 --help 查看写法；--lang zh|en 选择语言。
`,
  en: `Usage: qn COMMAND …
  init                   an empty data folder: --empty for real data, --demo the demo district
  programme check DIR    checks a programme folder and reconciles the notice's figures
  programme schema       the JSON Schema of a programme's files
  benefit                what a household gets; jumps finds jumps, cases runs worked households
  import ledger FILE     takes in the ledger of a town, or checks it; import history
  import targets FILE    takes in the table of targets (annex 1)
  export                 ledger writes the ledger; template an empty one
  journal                verify checks the journal, prove ID, checkpoint
  account                add, list, disable, reset-password
  acceptance redraw      draws the sample of a lot again from its seed
  funds recompute        works out every entitlement and balance again, to the fen
  batch                  list, make, file, return: batches, files for the bank, its returns
Every command has --help; --lang zh|en chooses the language.
`,
} as const;

/** Each command is loaded when it is asked for, so that `qn benefit` needs no database. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import('./demo/init-cli.ts')).initCommand,
  programme: async () => (await import('./programmes/programme-cli.ts')).programmeCommand,
  journal: async () => (await import('./cli-data.ts')).journalCommand,
  account: async () => (await import('./cli-data.ts')).accountCommand,
  funds: async () => (await import('./cli-data.ts')).fundsCommand,
  acceptance: async () => (await import('./acceptance/cli.ts')).acceptanceCommand,
  batch: async () => (await import('./payments/cli.ts')).batchCommand,
  benefit: async () => (await import('./programmes/benefit-cli.ts')).runBenefit,
  import: async () => async (args, io) =>
    args[0] === 'targets'
      ? (await import('./targets/import-cli.ts')).importTargetsCommand(args, io)
      : (await import('./households/import-cli.ts')).importCommand(args, io),
  export: async () => (await import('./exports/cli.ts')).exportCommand,
};

/** Codes of refusals that mean the command itself was not written correctly. */
const USAGE_CODES: ReadonlySet<string> = new Set([
  'programme.command-unknown',
  'programme.command-arguments',
]);
const EXIT_REFUSED = 1;
const EXIT_USAGE = 2;

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    io.write(HELP[io.language]);
    return 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load) return (await load())(rest, io);
  const close = nearest(name, Object.keys(COMMANDS));
  throw new Refusal('programme.command-unknown', {
    command: name,
    suggestionZh: close === undefined ? '' : `，是不是“${close}”`,
    suggestionEn: close === undefined ? '' : `; did you mean "${close}"`,
  });
}

/** The value of `--lang en` or `--lang=en`, wherever it stands. */
function langOption(args: readonly string[]): string | undefined {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  if (at < 0) return undefined;
  const option = args[at] ?? '';
  return option.startsWith('--lang=') ? option.slice('--lang='.length) : (args[at + 1] ?? '');
}

function explain(error: unknown, command: string, io: CommandIo): number {
  const { language } = io;
  if (error instanceof Refusal) {
    const gap = language === 'zh' ? '' : ' ';
    process.stderr.write(`${error.code}: ${error.text[language]}${gap}${error.next[language]}\n`);
    return USAGE_CODES.has(error.code) ? EXIT_USAGE : EXIT_REFUSED;
  }
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('ERR_PARSE_ARGS')) {
    const first = message.split(/[.\n]/)[0] ?? message;
    const reason = { reasonZh: first, reasonEn: first };
    return explain(new Refusal('programme.command-arguments', { command, ...reason }), command, io);
  }
  process.stderr.write(
    language === 'zh' ? `程序出错：${message}\n` : `The program failed: ${message}\n`,
  );
  return EXIT_REFUSED;
}

// A reader that has seen enough (`qn … | head`) closes the pipe; that is no failure.
process.stdout.on('error', (error) => {
  if ('code' in error && error.code === 'EPIPE') process.exit();
  throw error;
});

const args = process.argv.slice(2);
const lang = process.env['LC_ALL'] ?? process.env['LANG'];
let io: CommandIo = {
  write: (text) => process.stdout.write(text),
  language: languageOf(undefined, lang),
  folder: process.env['INIT_CWD'] ?? process.cwd(),
};
try {
  io = { ...io, language: languageOf(langOption(args), lang) };
  process.exitCode = await run(args, io);
} catch (error) {
  process.exitCode = explain(error, args[0] ?? '', io);
}
