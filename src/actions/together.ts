// Several requests in one transaction: an import of a whole ledger is many batches of several
// actions, and all of them are done or none. Each is still run and journaled by perform.ts.

import { invariant } from '../core/invariant.ts';
import type { Database, Tx } from '../db/open.ts';
import type { ActionContext, Commit } from './perform.ts';

/**
 * Gives `work` a context whose perform() and performMany() share one transaction, committed when
 * `work` ends. Anything thrown inside undoes everything, also when `work` caught it; dry runs are
 * not for here. `work` may run again after a deadlock, and must change nothing else.
 */
export async function performTogether<R>(
  ctx: ActionContext,
  work: (inner: ActionContext, tx: Tx) => Promise<R>,
): Promise<R> {
  const { districtCode } = ctx.actor;
  let commits: Commit[] = [];
  const result = await ctx.db.withDistrict(districtCode, async (tx) => {
    commits = [];
    let failure: { readonly error: unknown } | undefined;
    const within: Database['withDistrict'] = async (code, run) => {
      invariant(code === districtCode, 'one transaction belongs to one district');
      try {
        return await run(tx);
      } catch (error) {
        failure ??= { error };
        throw error;
      }
    };
    const inner: ActionContext = {
      ...ctx,
      db: { ...ctx.db, withDistrict: within },
      onCommit: (commit) => commits.push(commit),
    };
    const done = await work(inner, tx);
    if (failure) throw failure.error;
    return done;
  });
  for (const commit of commits) ctx.onCommit?.(commit);
  return result;
}
