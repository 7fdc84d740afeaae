// Makes the demo district beside the running server, in a process of its own, so that pages are
// answered meanwhile. Knows nothing of what is played.

import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { DemoProgress } from '../contracts/session.ts';
import type { DataMark } from './data-kind.ts';

/** What the process tells: how many scenes are done. */
export type Told = { readonly done: number; readonly total: number };

/** The making as it goes on. */
export type Making = {
  readonly progress: () => DemoProgress;
  /** Resolves when it has ended, well or not. */
  readonly ended: Promise<void>;
  /** Breaks it off; the next start goes on where it was. */
  readonly stop: () => Promise<void>;
};

/** Starts the process; it reads its settings from the environment, as this one does. */
export function makeInBackground(): Making {
  const child = fork(join(import.meta.dirname, 'child.ts'), { stdio: ['ignore', 1, 2, 'ipc'] });
  let progress: DemoProgress = { state: 'making', done: 0, total: 1 };
  child.on('message', ({ done, total }: Told) => (progress = { state: 'making', done, total }));
  // The exit code is told as an event even where the process could not be started.
  const ended = once(child, 'exit').then(
    ([code]) => (progress = { ...progress, state: code === 0 ? 'ready' : 'failed' }),
    () => (progress = { ...progress, state: 'failed' }),
  );
  return {
    progress: () => progress,
    ended: ended.then(() => undefined),
    stop: () => stopChild(child, ended),
  };
}

async function stopChild(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await ended;
}

/** What /api/health tells: nothing of real data, and how far the making is. */
export function progressOf(mark: DataMark, making: Making | undefined): DemoProgress | undefined {
  if (mark.kind === 'real') return undefined;
  if (making) return making.progress();
  return { state: mark.isPlayed ? 'ready' : 'making', done: 0, total: 1 };
}
