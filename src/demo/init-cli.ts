// The command `qn init`: makes an empty data folder ready, either for real data or with the demo
// district in it. Refuses a folder that is in use.

import { parseArgs } from 'node:util';
import process from 'node:process';
import { readConfig } from '../config.ts';
import { systemClock } from '../core/clock.ts';
import { fail } from '../core/errors.ts';
import type { Text } from '../core/text.ts';
import { migrate } from '../db/migrate.ts';
import { openDatabase } from '../db/open.ts';
import type { Database } from '../db/open.ts';
import { systemActor } from '../people/first-start.ts';
import { importPlacesOf } from '../places/import.ts';
import { say } from '../programmes/command.ts';
import type { CommandIo } from '../programmes/command.ts';
import { accountsPathIn } from './accounts-file.ts';
import { findDataMark, findDistrictKind, kindNames, writeDataMark } from './data-kind.ts';
import type { DataKind } from './data-kind.ts';
import { makeDemo } from './make.ts';
import { loadDemoProgramme } from './programme.ts';

const help: Text = {
  zh: `qn init --empty    把空的数据文件夹（QINGNUAN_DATA）备好，用于真实数据
qn init --demo     在空的数据文件夹里生成演示区：2.85 万户虚构农户，三年的全过程
qn init --demo --empty   演示数据文件夹，只有地点，没有农户，供试用
`,
  en: `qn init --empty    makes an empty data folder (QINGNUAN_DATA) ready for real data
qn init --demo     makes the demo district in it: 28,500 invented households over three years
qn init --demo --empty   a folder for demonstration data, with places and no households, to try with
`,
};

const done: Readonly<Record<DataKind | 'emptyDemo', Text>> = {
  emptyDemo: {
    zh: '演示用的空文件夹已备好，可以 npm start。\n',
    en: 'An empty folder for demonstration data is ready for npm start.\n',
  },
  real: { zh: '已备好，可以 npm start。\n', en: 'Ready for npm start.\n' },
  demo: {
    zh: '演示区已生成，可以 npm start；演示账号见 {file}。\n',
    en: 'The demo district is made, ready for npm start; its accounts stand in {file}.\n',
  },
};

/** Runs `qn init` and gives the exit code. */
export async function initCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      demo: { type: 'boolean', default: false },
      empty: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      lang: { type: 'string' },
    },
  });
  if (values.help) {
    io.write(say(io, help));
    return 0;
  }
  if (!values.demo && !values.empty) {
    const [reasonZh, reasonEn] = ['要写 --demo 或 --empty', '--demo or --empty is needed'];
    fail('programme.command-arguments', { command: 'init', reasonZh, reasonEn });
  }
  const kind = values.demo ? 'demo' : 'real';
  const { dataFolder, ...config } = readConfig(process.env);
  const db = await openDatabase({ ...config, dataFolder, notify, mayShare: true });
  try {
    await migrate(db.pool);
    await init(db, dataFolder, kind, values.empty);
  } finally {
    await db.close();
  }
  const outcome = values.demo && values.empty ? 'emptyDemo' : kind;
  io.write(say(io, done[outcome]).replace('{file}', accountsPathIn(dataFolder)));
  return 0;
}

const notify = (line: string): void => void process.stderr.write(`${line}\n`);

async function init(
  db: Database,
  dataFolder: string,
  kind: DataKind,
  isEmpty: boolean,
): Promise<void> {
  const programme = loadDemoProgramme();
  const { code } = programme.data.programme.district;
  const mark = findDataMark(dataFolder);
  const found = mark?.kind ?? (await findDistrictKind(db, code));
  // A demo district that was broken off is finished; everything else in use stays as it is.
  const isUnfinished = kind === 'demo' && mark?.kind === 'demo' && !mark.isPlayed;
  if (found !== undefined && !isUnfinished) {
    const { zh: kindZh, en: kindEn } = kindNames[found];
    fail('demo.folder-used', { folder: dataFolder, kindZh, kindEn });
  }
  // An empty demo folder counts as played: the next start must not fill it.
  writeDataMark(dataFolder, { kind, isPlayed: kind === 'demo' && isEmpty });
  const context = { db, clock: systemClock, actor: systemActor(code) };
  await importPlacesOf(context, programme, kind === 'demo');
  if (!isEmpty) await makeDemo({ db, dataFolder, programme });
}
