// What a ledger tells of a household that has its own course in the programme: planned money and
// wishes of its open cases, and facts kept as told (enterprise, dates, result), never as done.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '../../actions/action.ts';
import { ProgrammeId } from '../../contracts/households.ts';
import { importMay } from '../../imports/model.ts';
import { openStates } from '../model.ts';
import { householdKind } from '../store.ts';

const fen = z.number().int().min(0).max(100_000_000);

/** Facts as told, by the key of their column; a text is no longer than a cell. */
const Facts = z.record(z.string().max(40), z.union([z.string().max(300), z.number(), z.boolean()]));

export const recordLedgerFacts = defineAction({
  name: 'household.record-ledger-facts',
  title: { zh: '按台账更新计划和情况', en: 'Take facts from a ledger' },
  input: z.strictObject({
    householdId: z.uuid(),
    importId: z.uuid(),
    facts: Facts,
    /** Changes of the open case that the row speaks of. */
    plan: z
      .strictObject({
        caseId: z.uuid(),
        wishedMethod: ProgrammeId.nullable(),
        equipmentFen: fen.nullable(),
        constructionFen: fen.nullable(),
        selfRaisedFen: fen.nullable(),
      })
      .nullable(),
  }),
  roles: importMay['household.record-ledger-facts'],
  subject: householdKind,
  from: ['live'],
  subjectId: (input) => input.householdId,
  runMany: async (items, { tx, actor }) => {
    const { districtCode } = actor;
    const plans = items.flatMap(({ input, occurredOn }) =>
      input.plan ? [{ ...input.plan, occurredOn }] : [],
    );
    // Null leaves a value as it is: a ledger fills in and changes, it empties nothing.
    await sql`update cases c set wished_method = coalesce(n.wished_method, c.wished_method),
        equipment_fen = coalesce(n.equipment_fen, c.equipment_fen),
        construction_fen = coalesce(n.construction_fen, c.construction_fen),
        self_raised_fen = coalesce(n.self_raised_fen, c.self_raised_fen),
        last_on = greatest(c.last_on, n.last_on), version = c.version + 1
      from unnest(${plans.map(({ caseId }) => caseId)}::uuid[],
        ${plans.map(({ wishedMethod }) => wishedMethod)}::text[],
        ${plans.map(({ equipmentFen }) => equipmentFen)}::bigint[],
        ${plans.map(({ constructionFen }) => constructionFen)}::bigint[],
        ${plans.map(({ selfRaisedFen }) => selfRaisedFen)}::bigint[],
        ${plans.map(({ occurredOn }) => occurredOn)}::date[])
        as n (case_id, wished_method, equipment_fen, construction_fen, self_raised_fen, last_on)
      where c.district_code = ${districtCode} and c.case_id = n.case_id
        and c.state = any (${[...openStates]}::text[])`.execute(tx);
    await sql`update households h set version = h.version + 1, last_on = n.last_on
      from unnest(${items.map(({ subject }) => subject.id)}::uuid[],
        ${items.map(({ occurredOn }) => occurredOn)}::date[]) as n (household_id, last_on)
      where h.district_code = ${districtCode} and h.household_id = n.household_id`.execute(tx);
    return items.map(({ subject }) => ({ id: subject.id, version: subject.version + 1 }));
  },
});
