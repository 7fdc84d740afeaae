// A process that stores a confirmed import, to be killed in the middle: gets the database, the data
// folder and the import, and writes how far it is.

import { openDatabase } from '../../src/db/open.ts';
import { aClerk, servicesOn } from '../../src/imports/ledgers.testing.ts';
import { storeImport } from '../../src/imports/run.ts';

const [, , databaseUrl = '', dataFolder = '', importId = ''] = process.argv;
const db = await openDatabase({ dataFolder, databaseUrl });
await storeImport({
  services: servicesOn(db, dataFolder),
  actor: aClerk(),
  importId,
  onProgress: ({ phase, rowsDone }) => void process.stdout.write(`${phase} ${rowsDone}\n`),
});
process.stdout.write('stored\n');
await db.close();
