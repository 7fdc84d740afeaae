// npm run bench [-- name …]: every speed this project claims, each beside a limit measured in the
// same run. Names are the modules of this folder; without a name all of them run.

import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { formatRows, type BenchRow } from './row.ts';

const SUITES: Readonly<Record<string, () => Promise<{ run: () => Promise<BenchRow[]> }>>> = {
  startup: () => import('./startup.ts'),
  actions: () => import('./actions.ts'),
  journal: () => import('./journal.ts'),
  kill: () => import('./kill.ts'),
  benefit: () => import('./benefit.ts'),
  import: () => import('./import.ts'),
  export: () => import('./export.ts'),
  ledger: () => import('./ledger.ts'),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !(name in SUITES));
if (unknown.length > 0) {
  process.stderr.write(
    `No benchmark ${unknown.join(', ')}. There are: ${Object.keys(SUITES).join(', ')}.\n`,
  );
  process.exit(2);
}
const results: Record<string, BenchRow[]> = {};
for (const name of positionals.length > 0 ? positionals : Object.keys(SUITES)) {
  const suite = await SUITES[name]?.();
  if (!suite) continue;
  process.stderr.write(`${name} …\n`);
  results[name] = await suite.run();
  if (!values.json) process.stdout.write(`\n${name}\n${formatRows(results[name])}\n`);
}
const machine = {
  cpus: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};
if (values.json) process.stdout.write(`${JSON.stringify({ machine, results }, null, 2)}\n`);
else process.stdout.write(`\n${machine.cpus} CPUs, ${machine.memoryGb} GB, Node ${machine.node}\n`);
