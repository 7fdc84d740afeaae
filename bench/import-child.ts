// One import in a process of its own, so that its memory can be told from that of the benchmark:
// gets the file's path and the database, writes the times and the most memory it took.

import { readFileSync } from 'node:fs';
import { systemClock } from '../src/core/clock.ts';
import { openDatabase } from '../src/db/open.ts';
import { openVault, vaultPathIn } from '../src/db/vault.ts';
import { checkAtOnce, storeAtOnce } from '../src/imports/at-once.ts';
import { systemActor } from '../src/people/first-start.ts';
import { readFolder } from '../src/programmes/read-folder.ts';
import { getProgramme } from '../src/rules/load.ts';

const [, , path = '', databaseUrl = ''] = process.argv;
const dataFolder = process.env['QINGNUAN_DATA'] ?? '';
const programme = getProgramme(readFolder('programmes/litong-2022'));
const system = systemActor(programme.data.programme.district.code);
const db = await openDatabase({ dataFolder, databaseUrl });
const given = {
  services: {
    db,
    clock: systemClock,
    vault: openVault(vaultPathIn(dataFolder)),
    dataFolder,
    isDemo: true,
    programmes: [programme],
  },
  actor: { ...system, roles: [{ role: 'office', place: null }] },
  file: { name: 'a.xlsx', bytes: readFileSync(path) },
  townKey: '640302100',
  choices: {},
} as const;
let memoryMb = 0;
const watch = setInterval(() => {
  memoryMb = Math.max(memoryMb, process.memoryUsage().rss / 2 ** 20);
}, 10);
const began = performance.now();
const { rows } = await storeAtOnce(given);
const tookMs = performance.now() - began;
clearInterval(watch);
const checkBegan = performance.now();
await checkAtOnce(given);
const checkMs = performance.now() - checkBegan;
await db.close();
process.stdout.write(JSON.stringify({ accepted: rows.accepted, checkMs, tookMs, memoryMb }));
