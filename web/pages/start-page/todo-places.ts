// Where each kind of thing to do is done.

import type { TodoKind } from '../../../src/todo/model.ts';
import { paths } from '../../paths.ts';

const places: Readonly<Record<TodoKind, () => string>> = {
  rectify: () => paths.ledger({ state: 'rectifying' }),
  objections: () => paths.notices({ state: 'open' }),
  'import-check': () => paths.imports(),
  findings: () => paths.ledger(),
  choose: () => paths.ledger({ state: 'registered' }),
  approve: () => paths.ledger({ state: 'chosen' }),
  exceptions: () => paths.ledger({ state: 'registered' }),
  changes: () => paths.ledger(),
  'prior-aids': () => paths.ledger(),
  contract: () => paths.ledger({ state: 'approved' }),
  install: () => paths.works(),
  'self-check': () => paths.works(),
  'town-check': () => paths.ledger({ state: 'self-checked' }),
  'joint-check': () => paths.acceptance(),
  sign: () => paths.acceptance(),
  publish: () => paths.ledger({ state: 'accepted' }),
  'close-notice': () => paths.notices(),
  clear: () => paths.ledger({ state: 'published' }),
  'mark-due': () => paths.entitlements({ state: 'reserved', isDue: 'false' }),
  pay: () => paths.entitlements({ state: 'reserved', isDue: 'true' }),
  'batch-submit': () => paths.batches({ state: 'draft' }),
  'batch-approve': () => paths.batches({ state: 'submitted' }),
  'batch-send': () => paths.batches({ state: 'approved' }),
  'batch-return': () => paths.batches({ state: 'sent' }),
  returned: () => paths.entitlements({ state: 'returned' }),
  clawbacks: () => paths.clawbacks(),
};

/** The address of the page on which it is done. */
export const placeOfTodo = (kind: TodoKind): string => places[kind]();
