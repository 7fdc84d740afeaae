// The process that makes the demo district beside the server: uses the server's database, tells
// how far it is, and ends. Started by background.ts; nothing imports this file.

import process from 'node:process';
import { readConfig } from '../config.ts';
import { openDatabase } from '../db/open.ts';
import { makeDemo } from './make.ts';
import { loadDemoProgramme } from './programme.ts';

// Without the server there is no database to go on with.
process.on('disconnect', () => process.exit(1));

const { dataFolder, ...config } = readConfig(process.env);
const notify = (line: string): void => void process.stderr.write(`${line}\n`);
const onProgress = (done: number, total: number): void => void process.send?.({ done, total });
const db = await openDatabase({ ...config, dataFolder, notify, mayShare: true });
try {
  const programme = loadDemoProgramme();
  await makeDemo({ db, dataFolder, programme, onProgress });
} finally {
  await db.close();
}
process.exit();
