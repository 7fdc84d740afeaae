// Looking at houses: the town's check of every one, the inspectors' check of the drawn ones, and an
// order to put a house right. A check that fails sends the case back in the same transaction.

import { z } from 'zod';
import { defineAction, refusalOf } from '../actions/action.ts';
import type { Gate, Item, Reason, RunContext } from '../actions/action.ts';
import { checkFields, Order } from '../contracts/acceptance.ts';
import { Refusal } from '../core/errors.ts';
import type { Tx } from '../db/open.ts';
import { requireDocuments } from '../documents/queries.ts';
import { caseKind } from '../households/case-actions.ts';
import type { readCases } from '../households/case-actions.ts';
import { caseTransitions } from '../households/model.ts';
import type { Actor } from '../people/model.ts';
import { acceptanceMay, judgeCheck } from './model.ts';
import type { CheckResult, CheckRule } from './model.ts';
import { listOwnWork, readDrawn } from './reads.ts';
import type { DrawnCase } from './reads.ts';
import { closeRectifications, failCases, insertChecks, refuseOrder } from './store.ts';
import type { CheckRow } from './store.ts';

type CaseSubject = Awaited<ReturnType<typeof readCases>>[number];

const rule = z.custom<CheckRule>();
const CheckInput = z.strictObject({
  caseId: z.uuid(),
  ...checkFields,
  /** What the programme asks for, put in by the caller that has it loaded. */
  rules: z.strictObject({ heating: rule, insulation: rule }),
});
type CheckInput = z.output<typeof CheckInput>;

const onCase = { subject: caseKind, subjectId: (input: { caseId: string }) => input.caseId };
const clause = '七(三)';

/** Nobody accepts what their own organisation built or they themselves checked for it. */
const notOwnWork: Gate<CaseSubject> = {
  name: 'not-own-work',
  check: async (subject, tx, actor) => (await judgeOwnWork([subject], tx, actor))[0] ?? true,
  checkMany: judgeOwnWork,
};

async function judgeOwnWork(subjects: readonly CaseSubject[], tx: Tx, actor: Actor) {
  const ids = subjects.map(({ id }) => id);
  const own = await listOwnWork(tx, actor, ids);
  return subjects.map(({ id }): true | Reason =>
    own.has(id) ? { code: 'acceptance.own-work', details: {}, clause } : true,
  );
}

/** A house is checked jointly when an open lot drew it and the town has looked at it since. */
const isDrawn: Gate<CaseSubject> = {
  name: 'drawn',
  check: async (subject, tx, actor) => (await judgeDrawn([subject], tx, actor))[0] ?? true,
  checkMany: judgeDrawn,
};

async function judgeDrawn(subjects: readonly CaseSubject[], tx: Tx, actor: Actor) {
  const ids = subjects.map(({ id }) => id);
  const drawn = await readDrawn(tx, actor.districtCode, ids);
  return subjects.map(({ id }) => refuseDrawn(drawn.get(id), actor) ?? true);
}

function refuseDrawn(drawn: DrawnCase | undefined, actor: Actor): Reason | undefined {
  if (!drawn) return { code: 'acceptance.not-drawn', details: {}, clause };
  if (drawn.townCheckedBy === null) {
    return { code: 'acceptance.not-town-checked', details: {}, clause };
  }
  if (drawn.townCheckedBy !== actor.personId) return undefined;
  return { code: 'acceptance.same-person', details: {}, clause };
}

type CheckItem = Item<CheckInput, CaseSubject>;
type Judged = { readonly item: CheckItem; readonly result: CheckResult };

function judge(item: CheckItem): Judged | Refusal {
  const { input, subject, occurredOn } = item;
  const asked = input.rules[subject.works];
  const result = judgeCheck(input, asked);
  if (typeof result === 'object') {
    if (result.fault === 'points') {
      const details = { points: result.points.join('、') };
      return refusalOf({ code: 'acceptance.points-differ', details, clause });
    }
    if (result.fault === 'unmeasured') {
      return refusalOf({ code: 'acceptance.unmeasured', details: {}, clause });
    }
    const warm = asked.warmDeciC === null ? '—' : `${(asked.warmDeciC / 10).toFixed(1)} ℃`;
    return refusalOf({ code: 'acceptance.order-missing', details: { warm }, clause });
  }
  const refusal = input.order ? refuseOrder(input.order, occurredOn) : undefined;
  return refusal ?? { item, result };
}

type By = 'town' | 'inspectors';

/**
 * Runs checks of many houses: those that fail are sent back, those that pass stay as they are. A
 * joint check belongs to the lot that drew the house.
 */
async function check(items: readonly CheckItem[], context: RunContext, by: By) {
  const { tx, actor } = context;
  const { districtCode } = actor;
  const ids = items.map(({ subject }) => subject.id);
  const drawn = by === 'inspectors' ? await readDrawn(tx, districtCode, ids) : undefined;
  const judged = items.map((item) => refuseEarly(item, drawn) ?? judge(item));
  const kept = judged.filter((one): one is Judged => !(one instanceof Refusal));
  const documents = kept.flatMap(({ item }) => item.input.documentId ?? []);
  if (documents.length > 0) {
    const caseIds = kept.map(({ item }) => item.subject.id);
    await requireDocuments(tx, districtCode, documents, { caseIds });
  }
  const rows = kept.map((one) => rowOf(one, drawn));
  await insertChecks(context, by === 'town' ? 'town_checks' : 'joint_checks', rows);
  const passed = rows.filter(({ result }) => result === 'pass');
  await closeRectifications(context, passed, by);
  const source = by === 'town' ? 'town-check' : 'joint-check';
  const failing = kept.flatMap(({ item: { input, subject: before, ...at } }) =>
    input.order ? [{ ...at, before, source, order: input.order } as const] : [],
  );
  await failCases(context, failing);
  return judged.map((one) => {
    if (one instanceof Refusal) return one;
    const { id, version } = one.item.subject;
    const { result } = one;
    return { id, version: result === 'fail' ? version + 1 : version, result };
  });
}

type DrawnCases = Awaited<ReturnType<typeof readDrawn>> | undefined;

/** Nobody sees a house jointly before the town did. */
function refuseEarly({ subject, occurredOn: day }: CheckItem, drawn: DrawnCases) {
  const lastDay = drawn?.get(subject.id)?.townCheckedOn;
  if (!lastDay || day >= lastDay) return undefined;
  return refusalOf({ code: 'action.day-too-early', details: { day, lastDay } });
}

function rowOf({ item, result }: Judged, drawn: DrawnCases): CheckRow {
  const { input, subject, entryId, occurredOn } = item;
  const { roomDeciC, outdoorDeciC, items, remark, documentId } = input;
  const { warmDeciC } = input.rules[subject.works];
  const lotId = drawn?.get(subject.id)?.lotId;
  const at = { caseId: subject.id, entryId, occurredOn, result };
  const found = { roomDeciC, outdoorDeciC, warmDeciC, items, remark, documentId };
  return { ...at, ...found, ...(lotId !== undefined && { lotId }) };
}

/** The journal keeps the temperature asked for; the points stand in the check itself. */
function recordCheck({ rules: { heating }, ...input }: CheckInput) {
  return { ...input, warmDeciC: heating.warmDeciC };
}

export const townCheck = defineAction({
  name: 'acceptance.town-check',
  title: { zh: '乡镇初验', en: "Record the town's check" },
  input: CheckInput,
  roles: acceptanceMay['acceptance.town-check'],
  ...onCase,
  from: ['self-checked'],
  gates: [notOwnWork],
  record: recordCheck,
  runMany: (items, context) => check(items, context, 'town'),
});

export const jointCheck = defineAction({
  name: 'acceptance.joint-check',
  title: { zh: '联合抽验', en: 'Record a joint check' },
  input: CheckInput,
  roles: acceptanceMay['acceptance.joint-check'],
  ...onCase,
  from: ['self-checked'],
  gates: [notOwnWork, isDrawn],
  record: recordCheck,
  runMany: (items, context) => check(items, context, 'inspectors'),
});

export const failCase = defineAction({
  name: 'case.fail',
  title: { zh: '责令整改', en: 'Order a house to be put right' },
  input: z.strictObject({ caseId: z.uuid(), order: Order }),
  roles: acceptanceMay['case.fail'],
  ...onCase,
  from: caseTransitions['case.fail'].from,
  runMany: async (items, context) => {
    const refusals = items.map(({ input, occurredOn }) => refuseOrder(input.order, occurredOn));
    const kept = items.filter((_, at) => !refusals[at]);
    await failCases(
      context,
      kept.map(({ subject: before, input: { order }, entryId, occurredOn }) => {
        return { before, order, entryId, occurredOn, source: 'order' };
      }),
    );
    return items.map(
      ({ subject }, at) => refusals[at] ?? { id: subject.id, version: subject.version + 1 },
    );
  },
});
