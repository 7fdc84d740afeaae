// Runs every relation of reconcile.yaml and gives the report: what holds, what does not, what is
// for the reader to know, and what still waits for a decision.

import { unreachable } from '../../core/invariant.ts';
import type { Relation } from '../schema/reconcile.ts';
import type { Decide, LoadedProgramme, ReconcileLine, ReconcileReport } from '../types.ts';
import {
  checkCompare,
  checkCompute,
  checkDifference,
  checkPartOf,
  checkProduct,
  checkRatio,
  checkSum,
  checkUnitSlip,
} from './balance.ts';
import { checkBenefit, checkJump } from './benefit-lines.ts';
import {
  checkAcceptedYears,
  checkDateExists,
  checkDateOrder,
  checkNoOverlap,
  checkSameDate,
} from './dates.ts';
import type { Context, Outcome } from './line.ts';
import { checkAnnex, checkListedTwice, checkSameSet } from './lists-agree.ts';

/**
 * Checks all relations of a programme. `decide` replaces options chosen in the folder, which moves
 * the lines that ask the benefit rules.
 */
export function checkProgramme(programme: LoadedProgramme, decide: Decide = {}): ReconcileReport {
  const lines = programme.data.reconcile.relations.map((relation) => {
    return lineOf(relation, checkRelation({ programme, decide }, relation));
  });
  const summary = { OK: 0, MISMATCH: 0, INFO: 0, DEFECT: 0 };
  for (const { verdict } of lines) summary[verdict] += 1;
  const undecided = lines.filter((line) => line.needsDecision && line.decision === undefined);
  return { lines, summary, undecided: undecided.map(({ id }) => id) };
}

/** Works out one relation. Throws OperandError when it cannot be; the loader has seen to that. */
export function checkRelation(context: Context, relation: Relation): Outcome {
  switch (relation.kind) {
    case 'sum':
      return checkSum(context, relation);
    case 'product':
      return checkProduct(context, relation);
    case 'ratio':
      return checkRatio(context, relation);
    case 'difference':
      return checkDifference(context, relation);
    case 'compute':
      return checkCompute(context, relation);
    case 'compare':
      return checkCompare(context, relation);
    case 'part-of':
      return checkPartOf(context, relation);
    case 'unit-slip':
      return checkUnitSlip(context, relation);
    case 'date-exists':
      return checkDateExists(context, relation);
    case 'date-order':
      return checkDateOrder(context, relation);
    case 'same-date':
      return checkSameDate(context, relation);
    case 'no-overlap':
      return checkNoOverlap(context, relation);
    case 'accepted-years':
      return checkAcceptedYears(context, relation);
    case 'same-set':
      return checkSameSet(context, relation);
    case 'listed-twice':
      return checkListedTwice(context, relation);
    case 'missing-annex':
      return checkAnnex(context, relation);
    case 'benefit':
      return checkBenefit(context, relation);
    case 'jump':
      return checkJump(context, relation);
    default:
      return unreachable(relation);
  }
}

function lineOf(relation: Relation, outcome: Outcome): ReconcileLine {
  const { id, kind, clause, title, note, decision } = relation;
  const { verdict, stated, computed, figures, spans = [] } = outcome;
  const isAmiss = verdict === 'MISMATCH' || verdict === 'DEFECT';
  const needsDecision = isAmiss || outcome.needsDecision === true;
  const said = { verdict, stated, computed };
  return { id, kind, clause, title, ...said, note, figures, spans, needsDecision, decision };
}
