// npm start, test, check, qn, bench, generate, format: makes sure that the packages are installed
// and, where needed, the web app is built; then runs the task on the project's own Node. Plain
// JavaScript without packages, for Node 20, since it must run before anything is installed.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildWeb } from './build-web.js';
import { runChecks } from './checks.js';
import { installPackages } from './install.js';
import { projectNode, root, runNode, runTool, say } from './runtime.js';
import { runTests } from './tests.js';

const [task = '', ...args] = process.argv.slice(2);

/** The tasks; each gives the exit code. */
const tasks = {
  start: async () => (await buildWeb()) || runNode(['src/main.ts', ...args], { isTied: true }),
  test: () => runTests(args),
  check: () => runChecks(),
  qn: () => runNode(['src/cli.ts', ...args]),
  bench: () => runNode(['bench/main.ts', ...args]),
  generate: () => runNode(['scripts/generate-all.ts']),
  format: () => runTool('oxfmt', args),
};

const run = Object.hasOwn(tasks, task) ? tasks[task] : undefined;
if (run === undefined) {
  say(`There is no task "${task}". There are: ${Object.keys(tasks).join(', ')}.`);
  process.exit(2);
}
if (!existsSync(join(root, 'package-lock.json'))) {
  say('package-lock.json is missing: this is not a whole copy of the project.');
  process.exit(2);
}
process.exitCode = (await installPackages(task !== 'start' && task !== 'qn')) || 0;
if (process.exitCode === 0) {
  projectNode();
  process.exitCode = await run();
}
