// Lets one process at a time do a piece of preparing in this clone; the others wait for it.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root, say } from './runtime.js';

/** The folder for what can be made again at any time. */
export const cache = join(root, '.cache');

/** Runs `work` while holding the lock `name`. */
export async function alone(name, work) {
  const lock = join(cache, `${name}.lock`);
  mkdirSync(cache, { recursive: true });
  for (let waits = 0; !tryLock(lock); waits += 1) {
    if (waits === 0) say(`等待另一个进程… · Waiting for another process (${name})…`);
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function tryLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isAlive(readHolder(lock))) rmSync(lock, { force: true });
    return false;
  }
}

/** The holder's number; the own one (which lives) while the other is still writing its. */
function readHolder(lock) {
  try {
    return Number(readFileSync(lock, 'utf8')) || process.pid;
  } catch {
    return process.pid;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  try {
    // A killed process that nobody has waited for still has its number.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}
