// The thread in which a file from outside is opened and checked. It gets the bytes and plain data,
// and gives back the ledger or the refusal.

import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../core/errors.ts';
import { invariant } from '../../core/invariant.ts';
import { openWorkbook, type FileFromOutside } from '../../office/open.ts';
import { checkLedger } from './check-ledger.ts';
import type { ImportContext } from './context.ts';
import type { WorkerReply } from './import-ledger.ts';

const { file, context } = workerData as { file: FileFromOutside; context: ImportContext };

async function answer(): Promise<WorkerReply> {
  try {
    const workbook = await openWorkbook(file);
    return { ledger: await checkLedger(workbook, context, (rowsDone) => post({ rowsDone })) };
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, details: error.details };
    throw error;
  }
}

function post(reply: WorkerReply): void {
  invariant(parentPort, 'this module runs as a worker');
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- no window is here
  parentPort.postMessage(reply);
}

post(await answer());
