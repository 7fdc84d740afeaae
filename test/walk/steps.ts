// The whole walk, step by step, in the order of the calendar. Run over HTTP by walk.test.ts and in
// browsers by e2e/walk.e2e.ts.

import { day } from './gate.ts';
import type { Walk } from './gate.ts';
import * as first from './journey-1.ts';
import * as second from './journey-2.ts';
import * as fifth from './journey-5.ts';
import * as seventh from './journey-7.ts';
import * as clearing from './clearing.ts';
import * as eighth from './journey-8.ts';
import { lookBack } from './overview.ts';
import * as building from './building.ts';

export type Step = readonly [date: string, name: string, take: (walk: Walk) => Promise<void>];

/** What is done on a day, and what it proves. */
export const steps: readonly Step[] = [
  [
    '2022-04-01',
    'journey 1: the notice is reconciled, and each doubt has its decision',
    first.reconcileProgramme,
  ],
  ['2022-04-01', 'journey 1: the office decides, with its document', first.decideOnCost],
  [
    '2022-04-02',
    'journey 1: annex 1 comes from Excel with the sums of the notice',
    first.loadAnnex,
  ],
  [
    '2022-04-02',
    'journey 1: O051 the budget is adopted and paid out by finance alone',
    first.adoptMoney,
  ],
  [
    '2022-04-06',
    'journey 2: a messy ledger comes in, and every bad cell is named',
    second.importMessy,
  ],
  ['2022-04-08', 'journey 2: the mended ledger harms nothing that is in', second.importMended],
  ['2022-04-11', 'journey 5: the group decides on one method, with its minutes', fifth.decideGroup],
  [
    '2022-04-12',
    'journey 5: O077 O080 households keep to it; an exception needs a second person',
    fifth.chooseMethods,
  ],
  ['2022-04-13', 'journey 5: the town approves, rejects and lets go', fifth.approve],
  [
    '2022-05-10',
    'houses come under a contract with its clauses, all or none',
    building.bringUnderContract,
  ],
  [
    '2022-06-15',
    'houses are built by their own enterprise, warm before the old stove goes',
    building.install,
  ],
  [
    '2022-06-20',
    'the enterprise checks its own works first',
    (one) => building.selfCheck(one, day('2022-06-20'), fifth.builtHouses),
  ],
  ['2022-07-04', 'journey 7: the town looks at every house, one is cold', seventh.townChecks],
  ['2022-07-05', 'journey 7: the cold house is put right', seventh.putFirstRight],
  ['2022-07-06', 'journey 7: the sample is drawn in public and can be drawn again', seventh.draw],
  ['2022-07-08', 'journey 7: a drawn house fails, and the sample grows', seventh.inspect],
  [
    '2022-07-15',
    'journey 7: O155 all departments sign, the organising one first',
    seventh.concludeFirst,
  ],
  ['2022-07-18', 'journey 7: the accepted houses hang out, masked', seventh.hangOut],
  ['2022-07-20', 'journey 7: villagers object, and a house goes back', seventh.object],
  ['2022-07-26', 'journey 7: the notice is closed after its days', seventh.closeAfterDays],
  [
    '2022-07-28',
    'journey 7: what went back is put right, checked, signed and hung out',
    seventh.recheck,
  ],
  ['2022-08-08', 'journey 7: the second notice is closed', seventh.closeAfterDays],
  [
    '2022-08-09',
    'journey 8: O078 costs are audited and own shares receipted',
    clearing.recordMoney,
  ],
  [
    '2022-08-10',
    'journey 8: aid is worked out and reserved, never beyond the budget',
    clearing.clear,
  ],
  [
    '2022-08-15',
    'journey 8: O103 a batch is paid in part, what is unclear is set aside',
    eighth.payFirst,
  ],
  ['2022-08-18', 'journey 8: what came back is mended and paid again, once', eighth.payAgain],
  ['2022-08-30', 'journey 8: O051 all money adds up to the fen by another count', eighth.reconcile],
  [
    '2022-08-31',
    'journey 8: O144 O145 a voucher is proven without trusting the server',
    eighth.prove,
  ],
  ['2022-09-01', 'the overview of any day says what was so then', lookBack],
];
