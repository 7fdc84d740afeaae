// The commands of `qn` that work on the data folder: journal, account, funds. They open the
// database, run, and close it again. Loaded only when one of them is asked for.

import { parseArgs } from 'node:util';
import process from 'node:process';
import { readFileSync } from 'node:fs';
import { readConfig } from './config.ts';
import { fail } from './core/errors.ts';
import { type Database, openDatabase } from './db/open.ts';
import { migrate } from './db/migrate.ts';
import { runFunds } from './funds/cli.ts';
import {
  journalCheckpoint,
  type JournalCommand,
  journalProve,
  journalVerify,
} from './journal/cli.ts';
import { keyPathIn, openJournalSigner } from './journal/signer.ts';
import { runAccount } from './people/cli.ts';
import { type CommandIo, pathFrom, say } from './programmes/command.ts';

const JOURNAL_HELP = {
  zh: `qn journal verify [--against 检查点文件] [--json]   校验日志没有被改动、删除或插入
qn journal prove 编号 [--json]                      出具一条记录在日志里的证明
qn journal checkpoint [--json]                      输出各区县最新的签名检查点
`,
  en: `qn journal verify [--against FILE] [--json]   checks that the journal is whole and unchanged
qn journal prove ID [--json]                  the proof that an entry is in the journal
qn journal checkpoint [--json]                the latest signed checkpoint of each district
`,
} as const;

function notify(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Runs `work` with the database of the data folder, brought up to date, and closes it. */
async function withDatabase(work: (db: Database) => Promise<number>): Promise<number> {
  const db = await openDatabase({ ...readConfig(process.env), notify, mayShare: true });
  try {
    await migrate(db.pool);
    return await work(db);
  } finally {
    await db.close();
  }
}

/** Runs `qn account …`. */
export function accountCommand(args: readonly string[], io: CommandIo): Promise<number> {
  return runAccount(args, io, withDatabase);
}

/** Runs `qn funds …`. */
export function fundsCommand(args: readonly string[], io: CommandIo): Promise<number> {
  return runFunds(args, io, withDatabase);
}

/** Runs `qn journal …`. */
export async function journalCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      against: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
      lang: { type: 'string' },
    },
  });
  const [name, id, ...more] = positionals;
  if (values.help || name === undefined) {
    io.write(say(io, JOURNAL_HELP));
    return 0;
  }
  const work = chooseJournalWork(name, id, values.against && readAgainst(io, values.against));
  if (more.length > 0 || (name !== 'prove' && id !== undefined))
    refuseArguments('多余的参数', 'too many arguments');
  return withDatabase(async (db) => {
    const path = keyPathIn(readConfig(process.env).dataFolder);
    const signer = await openJournalSigner(db, path);
    return work({ db, signer, json: values.json, write: io.write });
  });
}

function chooseJournalWork(
  name: string,
  id: string | undefined,
  against: string | undefined,
): (command: JournalCommand) => Promise<number> {
  switch (name) {
    case 'verify':
      return (command) => journalVerify(command, against);
    case 'prove':
      if (id === undefined) refuseArguments('要给出记录的编号', 'the id of an entry is needed');
      return (command) => journalProve(command, id);
    case 'checkpoint':
      return journalCheckpoint;
    default:
      return refuseArguments(`没有“${name}”这个子命令`, `there is no subcommand "${name}"`);
  }
}

function readAgainst(io: CommandIo, file: string): string {
  try {
    return readFileSync(pathFrom(io, file), 'utf8');
  } catch {
    return fail('programme.file-not-found', { file });
  }
}

function refuseArguments(reasonZh: string, reasonEn: string): never {
  return fail('programme.command-arguments', { command: 'journal', reasonZh, reasonEn });
}
