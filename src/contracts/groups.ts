// Village groups: what each has decided, what its households would like, and deciding.

import { z } from 'zod';
import { groupMay } from '../groups/model.ts';
import { ledgerReaders } from '../households/model.ts';
import { contract, PlaceKey } from './contract.ts';
import { Changed, DayText, GroupName, ProgrammeId, Reason } from './households.ts';

export const NewGroup = z.strictObject({ villageKey: PlaceKey, name: GroupName });

/** The one method of a group, and the minutes that say so. */
export const MethodDecision = z.strictObject({
  method: ProgrammeId,
  /** Name and number of the minutes. */
  minutes: z.string().trim().min(2).max(200),
  /** SHA-256 of the file of the minutes, in hex, when there is one. */
  minutesSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
    .default(null),
  /** Why, when an earlier decision is changed. */
  reason: Reason.nullable().default(null),
});

export const listGroups = contract({
  method: 'GET',
  path: '/api/groups',
  summary: { zh: '一个村的村组、议定方式和意愿', en: 'Groups of a village with their wishes' },
  access: ledgerReaders,
  query: z.object({ villageKey: PlaceKey }),
  reply: z.object({
    items: z.array(
      z.object({
        groupId: z.uuid(),
        villageKey: PlaceKey,
        name: z.string(),
        method: z.string().nullable(),
        minutes: z.string().nullable(),
        minutesSha256: z.string().nullable(),
        decidedOn: z.string().nullable(),
        version: z.number().int(),
        wishes: z.array(z.object({ method: z.string().nullable(), count: z.number().int() })),
      }),
    ),
  }),
  errors: ['action.not-here'],
});

const under = z.object({ under: PlaceKey.optional() });

export const listGroupVillages = contract({
  method: 'GET',
  path: '/api/groups/by-village',
  summary: { zh: '各村村组议定情况', en: 'How far the groups of each village have decided' },
  access: ledgerReaders,
  query: under,
  reply: z.object({
    items: z.array(
      z.object({
        villageKey: PlaceKey,
        villageName: z.string(),
        townName: z.string().nullable(),
        groups: z.number().int(),
        decided: z.number().int(),
      }),
    ),
  }),
  errors: ['action.not-here'],
});

export const listExceptions = contract({
  method: 'GET',
  path: '/api/method-exceptions',
  summary: { zh: '待批的例外', en: 'Exceptions from the method of a group that wait' },
  access: ledgerReaders,
  query: under,
  reply: z.object({
    items: z.array(
      z.object({
        caseId: z.uuid(),
        householdId: z.uuid(),
        headName: z.string(),
        villageKey: PlaceKey,
        villageName: z.string(),
        groupName: z.string().nullable(),
        groupMethod: z.string().nullable(),
        method: z.string(),
        reason: z.string().nullable(),
        lastOn: z.string(),
        version: z.number().int(),
      }),
    ),
  }),
  errors: ['action.not-here'],
});

export const addGroup = contract({
  method: 'POST',
  path: '/api/groups',
  summary: { zh: '添加村组', en: 'Add a village group' },
  access: groupMay['group.add'],
  body: NewGroup,
  reply: z.object({ groupId: z.uuid() }),
  errors: ['action.not-here', 'place.unknown', 'group.name-taken', 'action.key-reused'],
  keyed: true,
});

export const decideMethod = contract({
  method: 'POST',
  path: '/api/groups/:groupId/decide-method',
  summary: { zh: '登记村组议定的取暖方式', en: 'Record the method a group decided on' },
  access: groupMay['group.decide-method'],
  params: z.object({ groupId: z.uuid() }),
  body: MethodDecision.extend({
    occurredOn: DayText.optional().meta({ type: 'string', format: 'date' }),
    expectedVersion: z.number().int().min(1).optional(),
  }),
  reply: Changed.extend({
    /** Households that chose another method before and have to choose again. */
    toChooseAgain: z.number().int(),
  }),
  errors: [
    'action.not-here',
    'action.subject-not-found',
    'action.stale-version',
    'action.day-too-early',
    'action.day-in-future',
    'action.key-reused',
    'group.cases-bound',
    'household.unknown-method',
  ],
  keyed: true,
});
