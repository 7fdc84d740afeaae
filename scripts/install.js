// Installs the packages of the lock file when node_modules is missing or differs from it.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './once.js';
import { root, say, waitFor } from './runtime.js';

/** Gives npm's exit code, 0 when nothing was to do. `needsTools`: development packages count. */
export async function installPackages(needsTools) {
  if (isInstalled(needsTools)) return 0;
  return alone('install', async () => {
    if (isInstalled(needsTools)) return 0;
    say('正在按锁定文件安装依赖… · Installing the packages of the lock file…');
    // Not `npm ci`: it refuses a lock file made where a registry lacks some other platform's
    // build of an optional package. This takes the same locked versions and changes no file.
    const code = await waitFor(
      startNpm(['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']),
    );
    if (code !== 0) say('依赖没有装好，原因见上。 · The packages were not installed; see above.');
    return code;
  });
}

/** Whether node_modules holds what the lock file names; what npm left out as optional is fine. */
export function isInstalled(needsTools, folder = root) {
  const wanted = readPackages(join(folder, 'package-lock.json'));
  const hidden = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const found = readPackages(hidden);
  return Object.entries(wanted).every(([path, { version, optional, dev, devOptional, link }]) => {
    if (path === '' || link) return true;
    const there = found[path];
    if (there === undefined) return Boolean(optional || ((dev || devOptional) && !needsTools));
    return there.version === version;
  });
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

function startNpm(args) {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  // Under npm, its own script on its own Node: the project's Node is about to be replaced.
  const [program, ...first] = npm === undefined ? ['npm'] : [node ?? process.execPath, npm];
  const isShell = npm === undefined && process.platform === 'win32';
  return spawn(program, [...first, ...args], {
    cwd: root,
    // stdout belongs to the task that follows.
    stdio: ['ignore', 2, 2],
    shell: isShell,
  });
}
