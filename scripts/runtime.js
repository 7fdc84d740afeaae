// Finds the project's own Node and runs programs on it with this terminal, passing signals and the
// exit code on. All own words go to stderr: stdout belongs to the program that is run.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const NODE_MAJOR_MIN = 24;
const PLATFORMS = { win32: 'win' };

/** Says a line to the person at the terminal. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** The Node to run on: the one from the lock file, else the running one when it is new enough. */
export function projectNode() {
  const platform = PLATFORMS[process.platform] ?? process.platform;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const folder = join(root, 'node_modules', `node-${platform}-${process.arch}`);
  const own = join(folder, 'bin', program);
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR_MIN) return process.execPath;
  say(`需要 Node ${NODE_MAJOR_MIN}，这里是 ${process.version}，npm 也没有装到适合本机的版本。`);
  say(`Node ${NODE_MAJOR_MIN} is needed; here is ${process.version}, and npm has none that fits.`);
  return process.exit(1);
}

/** Runs a script of the project; gives its exit code. `isTied`: it ends when this process does. */
export function runNode(args, { isTied = false, env = {}, stdio = 'inherit' } = {}) {
  const node = projectNode();
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(
    delimiter,
  );
  const child = spawn(node, args, {
    cwd: root,
    env: { INIT_CWD: process.cwd(), ...process.env, ...env, PATH: path },
    stdio: isTied ? ['inherit', 'inherit', 'inherit', 'ipc'] : stdio,
  });
  return waitFor(child);
}

/** Runs the program `name` of an installed package of the same name. */
export function runTool(name, args, options) {
  return runNode([toolPath(name), ...args], options);
}

/** The script behind the program `program` of a package. */
export function toolPath(name, program = name) {
  const folder = join(root, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[program]);
}

/** Waits for a child, handing on the signals meant for it. */
export function waitFor(child) {
  const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
    // A terminal's Ctrl-C has reached the child already; a second one would hurry it.
    const handler = () => void ((signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal));
    process.on(signal, handler);
    return [signal, handler];
  });
  const watch = watchStarter(child);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      say(error.message);
      resolve(1);
    });
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      for (const [name, handler] of handlers) process.off(name, handler);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** npm starts a shell that starts this: who kills one of the two does not reach us, so we look. */
function watchStarter(child) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const starters = listStarters();
  const look = () => void (listStarters() !== starters && child.kill('SIGTERM'));
  return setInterval(look, 300).unref();
}

/** The parent, and npm behind it when the parent is npm's shell (seen on Linux only). */
function listStarters() {
  const shell = process.ppid;
  try {
    const isShell = /^\S*sh\0-c\0.*run\.js/.test(readFileSync(`/proc/${shell}/cmdline`, 'utf8'));
    const npm = /\) \w (\d+)/.exec(readFileSync(`/proc/${shell}/stat`, 'utf8'))?.[1];
    return isShell ? `${shell} ${npm}` : String(shell);
  } catch {
    return String(shell);
  }
}
