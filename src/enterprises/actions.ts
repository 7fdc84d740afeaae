// Writes to the register of enterprises: registration, names, papers, and the office's decisions on
// who may build. Contracts are contract-actions.ts.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '../actions/action.ts';
import type { Item, RunContext, Subject, SubjectKind } from '../actions/action.ts';
import { Admission, EnterpriseDecision, EnterprisePatch } from '../contracts/enterprises.ts';
import { NewEnterprise, NewPaper } from '../contracts/enterprises.ts';
import { Reason } from '../contracts/households.ts';
import type { Day } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import { isCreditCode } from '../core/identity.ts';
import { requireDocuments } from '../documents/queries.ts';
import { nextUuid } from '../journal/uuid.ts';
import { enterpriseMay, enterpriseStates, enterpriseTransitions } from './model.ts';
import type { EnterpriseState } from './model.ts';

type EnterpriseSubject = Subject & { readonly state: EnterpriseState; readonly lastDay: Day };

const enterpriseKind: SubjectKind<EnterpriseSubject> = {
  type: 'enterprise',
  name: { zh: '企业', en: 'enterprise' },
  states: enterpriseStates,
  lock: async (ids, tx, districtCode) => {
    const { rows } = await sql<EnterpriseSubject>`
      select enterprise_id as id, null as place, state, version, last_on as last_day
      from enterprises
      where district_code = ${districtCode} and enterprise_id = any (${ids}::uuid[])
      order by enterprise_id for update`.execute(tx);
    return rows;
  },
};

const enterpriseId = z.uuid();
const onEnterprise = {
  subject: enterpriseKind,
  subjectId: (input: { enterpriseId: string }) => input.enterpriseId,
};

type Running = RunContext & Omit<Item<unknown, Subject>, 'input'>;
type Grounds = {
  readonly reason?: string;
  readonly documentId?: string | null;
  readonly score?: number | null;
};

/** Leaves a step in the enterprise's history; `version` is the one it now has. */
async function recordStep(
  { tx, actor, subject, entryId, occurredOn }: Running,
  action: string,
  state: EnterpriseState,
  { reason, documentId, score }: Grounds = {},
): Promise<void> {
  await sql`insert into enterprise_steps (district_code, enterprise_id, version, entry_id, action,
      occurred_on, state, reason, document_id, score)
    values (${actor.districtCode}, ${subject.id}, ${subject.version + 1}, ${entryId}, ${action},
      ${occurredOn}, ${state}, ${reason ?? null}, ${documentId ?? null},
      ${score ?? null})`.execute(tx);
}

/** Counts the version up, and sets the state where it changes. */
async function touch(context: Running, state: string): Promise<{ id: string; version: number }> {
  const { tx, actor, subject, occurredOn } = context;
  await sql`update enterprises set version = version + 1, last_on = ${occurredOn}, state = ${state}
    where district_code = ${actor.districtCode} and enterprise_id = ${subject.id}`.execute(tx);
  return { id: subject.id, version: subject.version + 1 };
}

async function insertNames(
  { tx, actor, subject }: Running,
  names: readonly string[],
): Promise<void> {
  await sql`insert into enterprise_names (district_code, name, enterprise_id)
    select ${actor.districtCode}::int, n, ${subject.id}::uuid
    from unnest(${[...new Set(names)]}::text[]) n`.execute(tx);
}

/** Accounts that act for an enterprise belong to an enterprise or a utility, not to an office. */
async function requireOrganisation(
  { tx, actor }: Pick<RunContext, 'tx' | 'actor'>,
  organisationId: string | null,
): Promise<void> {
  if (organisationId === null) return;
  const { rows } = await sql`select 1 from organisations
    where district_code = ${actor.districtCode} and organisation_id = ${organisationId}
      and kind in ('enterprise', 'utility')`.execute(tx);
  if (rows.length === 0) fail('enterprise.organisation-unknown', {});
}

export const registerEnterprise = defineAction({
  name: 'enterprise.register',
  title: { zh: '登记企业', en: 'Register an enterprise' },
  input: NewEnterprise,
  roles: enterpriseMay['enterprise.register'],
  creates: 'enterprise',
  place: () => null,
  // The contact is a person; the journal keeps the enterprise.
  record: ({ contactName: _name, contactPhone: _phone, ...kept }) => kept,
  run: async (input, context) => {
    const { tx, actor, subject, occurredOn } = context;
    const { creditCode, creditCodeNote } = input;
    const isRight = isCreditCode(creditCode);
    if (!isRight && creditCodeNote === null) {
      fail('enterprise.bad-credit-code', { code: creditCode });
    }
    await requireOrganisation(context, input.organisationId);
    await sql`insert into enterprises (district_code, enterprise_id, name, credit_code,
        credit_code_note, organisation_id, kinds, contact_name, contact_phone, state, version,
        last_on)
      values (${actor.districtCode}, ${subject.id}, ${input.name}, ${creditCode},
        ${isRight ? null : creditCodeNote}, ${input.organisationId}, ${input.kinds},
        ${input.contactName}, ${input.contactPhone}, 'candidate', 1, ${occurredOn})`.execute(tx);
    await insertNames(context, [input.name, ...input.aliases]);
    await recordStep(context, 'enterprise.register', 'candidate');
    return { enterpriseId: subject.id };
  },
});

export const amendEnterprise = defineAction({
  name: 'enterprise.amend',
  title: { zh: '更正企业信息', en: 'Correct an enterprise' },
  input: z.strictObject({ enterpriseId, changes: EnterprisePatch, reason: Reason }),
  roles: enterpriseMay['enterprise.amend'],
  ...onEnterprise,
  record: ({ changes: { contactName: _name, contactPhone: _phone, ...changes }, ...kept }) => ({
    ...kept,
    changes,
  }),
  run: async ({ changes, reason }, context) => {
    const { tx, actor, subject } = context;
    const { kinds, organisationId, contactName, contactPhone } = changes;
    await requireOrganisation(context, organisationId ?? null);
    const settings = Object.entries({
      kinds,
      organisation_id: organisationId,
      contact_name: contactName,
      contact_phone: contactPhone,
    })
      .filter(([, value]) => value !== undefined)
      .map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
    if (settings.length > 0) {
      await sql`update enterprises set ${sql.join(settings)} where
        district_code = ${actor.districtCode} and enterprise_id = ${subject.id}`.execute(tx);
    }
    await recordStep(context, 'enterprise.amend', subject.state, { reason });
    return touch(context, subject.state);
  },
});

export const addAlias = defineAction({
  name: 'enterprise.add-alias',
  title: { zh: '添加企业别名', en: 'Add another name of an enterprise' },
  input: z.strictObject({ enterpriseId, name: NewEnterprise.shape.name }),
  roles: enterpriseMay['enterprise.add-alias'],
  ...onEnterprise,
  run: async ({ name }, context) => {
    await insertNames(context, [name]);
    await recordStep(context, 'enterprise.add-alias', context.subject.state, { reason: name });
    return touch(context, context.subject.state);
  },
});

export const addPaper = defineAction({
  name: 'enterprise.add-paper',
  title: { zh: '登记企业证照', en: 'Add a licence or a report of an enterprise' },
  input: NewPaper.extend({ enterpriseId }),
  roles: enterpriseMay['enterprise.add-paper'],
  ...onEnterprise,
  run: async ({ kind, number, validUntil, documentId }, context) => {
    const { tx, actor, subject, recordedAt } = context;
    const { districtCode } = actor;
    if (documentId !== null) await requireDocuments(tx, districtCode, [documentId]);
    await sql`insert into enterprise_papers (district_code, paper_id, enterprise_id, kind, number,
        valid_until, document_id)
      values (${districtCode}, ${nextUuid(recordedAt)}, ${subject.id}, ${kind}, ${number},
        ${validUntil}, ${documentId})`.execute(tx);
    await recordStep(context, 'enterprise.add-paper', subject.state, { documentId });
    return touch(context, subject.state);
  },
});

const decide = <Schema extends typeof EnterpriseDecision | typeof Admission>(
  name: keyof typeof enterpriseTransitions,
  title: { zh: string; en: string },
  grounds: Schema,
) =>
  defineAction({
    name,
    title,
    input: grounds.extend({ enterpriseId }),
    roles: enterpriseMay[name],
    ...onEnterprise,
    from: enterpriseTransitions[name].from,
    run: async (input: Grounds & { readonly documentId: string }, context) => {
      const { to } = enterpriseTransitions[name];
      await requireDocuments(context.tx, context.actor.districtCode, [input.documentId]);
      await recordStep(context, name, to, input);
      return touch(context, to);
    },
  });

/** 准入: by the office, after experts nominated by three offices have judged it 二4. */
export const admitEnterprise = decide(
  'enterprise.admit',
  { zh: '准予准入', en: 'Admit an enterprise' },
  Admission,
);
export const suspendEnterprise = decide(
  'enterprise.suspend',
  { zh: '暂停企业', en: 'Suspend an enterprise' },
  EnterpriseDecision,
);
export const resumeEnterprise = decide(
  'enterprise.resume',
  { zh: '恢复企业', en: 'End the suspension' },
  EnterpriseDecision,
);
export const removeEnterprise = decide(
  'enterprise.remove',
  { zh: '企业退出', en: 'Remove an enterprise' },
  EnterpriseDecision,
);
