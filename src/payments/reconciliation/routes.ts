// The routes of the reconciliation.

import * as contracts from '../../contracts/reconciliation.ts';
import { dayInChina } from '../../core/day.ts';
import { statedLines } from '../../funds/budget.ts';
import type { GivenLine } from '../../funds/budget.ts';
import type { TransferKind } from '../../funds/model.ts';
import { findOwnProgramme } from '../../households/programme.ts';
import { route } from '../../http/route.ts';
import type { Router } from '../../http/route.ts';
import type { Services } from '../../http/services.ts';
import { requireWholeDistrict } from '../asking.ts';
import { checkIdentities, figuresOf } from './model.ts';
import * as queries from './queries.ts';

export function registerReconciliation(router: Router, services: Services): void {
  const { db, clock } = services;
  route(router, contracts.getReconciliation, ({ query, actor }) => {
    requireWholeDistrict(actor);
    const { districtCode } = actor;
    const programme = findOwnProgramme(services, actor);
    const stated = programme ? statedLines(programme.data).lines : [];
    const today = dayInChina(clock());
    return db.withDistrict(districtCode, async (tx) => {
      const asOf = query.asOf ?? today;
      const lines = await queries.listBudgetLines(tx, districtCode);
      const sums = await queries.sumTransfers(tx, districtCode, asOf);
      // Checks are of the present: they hold transfers against what has no past.
      const present = asOf >= today ? sums : await queries.sumTransfers(tx, districtCode, today);
      const counted = await queries.countMoney(tx, districtCode);
      const rows = lines.map(({ nameZh, nameEn, ...line }) => ({
        ...line,
        name: { zh: nameZh, en: nameEn },
        figures: figuresOf(sums.get(line.lineId) ?? new Map<TransferKind, number>()),
      }));
      return {
        asOf,
        lines: rows,
        totals: figuresOf(addUp(sums)),
        notice: besideNotice(stated, rows),
        checks: checkIdentities(figuresOf(addUp(present)), counted),
      };
    });
  });
  route(router, contracts.listFigureTransfers, ({ params, query, actor }) => {
    requireWholeDistrict(actor);
    const { districtCode } = actor;
    const asOf = query.asOf ?? dayInChina(clock());
    return db.withDistrict(districtCode, async (tx) => ({
      items: await queries.listFigureTransfers(tx, districtCode, { ...params, ...query, asOf }),
    }));
  });
}

function addUp(
  sums: ReadonlyMap<string, ReadonlyMap<TransferKind, number>>,
): Map<TransferKind, number> {
  const all = new Map<TransferKind, number>();
  for (const ofLine of sums.values()) {
    for (const [kind, fen] of ofLine) all.set(kind, (all.get(kind) ?? 0) + fen);
  }
  return all;
}

type Row = {
  readonly project: string | null;
  readonly source: string;
  readonly figures: { readonly budget: number };
};

/** What the notice states for a project and source, beside all years of its budget. */
function besideNotice(stated: readonly GivenLine[], rows: readonly Row[]) {
  return stated.map(({ project, source, amountFen: noticeFen }) => {
    const own = rows.filter((row) => row.project === project && row.source === source);
    const budgetFen = own.reduce((sum, { figures }) => sum + figures.budget, 0);
    return { project, source, noticeFen, budgetFen, differenceFen: noticeFen - budgetFen };
  });
}
