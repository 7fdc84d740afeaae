// npm run check: everything that is checked without running the program. All checks run, each is
// named, and the task fails when one of them does.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectNode, root, say, toolPath } from './runtime.js';

const checks = {
  tsc: () => tool(['typescript', 'tsc'], ['-p', '.', '--noEmit']),
  oxlint: () => tool(['oxlint'], []),
  oxfmt: () => tool(['oxfmt'], ['--check']),
  'dependency-cruiser': cruise,
  knip: () => tool(['knip'], []),
};

/** Runs all checks; gives 0 when all passed. */
export function runChecks() {
  const failed = Object.entries(checks).filter(([name, check]) => {
    say(`— ${name}`);
    return !check();
  });
  const names = failed.map(([name]) => name).join(', ');
  say(failed.length === 0 ? 'All checks passed.' : `Failed: ${names}.`);
  return failed.length === 0 ? 0 : 1;
}

function tool([name, program], args) {
  return run(name, program, args, 'inherit').status === 0;
}

function run(name, program, args, stdio) {
  return spawnSync(projectNode(), [toolPath(name, program), ...args], {
    cwd: root,
    stdio: ['ignore', stdio, 'inherit'],
    encoding: 'utf8',
  });
}

/** Without a parser that works it sees nothing and is content: so what it saw is counted. */
function cruise() {
  const folders = ['src', 'web', 'field', 'bench', 'scripts', 'test'];
  const present = folders.filter((folder) => existsSync(join(root, folder)));
  const config = ['--config', '.dependency-cruiser.cjs'];
  const result = run('dependency-cruiser', 'depcruise', [...config, ...present], 'pipe');
  process.stdout.write(result.stdout);
  const seen = Number(/(\d+) modules/.exec(result.stdout)?.[1] ?? 0);
  if (seen === 0) say('dependency-cruiser saw no modules, so it checked nothing.');
  return result.status === 0 && seen > 0;
}
