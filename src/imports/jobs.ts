// Imports at work in this process: one at a time, so that memory stays bounded; the others wait.
// What is kept of them is in the database; here are only progress and the means to stop.

import { hostname } from 'node:os';
import process from 'node:process';
import { randomUUID } from 'node:crypto';
import { perform } from '../actions/perform.ts';
import type { Progress } from '../contracts/imports.ts';
import { Refusal } from '../core/errors.ts';
import type { Text } from '../core/text.ts';
import { toRefusal } from '../db/refusal.ts';
import { refuseCancelled } from '../households/import/import-ledger.ts';
import { actionContext } from '../http/services.ts';
import { systemActor } from '../people/first-start.ts';
import type { Actor } from '../people/model.ts';
import * as actions from './actions.ts';
import { guessHeadings } from './headings.ts';
import { checkImport, storeImport } from './run.ts';
import type { ImportServices, Run } from './run.ts';
import { listRunning } from './store.ts';

export type ImportJobs = {
  /** The name of this process, kept with what it works on. */
  readonly runner: string;
  /** Begins to check or store in the background, after those before it. */
  start(step: 'check' | 'store', importId: string, actor: Actor): void;
  /** Stops the work on an import and waits until it has ended. */
  stop(importId: string): Promise<void>;
  progressOf(importId: string): Progress | undefined;
  /** Settles when nothing is at work any more. */
  idle(): Promise<void>;
  /** Stops everything, for a server that ends. */
  close(): Promise<void>;
};

type Job = {
  readonly controller: AbortController;
  progress: Progress;
  done: Promise<void>;
};

const waiting: Progress = { phase: 'reading', rowsDone: 0, rowsTotal: null };

export function createImportJobs(services: ImportServices): ImportJobs {
  const jobs = new Map<string, Job>();
  let last: Promise<void> = Promise.resolve();
  const begin = (step: 'check' | 'store', importId: string, actor: Actor): void => {
    const controller = new AbortController();
    const job: Job = { controller, progress: waiting, done: last };
    const run: Run = {
      services,
      actor,
      importId,
      signal: controller.signal,
      onProgress: (progress) => {
        job.progress = progress;
      },
    };
    job.done = last
      .then(() => work(step, run))
      .finally(() => {
        if (jobs.get(importId) === job) jobs.delete(importId);
      });
    last = job.done;
    jobs.set(importId, job);
  };
  const stop = async (importId: string): Promise<void> => {
    const job = jobs.get(importId);
    job?.controller.abort(new Refusal('ledger-import.cancelled', {}));
    await job?.done;
  };
  return {
    runner: ownRunner,
    start: begin,
    stop,
    progressOf: (importId) => jobs.get(importId)?.progress,
    idle: () => last,
    close: async () => {
      const interrupted = new Refusal('ledger-import.interrupted', {});
      for (const { controller } of jobs.values()) controller.abort(interrupted);
      await last;
    },
  };
}

/** Runs a step; what stops it is kept on the import for whoever asks. Never throws. */
async function work(step: 'check' | 'store', run: Run): Promise<void> {
  try {
    refuseCancelled(run.signal);
    await (step === 'check' ? checkImport(run) : storeImport(run));
  } catch (error) {
    await recordFailure(run, error).catch(() => {
      // Cancelled meanwhile, or the database is gone: the next start finds what was left.
    });
  }
}

/** Keeps why an import ended; what we did not foresee is told without inner text. */
async function recordFailure(run: Run, error: unknown): Promise<void> {
  const { services, actor, importId } = run;
  const known = error instanceof Refusal ? error : toRefusal(error);
  const refusal = known instanceof Refusal ? known : new Refusal('ledger-import.failed', {});
  const headings = refusal.code === 'file.no-header' ? await guessHeadings(run) : undefined;
  const failure = { ...failureOf(refusal), ...(headings && { headings }) };
  const context = actionContext(services, actor);
  await perform(context, actions.failImport, { importId, failure }, { key: randomUUID() });
}

type Failure = { readonly code: string; readonly message: Text; readonly next: Text };

function failureOf({ code, text, next }: Refusal): Failure {
  return { code, message: text, next };
}

const token = randomUUID();
const ownRunner = `${hostname()} ${process.pid} ${token}`;

/** Whether the process that began something may still be at work on it. */
function isAtWork(runner: string): boolean {
  const [host, pid, itsToken] = runner.split(' ');
  if (itsToken === token) return true;
  // Of another machine nothing is known here; it looks after its own when it starts.
  if (host !== hostname()) return true;
  const number = Number(pid);
  // A process with our own number but another token was here before us.
  if (number === process.pid) return false;
  try {
    process.kill(number, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Marks imports whose process is gone as failed, so that they may be started again. */
export async function failInterrupted(
  services: Pick<ImportServices, 'db' | 'clock' | 'onCommit'>,
  districtCode: number,
): Promise<void> {
  const running = await services.db.withDistrict(districtCode, (tx) =>
    listRunning(tx, districtCode),
  );
  const failure = failureOf(new Refusal('ledger-import.interrupted', {}));
  const context = actionContext(services, systemActor(districtCode));
  for (const { importId, runner } of running) {
    if (isAtWork(runner)) continue;
    const input = { importId, failure };
    await perform(context, actions.failImport, input, { key: randomUUID() }).catch(
      (error: unknown) => {
        // Another process was faster.
        if (!(error instanceof Refusal) || error.code !== 'action.wrong-state') throw error;
      },
    );
  }
}
