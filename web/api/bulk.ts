// One action on many cases: what stands in the way of each beforehand, then each by itself under a
// key of its own, so that sending it all again does nothing twice.

import { call, CallError } from '../../src/contracts/call.ts';
import { clearCases } from '../../src/contracts/funds-acts.ts';
import { approveCase, chooseMethod } from '../../src/contracts/households.ts';
import { getHousehold } from '../../src/contracts/ledger.ts';
import type { Text } from '../../src/core/text.ts';
import type { LedgerRow } from './ledger.ts';

/** Why a case is left out, as the server says it. */
export type Why = {
  readonly message: Text;
  readonly next: Text;
  readonly clause?: string | undefined;
};
export type LeftOut = { readonly row: LedgerRow; readonly why: Why };
/** What can be done, or was; and what is left out with the reason. */
export type Outcome = {
  readonly good: readonly LedgerRow[];
  readonly refused: readonly LeftOut[];
  readonly totalFen?: number;
};

const atOnce = 4;

/** Runs `act` over rows, a few at once; refusals are gathered, anything else is thrown. */
async function overRows(
  rows: readonly LedgerRow[],
  act: (row: LedgerRow) => Promise<Why | undefined>,
  onProgress?: (done: number) => void,
): Promise<Outcome> {
  const good: LedgerRow[] = [];
  const refused: LeftOut[] = [];
  for (let from = 0; from < rows.length; from += atOnce) {
    const part = rows.slice(from, from + atOnce);
    const answers = await Promise.all(part.map(act));
    for (const [at, row] of part.entries()) {
      const why = answers[at];
      if (why) refused.push({ row, why });
      else good.push(row);
    }
    onProgress?.(Math.min(rows.length, from + atOnce));
  }
  return { good, refused };
}

/** What the server's own gates say of an action on each case now. */
export function previewAction(rows: readonly LedgerRow[], action: string): Promise<Outcome> {
  return overRows(rows, async ({ householdId, caseId }) => {
    const file = await call(getHousehold, { params: { householdId } });
    const one = file.cases.find((found) => found.caseId === caseId);
    return one?.actions.find((explained) => explained.action === action)?.refusal ?? undefined;
  });
}

/** Approves each case, or chooses a method for it. */
export function runAction(
  rows: readonly LedgerRow[],
  given: { key: string; method?: string; onProgress: (done: number) => void },
): Promise<Outcome> {
  const { key, method, onProgress } = given;
  const act = async ({ caseId, version: expectedVersion }: LedgerRow) => {
    const options = { key: `${key}-${caseId}` };
    const params = { caseId };
    const acting =
      method === undefined
        ? call(approveCase, { params, body: { expectedVersion } }, options)
        : call(chooseMethod, { params, body: { method, expectedVersion } }, options);
    return acting.then(() => undefined, refusalOf);
  };
  return overRows(rows, act, onProgress);
}

function refusalOf(error: unknown): Why {
  // A lost connection or an end of the session is no refusal of one case.
  if (error instanceof CallError && error.status !== 0 && error.status !== 401) {
    return error.problem;
  }
  throw error;
}

/** Works out the aid of all; with `dryRun` only shows what it would come to. */
export async function clearRows(
  rows: readonly LedgerRow[],
  given: { key: string; dryRun: boolean },
): Promise<Outcome> {
  const { key, dryRun } = given;
  const body = { caseIds: rows.map(({ caseId }) => caseId), dryRun };
  const { cleared, refused, totalFen } = await call(clearCases, { body }, { key });
  const byId = new Map(rows.map((row) => [row.caseId, row]));
  return {
    good: cleared.flatMap(({ id }) => byId.get(id) ?? []),
    refused: refused.flatMap(({ caseId, refusal: why }) => {
      const row = byId.get(caseId);
      return row ? [{ row, why }] : [];
    }),
    totalFen,
  };
}
