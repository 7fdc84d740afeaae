// The task runner: when it installs, that two preparing at once take turns, and that it adds
// nothing to what a program writes.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { isInstalled } from './install.js';
import { alone, cache } from './once.js';

const folder = mkdtempSync(join(tmpdir(), 'qn-scripts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LOCK = {
  '': { version: '1.0.0' },
  'node_modules/server': { version: '2.0.0' },
  'node_modules/tool': { version: '3.0.0', dev: true },
  'node_modules/other-platform': { version: '4.0.0', optional: true },
};

function project(installed) {
  const own = mkdtempSync(join(folder, 'project-'));
  writeFileSync(join(own, 'package-lock.json'), JSON.stringify({ packages: LOCK }));
  if (installed !== undefined) {
    mkdirSync(join(own, 'node_modules'));
    const hidden = join(own, 'node_modules', '.package-lock.json');
    writeFileSync(hidden, JSON.stringify({ packages: installed }));
  }
  return own;
}

const { 'node_modules/other-platform': _, ...HERE } = LOCK;
const { 'node_modules/tool': __, ...SERVER_ONLY } = HERE;

test('without node_modules, or with another version in it, the packages are installed', () => {
  expect(isInstalled(false, project())).toBe(false);
  const older = { ...HERE, 'node_modules/server': { version: '1.9.9' } };
  expect(isInstalled(false, project(older))).toBe(false);
});

test('what is for another platform may be missing, tools only where they are not needed', () => {
  expect(isInstalled(true, project(HERE))).toBe(true);
  expect(isInstalled(false, project(SERVER_ONLY))).toBe(true);
  expect(isInstalled(true, project(SERVER_ONLY))).toBe(false);
});

test('two that prepare the same at once take turns', async () => {
  const order = [];
  const work = (name) => async () => {
    order.push(`${name} begins`);
    await sleep(50);
    order.push(`${name} ends`);
  };
  await Promise.all([alone('test-turns', work('a')), alone('test-turns', work('b'))]);
  const [first] = order[0] ?? '';
  const second = first === 'a' ? 'b' : 'a';
  expect(order).toEqual([`${first} begins`, `${first} ends`, `${second} begins`, `${second} ends`]);
});

test('the lock of a process that was killed is taken over', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'test-dead.lock'), String(pid));
  expect(await alone('test-dead', async () => 'done')).toBe('done');
});

function run(args, cwd = folder) {
  const script = join(import.meta.dirname, 'run.js');
  return spawnSync(process.execPath, [script, ...args], { cwd, encoding: 'utf8' });
}

test('an unknown task is refused with the list of tasks, on stderr', () => {
  const { status, stdout, stderr } = run(['strat']);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('start, test, check, qn');
});

test('qn works from any folder, writes what the program writes, and gives its exit code', () => {
  const help = run(['qn', 'help']);
  expect(help.status).toBe(0);
  expect(help.stdout).toMatch(/^(用法|Usage)/);
  expect(run(['qn', 'no-such-command']).status).toBe(2);
});
