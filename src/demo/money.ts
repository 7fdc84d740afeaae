// Scenes of the demo district: the budget is adopted and paid out, costs are audited, households
// pay their own share, and what each is to get is worked out.

import { addDays } from '../core/day.ts';
import type { Day } from '../core/day.ts';
import { adoptBudget, appropriate } from '../funds/budget-actions.ts';
import { linesToAdopt } from '../funds/budget.ts';
import { clearCase, expectedAids } from '../funds/clear-actions.ts';
import { recordOwnShare, setCost } from '../funds/money-actions.ts';
import { adoptRules, rulesOf } from '../funds/rules.ts';
import { dayOf, demoMark } from './identities.ts';
import { listsOf } from './notices.ts';
import type { Lists } from './notices.ts';
import type { Played, Scene, Stage } from './stage.ts';
import { randomOf } from './random.ts';

const adoptedOn = dayOf('2022-04-06');
const percentPaidOut = { 2022: 66, 2023: 30 } as const;
/** Households that have not paid all of their own share by the end. */
const shortShare = 0.015;

export function moneyScenes({ cohorts }: Stage): Scene[] {
  const lines: Line[] = [];
  const lists = listsOf(cohorts);
  const paidOut = [...new Set(lists.map(({ round }) => round))].map((round) => ({
    name: 'appropriate',
    on: round.closedOn,
    run: (stage: Stage) => payOut(stage, lines, round.year, round.closedOn),
  }));
  return [
    { name: 'budget', on: adoptedOn, run: (stage) => adopt(stage, lines) },
    ...paidOut,
    ...lists.map((one) => ({
      name: 'clear',
      lane: one.lane,
      on: addDays(one.round.closedOn, 2),
      run: (stage: Stage) => clear(stage, one),
    })),
  ];
}

type Line = { readonly lineId: string; readonly amountFen: number; readonly isPublic: boolean };

async function adopt({ act, staff, programme }: Stage, lines: Line[]): Promise<void> {
  const office = staff.get('office');
  const { rules, version } = rulesOf(programme);
  const { programmeId } = rules;
  const inForce = [{ programmeId, version, rules }];
  await act(office, adoptRules, inForce, { key: 'rules', days: adoptedOn });
  const budget = linesToAdopt(programme.data, undefined);
  const input = { ...budget, lines: [...budget.lines], document: `预算批复${demoMark}` };
  const told = { key: 'budget', days: adoptedOn };
  const [adopted] = await act(staff.get('finance'), adoptBudget, [input], told);
  const ids = adopted?.lines ?? [];
  lines.push(...budget.lines.map((line, at) => ({ ...line, lineId: ids[at] ?? '' })));
}

/** The finance bureau pays out a part of each public line. */
async function payOut(
  { act, staff }: Stage,
  lines: readonly Line[],
  year: keyof typeof percentPaidOut,
  day: Day,
): Promise<void> {
  const inputs = lines
    .filter(({ isPublic, amountFen }) => isPublic && amountFen > 0)
    .map(({ lineId, amountFen }) => ({
      lineId,
      amountFen: Math.floor((amountFen * percentPaidOut[year]) / 100),
      document: `拨款通知〔${year}〕${demoMark}`,
    }));
  await act(staff.get('finance'), appropriate, inputs, { key: `appropriate-${year}`, days: day });
}

/** Heat from the power station is paid to its builder, not to households (D07). */
const isPaidOne = ({ planned, isPublished }: Played) =>
  isPublished && planned.target.project !== 'waste-heat';

async function clear(stage: Stage, { round, town, number, households }: Lists): Promise<void> {
  const { act, staff, db, districtCode } = stage;
  const paid = households.filter(isPaidOne);
  const finance = staff.get('finance');
  const key = (name: string) => `${name}-${round.year}-${town.key}`;
  const auditedOn = addDays(round.closedOn, 1);
  const costs = paid.map(({ caseId, planned: { equipmentFen, constructionFen } }) => ({
    caseId,
    basis: 'audited' as const,
    equipmentFen,
    constructionFen,
    document: `审定表〔${round.year}〕${number}号${demoMark}`,
  }));
  await act(finance, setCost, costs, { key: key('cost'), days: auditedOn });
  const ids = paid.map(({ caseId }) => caseId);
  const aids = await db.withDistrict(districtCode, (tx) => expectedAids(tx, districtCode, ids));
  const shares = paid.flatMap(({ caseId, planned: { index } }) => {
    const required = aids.get(caseId)?.ownRequiredFen ?? 0;
    const isShort = randomOf('own-share', index)() < shortShare;
    const amountFen = isShort ? Math.floor(required / 2) : required;
    if (amountFen === 0) return [];
    return [{ caseId, receipt: `ZC-${index}${demoMark}`, amountFen }];
  });
  const clerk = staff.get(`clerk-${number}`);
  await act(clerk, recordOwnShare, shares, { key: key('own-share'), days: auditedOn });
  const paidFen = new Map(shares.map(({ caseId, amountFen }) => [caseId, amountFen]));
  const ready = paid.filter(({ caseId }) => {
    const aid = aids.get(caseId);
    return aid !== undefined && (paidFen.get(caseId) ?? 0) >= aid.ownRequiredFen;
  });
  const inputs = ready.map(({ caseId }) => ({ caseId }));
  const day = addDays(round.closedOn, 2);
  const results = await act(finance, clearCase, inputs, { key: key('clear'), days: day });
  for (const [at, one] of ready.entries()) one.isCleared = results[at] !== undefined;
}
