// The world of the model test: a district with its departments, an enterprise under contract,
// money, and a clock that goes on. People act on it one at a time or all at once.

import { randomUUID } from 'node:crypto';
import { acceptanceOn, people } from '../../src/acceptance/ledger.testing.ts';
import type { Action } from '../../src/actions/action.ts';
import { perform } from '../../src/actions/perform.ts';
import { addDays } from '../../src/core/day.ts';
import type { Day } from '../../src/core/day.ts';
import { Refusal } from '../../src/core/errors.ts';
import type { Database } from '../../src/db/open.ts';
import { enterprisesOn } from '../../src/enterprises/enterprises.testing.ts';
import { paymentsOn, today } from '../../src/payments/payments.testing.ts';
import type { Actor } from '../../src/people/model.ts';
import { worksOnLedger } from '../../src/works/works.testing.ts';
import { aPerson } from '../helpers/ledger.ts';

/** Something that may be tried: who, what, with which input. */
export type Attempt = { readonly actor: Actor; readonly action: Action; readonly input: unknown };

export const actors = {
  ...people,
  clerk2: aPerson('townClerk', undefined, 'clerk-2'),
  worker: aPerson('villageWorker', undefined, 'worker'),
  maker: aPerson('finance', null, 'finance-maker'),
  checker: aPerson('finance', null, 'finance-checker'),
  third: aPerson('finance', null, 'finance-third'),
  administrator: aPerson('administrator', null),
} as const;

/** Makes the district in `db`. Money is short, so that clearing and sending run out of it. */
export async function worldOn(db: Database) {
  const ledger = await acceptanceOn(db);
  const payments = paymentsOn(ledger);
  await payments.endow(30_000);
  const works = await worksOnLedger(ledger);
  const terms = { works: 'heating', designApproval: '批复一号' };
  const contractId = await enterprisesOn(ledger).aContract(works.enterpriseId, terms);
  const boardId = await works.photo('photo-notice-board');
  let now = today;
  const clock = () => new Date(`${now}T02:00:00Z`);
  const seen = new Map<string, number>();
  /** Runs an attempt under a key; a refusal or a lost connection is no fault. */
  const run = async ({ actor, action, input }: Attempt, isTwice: boolean): Promise<void> => {
    const key = randomUUID();
    const once = async () => {
      try {
        const { isRepeat } = await perform({ db, clock, actor }, action, input as never, { key });
        if (!isRepeat) seen.set(action.name, (seen.get(action.name) ?? 0) + 1);
      } catch (error) {
        const isLost = error instanceof Error && /terminat|connection/i.test(error.message);
        if (!(error instanceof Refusal) && !isLost) throw error;
      }
    };
    await Promise.all(isTwice ? [once(), once()] : [once()]);
  };
  return {
    db,
    ledger,
    payments,
    works,
    contractId,
    boardId,
    seen,
    run,
    day: (): Day => now,
    /** Lets `days` go by, for everybody. */
    pass: (days: number) => {
      now = addDays(now, days);
    },
    listed: async <T extends object>(text: string): Promise<T[]> =>
      (await db.pool.query<T>(text)).rows,
  };
}
export type World = Awaited<ReturnType<typeof worldOn>>;

/** Ends the connections that are at work, as a crash of the server would. */
export async function killSome({ db }: Pick<World, 'db'>): Promise<void> {
  await db.pool
    .query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`,
    )
    .catch(() => undefined);
}
