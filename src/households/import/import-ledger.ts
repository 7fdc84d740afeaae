// Reads a township ledger in a worker with limits of its own, so that a hostile file cannot stop or
// fill the server, and compares it with the households already known. Writes nothing.

import { Worker } from 'node:worker_threads';
import { Refusal, type ErrorCode } from '../../core/errors.ts';
import { refuseLargeFile, type FileFromOutside } from '../../office/open.ts';
import { compareWithLedger, type Changes, type LedgerLookup } from './against-ledger.ts';
import type { CheckedLedger, SheetSummary } from './check-ledger.ts';
import type { ImportContext } from './context.ts';
import type { HouseholdEntry } from './entry.ts';
import type { Finding } from './findings.ts';

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

/** Answer of the worker: the ledger, or the refusal it met. */
export type WorkerReply =
  | { readonly ledger: CheckedLedger }
  | { readonly code: ErrorCode; readonly details: Readonly<Record<string, unknown>> };

/** Reads and checks a file. Refuses with `file.…` what cannot be read as a ledger at all. */
export async function importLedger(
  file: FileFromOutside,
  context: ImportContext,
  ledger: LedgerLookup,
  limits: ImportLimits = LIMITS,
): Promise<ImportPreview> {
  refuseLargeFile(file.bytes.byteLength);
  const checked = await inWorker(file, context, limits);
  const { entries, findings, changes } = await compareWithLedger(checked, ledger);
  const { sheets, read, skipped } = checked;
  const rows = { read, accepted: entries.length, refused: read - entries.length, skipped };
  return { sheets, rows, findings, households: entries, changes };
}

async function inWorker(
  file: FileFromOutside,
  context: ImportContext,
  { memoryMb, youngMemoryMb, waitMs }: ImportLimits,
): Promise<CheckedLedger> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { file, context },
    resourceLimits: {
      maxOldGenerationSizeMb: memoryMb,
      maxYoungGenerationSizeMb: youngMemoryMb,
    },
  });
  const timer = setTimeout(() => void worker.terminate(), waitMs);
  try {
    const reply = await replyOf(worker);
    if ('ledger' in reply) return reply.ledger;
    throw new Refusal(reply.code, reply.details);
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

function replyOf(worker: Worker): Promise<WorkerReply> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
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
