// The budget and the money for it: adopting what the programme states, adjusting a line with a
// document, and what the treasury has paid out 拨付 or taken back.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '../actions/action.ts';
import type { RunContext, Subject, SubjectKind } from '../actions/action.ts';
import { Adjustment, AdoptedLine, Appropriation, Document } from '../contracts/funds.ts';
import { fail } from '../core/errors.ts';
import { formatYuan } from '../core/money.ts';
import type { Fen } from '../core/money.ts';
import type { Day } from '../core/day.ts';
import { nextUuid } from '../journal/uuid.ts';
import { accountId, postTransfers } from './ledger.ts';
import { fundsMay, lineAccounts } from './model.ts';
import type { AccountKind, TransferKind } from './model.ts';

export const adoptBudget = defineAction({
  name: 'budget.adopt',
  title: { zh: '下达预算', en: 'Adopt the budget' },
  input: z.strictObject({
    /** The view of funds.yaml the lines were taken from; null for none. */
    view: z.string().nullable(),
    document: Document,
    lines: z.array(AdoptedLine).min(1).max(1000),
  }),
  roles: fundsMay['budget.adopt'],
  creates: 'budget',
  place: () => null,
  run: async ({ view, document, lines }, context) => {
    const { tx, actor, entryId, occurredOn, recordedAt } = context;
    const { districtCode } = actor;
    await refuseOtherView(context, view);
    const rows = lines.map((line) => ({ ...line, lineId: nextUuid(recordedAt) }));
    await sql`insert into budget_lines (district_code, line_id, view_id, project, source, year,
        is_public, name_zh, name_en, document, last_on, version)
      select ${districtCode}::int, n.line_id, ${view}, n.project, n.source, n.year, n.is_public,
        n.name_zh, n.name_en, ${document}, ${occurredOn}, 1
      from unnest(${rows.map((row) => row.lineId)}::uuid[],
        ${rows.map((row) => row.project)}::text[], ${rows.map((row) => row.source)}::text[],
        ${rows.map((row) => row.year)}::int[], ${rows.map((row) => row.isPublic)}::boolean[],
        ${rows.map((row) => row.name.zh)}::text[], ${rows.map((row) => row.name.en)}::text[])
        as n (line_id, project, source, year, is_public, name_zh, name_en)`.execute(tx);
    await sql`insert into accounts (district_code, account_id, kind, line_id, balance_fen)
      select ${districtCode}::int, k.kind || ':' || l.line_id, k.kind, l.line_id::uuid, 0
      from unnest(${rows.map((row) => row.lineId)}::text[]) as l (line_id),
        unnest(${lineAccounts}::text[]) as k (kind)`.execute(tx);
    const transfers = rows
      .filter(({ amountFen }) => amountFen > 0)
      .map(({ lineId, amountFen }) => {
        return { kind: 'adopt', lineId, amountFen, entryId, occurredOn } as const;
      });
    await postTransfers(context, transfers);
    return { lines: rows.map(({ lineId }) => lineId) };
  },
});

/** One view of the budget pays; figures of two are never added together (D10). */
async function refuseOtherView({ tx, actor }: RunContext, wanted: string | null): Promise<void> {
  const { rows } = await sql<{ viewId: string | null }>`select distinct view_id from budget_lines
    where district_code = ${actor.districtCode} limit 10`.execute(tx);
  const other = rows.find(({ viewId }) => viewId !== wanted);
  if (!other) return;
  const details = { adopted: other.viewId ?? '-', wanted: wanted ?? '-' };
  fail('budget.other-view', details);
}

type LineSubject = Subject & {
  readonly lastDay: Day;
  readonly isPublic: boolean;
  readonly nameZh: string;
  readonly nameEn: string;
};

/** Lines of the budget as subjects of actions. */
export const lineKind: SubjectKind<LineSubject> = {
  type: 'budget-line',
  name: { zh: '预算项', en: 'budget line' },
  lock: async (ids, tx, districtCode) => {
    const { rows } = await sql<Omit<LineSubject, 'place' | 'state'>>`
      select line_id as id, version, last_on as last_day, is_public, name_zh, name_en
      from budget_lines
      where district_code = ${districtCode} and line_id = any (${ids}::uuid[])
      order by line_id for update`.execute(tx);
    return rows.map((row) => ({ ...row, place: null, state: null }));
  },
};

const onLine = { subject: lineKind, subjectId: (input: { lineId: string }) => input.lineId };
const lineId = z.uuid();

type LineContext = RunContext & {
  readonly subject: LineSubject;
  readonly entryId: string;
  readonly occurredOn: Day;
};

export const adjustBudget = defineAction({
  name: 'budget.adjust',
  title: { zh: '调整预算', en: 'Adjust a budget line' },
  input: Adjustment.extend({ lineId }),
  roles: fundsMay['budget.adjust'],
  ...onLine,
  run: async ({ amountFen: wantedFen, document }, context) => {
    const { subject } = context;
    const balances = await balancesOf(context);
    const nowFen = -balances.budget;
    if (wantedFen === nowFen) fail('budget.no-change', {});
    const committedFen = balances.reserved + balances.spent;
    const appropriatedFen = -balances.treasury;
    if (wantedFen < committedFen || wantedFen < appropriatedFen) {
      fail('budget.below-committed', {
        wantedYuan: formatYuan(wantedFen),
        committedYuan: formatYuan(committedFen),
        appropriatedYuan: formatYuan(appropriatedFen),
      });
    }
    await touch(context, document);
    const kind = wantedFen > nowFen ? 'adopt' : 'reduce';
    await move(context, kind, Math.abs(wantedFen - nowFen));
    const { id, version } = subject;
    return { id, version: version + 1, beforeFen: nowFen, afterFen: wantedFen };
  },
});

export const appropriate = defineAction({
  name: 'funds.appropriate',
  title: { zh: '拨付资金', en: 'Pay out money for a line' },
  input: Appropriation.extend({ lineId }),
  roles: fundsMay['funds.appropriate'],
  ...onLine,
  run: async ({ amountFen, document }, context) => {
    const { isPublic, nameZh: sourceZh, nameEn: sourceEn } = context.subject;
    if (!isPublic) fail('funds.not-public', { sourceZh, sourceEn });
    const balances = await balancesOf(context);
    const [afterFen, budgetFen] = [amountFen - balances.treasury, -balances.budget];
    if (afterFen > budgetFen) {
      const [afterYuan, budgetYuan] = [formatYuan(afterFen), formatYuan(budgetFen)];
      fail('funds.appropriation-over', { afterYuan, budgetYuan }, '十(三)');
    }
    return recordAppropriation(context, { amountFen, document, isBack: false });
  },
});

export const takeBack = defineAction({
  name: 'funds.take-back',
  title: { zh: '收回拨款', en: 'Take money of a line back' },
  input: Appropriation.extend({ lineId }),
  roles: fundsMay['funds.take-back'],
  ...onLine,
  run: ({ amountFen, document }, context) =>
    recordAppropriation(context, { amountFen, document, isBack: true }),
});

async function recordAppropriation(
  context: LineContext,
  given: { readonly amountFen: Fen; readonly document: string; readonly isBack: boolean },
) {
  const { tx, actor, entryId, occurredOn, recordedAt, subject } = context;
  const { amountFen, document, isBack } = given;
  const appropriationId = nextUuid(recordedAt);
  await touch(context);
  await sql`insert into appropriations (district_code, appropriation_id, line_id, is_back,
      amount_fen, document, appropriated_on, entry_id)
    values (${actor.districtCode}, ${appropriationId}, ${subject.id}, ${isBack}, ${amountFen},
      ${document}, ${occurredOn}, ${entryId})`.execute(tx);
  await move(context, isBack ? 'take-back' : 'appropriate', amountFen);
  return { id: subject.id, version: subject.version + 1, appropriationId };
}

function move(context: LineContext, kind: TransferKind, amountFen: Fen): Promise<void> {
  const { subject, entryId, occurredOn } = context;
  return postTransfers(context, [{ kind, lineId: subject.id, amountFen, entryId, occurredOn }]);
}

async function touch(context: LineContext, document?: string): Promise<void> {
  const { tx, actor, subject, occurredOn } = context;
  await sql`update budget_lines set last_on = ${occurredOn}, version = version + 1,
      document = coalesce(${document ?? null}, document)
    where district_code = ${actor.districtCode} and line_id = ${subject.id}`.execute(tx);
}

type LineAccount = Exclude<AccountKind, 'household'>;

/** The balances of the line's accounts, held so that they stand until the end. */
async function balancesOf({ tx, actor, subject }: LineContext) {
  const ids = lineAccounts.map((kind) => accountId(kind, subject.id));
  const { rows } = await sql<{ kind: LineAccount; balanceFen: Fen }>`
    select kind, balance_fen from accounts
    where district_code = ${actor.districtCode} and account_id = any (${ids}::text[])
    order by account_id for update`.execute(tx);
  const balances = Object.fromEntries(rows.map(({ kind, balanceFen }) => [kind, balanceFen]));
  // A line is made with all its accounts.
  return balances as Readonly<Record<LineAccount, Fen>>;
}
