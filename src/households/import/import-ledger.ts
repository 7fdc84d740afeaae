// Reads a township ledger in a worker with limits of its own, so that a hostile file cannot stop or
// fill the server, and compares it with the households already known. Writes nothing.

import { Worker } from 'node:worker_threads';
import { fail, Refusal, type ErrorCode } from '../../core/errors.ts';
import { refuseLargeFile, type FileFromOutside } from '../../office/open.ts';
import { compareWithLedger, type LedgerLookup } from './against-ledger.ts';
import type { CheckedLedger, SheetSummary } from './check-ledger.ts';
import type { ImportContext } from './context.ts';
import type { HouseholdEntry } from './entry.ts';
import type { Finding } from './findings.ts';
import type { Changes, RowPlan } from './plan.ts';

/** What an import would do. */
export type ImportPreview = {
  readonly sheets: readonly SheetSummary[];
  readonly rows: {
    readonly read: number;
    readonly accepted: number;
    readonly refused: number;
    /** Blank rows, sums, headings again. */
    readonly skipped: number;
  };
  readonly findings: readonly Finding[];
  readonly households: readonly HouseholdEntry[];
  readonly plans: readonly RowPlan[];
  readonly changes: Changes;
};

/** How far the reading of one file may go. */
export type ImportLimits = {
  readonly memoryMb: number;
  /** For what was just made; a small one costs little time and saves much memory. */
  readonly youngMemoryMb: number;
  readonly waitMs: number;
};

/** A ledger of 300,000 rows needs about a third of it. */
const LIMITS: ImportLimits = { memoryMb: 2048, youngMemoryMb: 48, waitMs: 180_000 };

/** What the worker says: how far it is, and at last the ledger or the refusal it met. */
export type WorkerReply =
  | { readonly rowsDone: number }
  | { readonly ledger: CheckedLedger }
  | { readonly code: ErrorCode; readonly details: Readonly<Record<string, unknown>> };

export type Reading = {
  readonly limits?: ImportLimits;
  /** Stops the reading; it is then refused as cancelled. */
  readonly signal?: AbortSignal;
  readonly onRows?: (rowsDone: number) => void;
};

/** Reads and checks a file. Refuses with `file.…` what cannot be read as a ledger at all. */
export async function importLedger(
  file: FileFromOutside,
  context: ImportContext,
  ledger: LedgerLookup,
  reading: Reading = {},
): Promise<ImportPreview> {
  return previewLedger(await readLedger(file, context, reading), ledger);
}

/** What an import of a ledger that was read would do. */
export async function previewLedger(
  checked: CheckedLedger,
  ledger: LedgerLookup,
): Promise<ImportPreview> {
  const { plans, findings, changes } = await compareWithLedger(checked, ledger);
  const { sheets, read, skipped } = checked;
  const households = plans.map(({ entry }) => entry);
  const rows = { read, accepted: plans.length, refused: read - plans.length, skipped };
  return { sheets, rows, findings, households, plans, changes };
}

/** Reads and checks a file in a worker. Refuses with `file.…` what cannot be read as a ledger. */
export async function readLedger(
  file: FileFromOutside,
  context: ImportContext,
  { limits = LIMITS, signal, onRows }: Reading = {},
): Promise<CheckedLedger> {
  refuseLargeFile(file.bytes.byteLength);
  refuseCancelled(signal);
  const { memoryMb, youngMemoryMb, waitMs } = limits;
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { file, context },
    resourceLimits: {
      maxOldGenerationSizeMb: memoryMb,
      maxYoungGenerationSizeMb: youngMemoryMb,
    },
  });
  const stop = () => void worker.terminate();
  const timer = setTimeout(stop, waitMs);
  signal?.addEventListener('abort', stop);
  try {
    const reply = await replyOf(worker, onRows);
    if ('ledger' in reply) return reply.ledger;
    throw new Refusal(reply.code, reply.details);
  } catch (error) {
    refuseCancelled(signal);
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

/** Throws why something was stopped: the refusal it was stopped with, else that it is cancelled. */
export function refuseCancelled(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  if (signal.reason instanceof Refusal) throw signal.reason;
  fail('ledger-import.cancelled', {});
}

type LastReply = Exclude<WorkerReply, { readonly rowsDone: number }>;

function replyOf(worker: Worker, onRows: Reading['onRows']): Promise<LastReply> {
  return new Promise((resolve, reject) => {
    worker.on('message', (reply: WorkerReply) => {
      if ('rowsDone' in reply) onRows?.(reply.rowsDone);
      else resolve(reply);
    });
    worker.once('error', (error: Error) => {
      const isOutOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(
        isOutOfMemory
          ? tooMuch('内容超出了可用的内存', 'it needs more memory than there is')
          : error,
      );
    });
    worker.once('exit', () => {
      reject(tooMuch('规定的时间内没有读完', 'it was not read within the time allowed'));
    });
  });
}

function tooMuch(reasonZh: string, reasonEn: string): Refusal {
  return new Refusal('file.too-large', { reasonZh, reasonEn });
}
