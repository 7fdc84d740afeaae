// What the tests of money do again and again: the budget of a real programme in a test district,
// cases that hang out in a notice without objection, and their papers.

import { randomUUID } from 'node:crypto';
import { aPerson, ledgerDistrict, villageA } from '../../test/helpers/ledger.ts';
import type { ledgerOn } from '../../test/helpers/ledger.ts';
import type { Database } from '../db/open.ts';
import type { Day } from '../core/day.ts';
import type { LoadedProgramme } from '../rules/types.ts';
import { getProgramme } from '../rules/load.ts';
import { chooseDecision } from '../programmes/actions.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { adoptBudget } from './budget-actions.ts';
import { linesToAdopt } from './budget.ts';
import type { GivenLine } from './budget.ts';
import { recordOwnShare, setCost } from './money-actions.ts';
import { ensureRules } from './rules.ts';

export const office = aPerson('office', null);
export const finance = aPerson('finance', null);
export const clerk = aPerson('townClerk');

const chooser = { ...aPerson('office', null, randomUUID()), organisationId: randomUUID() };

export const litong = getProgramme(readFolder('programmes/litong-2022'));

type Ledger = Awaited<ReturnType<typeof ledgerOn>>;
type Wanted = {
  readonly project?: string;
  readonly works?: 'heating' | 'insulation';
  readonly year?: number;
  readonly heatedAreaM2?: number;
  readonly category?: 'ordinary' | 'living-allowance';
  readonly method?: string;
};

/** Money on a test ledger: what tests prepare with. */
export function fundsOn(ledger: Ledger) {
  const { act, register, db } = ledger;
  const publish = (caseIds: readonly string[], method?: string) => hangOut(db, caseIds, method);
  /** A published case without any paper on money. */
  const published = async (wanted: Wanted = {}) => {
    const { project = 'dual-replacement', works = 'heating', year = 2022 } = wanted;
    const { heatedAreaM2 = 60, category = 'ordinary' } = wanted;
    const made = await register(
      { heatedAreaM2, category, cases: [{ works, project, year }] },
      { occurredOn: '2022-07-01' as Day },
    );
    const noticeId = await publish([made.caseId], wanted.method);
    return { ...made, noticeId };
  };
  const price = (caseId: string, costFen: number) =>
    act(office, setCost, {
      caseId,
      basis: 'audited',
      equipmentFen: costFen,
      constructionFen: 0,
      document: '审定表1号',
    });
  const pay = (caseId: string, amountFen: number) =>
    act(clerk, recordOwnShare, { caseId, receipt: randomUUID(), amountFen });
  /** A case that may be cleared: priced, and its own share paid. */
  const ready = async (costFen: number, ownFen: number, wanted: Wanted = {}) => {
    const made = await published(wanted);
    await price(made.caseId, costFen);
    if (ownFen > 0) await pay(made.caseId, ownFen);
    return made;
  };
  const adopt = async (programme: Pick<LoadedProgramme, 'data'>, lines?: readonly GivenLine[]) => {
    await ensureRules(ledger.as(office), programme);
    const input = { ...linesToAdopt(programme.data, lines), document: '预算批复1号' };
    return act(finance, adoptBudget, { ...input, lines: [...input.lines] });
  };
  const balances = async (project: string, source: string) => {
    const { rows } = await db.pool.query<{ kind: string; balance_fen: number }>(
      `select a.kind, a.balance_fen from accounts a
       join budget_lines l on l.district_code = a.district_code and l.line_id = a.line_id
       where l.project is not distinct from $1 and l.source = $2`,
      [project, source],
    );
    return Object.fromEntries(rows.map(({ kind, balance_fen: fen }) => [kind, fen]));
  };
  const lineOf = async (project: string | null, source: string) => {
    const { rows } = await db.pool.query<{ line_id: string }>(
      `select line_id from budget_lines where project is not distinct from $1 and source = $2`,
      [project, source],
    );
    return rows[0]?.line_id ?? '';
  };
  const decide = (decisionId: string, option: string) => choose(ledger, decisionId, option);
  return { publish, decide, published, price, pay, ready, adopt, balances, lineOf };
}

/** Chooses an option of a decision, as the office does on its page. */
async function choose({ db, act }: Ledger, decisionId: string, option: string) {
  await db.pool.query(
    `insert into organisations (district_code, organisation_id, name, kind, version, created_at)
       values ($1, $2, '办公室', 'government', 1, now()) on conflict do nothing`,
    [ledgerDistrict, chooser.organisationId],
  );
  await db.pool.query(
    `insert into people (district_code, person_id, organisation_id, username, name, is_disabled,
       must_change_password, version, created_at)
     values ($1, $2, $3, 'office', '办公室', false, false, 1, now()) on conflict do nothing`,
    [ledgerDistrict, chooser.personId, chooser.organisationId],
  );
  const known = litong.data.decisions.decisions.find(({ id }) => id === decisionId);
  return act(chooser, chooseDecision, {
    programmeId: 'litong-2022',
    decisionId,
    option,
    document: '会议纪要',
    reason: '领导小组会议',
    options: known?.options.map(({ id }) => id) ?? [],
    folderChoice: known?.chosen ?? '',
  });
}

/** Puts cases into a notice of the past as if they had been accepted. */
async function hangOut(db: Database, caseIds: readonly string[], method = 'air-heater') {
  const noticeId = randomUUID();
  await db.pool.query(
    `update cases set state = 'published', last_on = '2022-08-01',
       method = case works when 'heating' then $2 end where case_id = any ($1::uuid[])`,
    [caseIds, method],
  );
  await db.pool.query(
    `insert into public_notices (district_code, notice_id, village_key, works, state, version,
       last_on, published_on, published_by, ends_on, days, counting, is_calendar_known, closed_on)
     values ($1, $2, $3, 'heating', 'closed', 1, '2022-08-10', '2022-08-02', 'clerk',
       '2022-08-09', 7, 'calendar', true, '2022-08-10')`,
    [ledgerDistrict, noticeId, villageA],
  );
  await db.pool.query(
    `insert into public_notice_cases (district_code, notice_id, case_id, head_masked,
       heated_area_m2) select $1, $2, c, '某*', 60 from unnest($3::uuid[]) c`,
    [ledgerDistrict, noticeId, caseIds],
  );
  return noticeId;
}
