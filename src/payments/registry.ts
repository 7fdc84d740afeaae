// All actions of this capability, for the registry.

import * as batches from './batch-actions.ts';
import * as clawbacks from './clawback-actions.ts';
import { composeBatch } from './compose.ts';
import { readBankReturn } from './return-actions.ts';
import { reverseOrder } from './reverse-action.ts';

export const paymentActions = [
  composeBatch,
  batches.dropOrder,
  batches.submitBatch,
  batches.approveBatch,
  batches.returnBatch,
  batches.cancelBatch,
  batches.sendBatch,
  readBankReturn,
  reverseOrder,
  clawbacks.decideClawback,
  clawbacks.receiveClawback,
  clawbacks.cancelClawback,
] as const;
