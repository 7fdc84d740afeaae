// One import in a process of its own, so that its memory can be told from that of the benchmark:
// gets the file's path, writes the time and the most memory it took.

import { readFileSync } from 'node:fs';
import { systemClock } from '../src/core/clock.ts';
import { dayInChina } from '../src/core/day.ts';
import { emptyLedger } from '../src/households/import/against-ledger.ts';
import { importContextOf } from '../src/households/import/context.ts';
import { importLedger } from '../src/households/import/import-ledger.ts';
import { readFolder } from '../src/programmes/read-folder.ts';
import { getProgramme } from '../src/rules/load.ts';

const [, , path = ''] = process.argv;
const context = importContextOf(getProgramme(readFolder('programmes/litong-2022')), {
  town: '640302100',
  isDemo: true,
  today: dayInChina(systemClock()),
  enterprises: [],
});
let memoryMb = 0;
const watch = setInterval(() => {
  memoryMb = Math.max(memoryMb, process.memoryUsage().rss / 2 ** 20);
}, 10);
const began = performance.now();
const file = { name: 'a.xlsx', bytes: readFileSync(path) };
const { rows } = await importLedger(file, context, emptyLedger);
clearInterval(watch);
const tookMs = performance.now() - began;
process.stdout.write(JSON.stringify({ accepted: rows.accepted, tookMs, memoryMb }));
