// The register of enterprises. Their contracts for works are works-contracts.ts.

import { z } from 'zod';
import type { ErrorCode } from '../core/errors.ts';
import {
  enterpriseKinds,
  enterpriseMay,
  enterpriseReaders,
  enterpriseStates,
  paperKinds,
} from '../enterprises/model.ts';
import { contract, pageQuery } from './contract.ts';
import { Changed, DayText, Reason } from './households.ts';

export const wordsOf = <Name extends string>(words: Readonly<Record<Name, unknown>>) =>
  z.enum(Object.keys(words) as [Name, ...Name[]]);
export const ActDay = DayText.meta({ type: 'string', format: 'date' });
const name = z.string().trim().min(2).max(100);
/** Every act may carry its business day and the version the person saw. */
export const enterpriseAct = {
  occurredOn: ActDay.optional(),
  expectedVersion: z.number().int().min(1).optional(),
};

export const EnterpriseState = wordsOf(enterpriseStates);
const EnterpriseKind = wordsOf(enterpriseKinds);

const contact = {
  contactName: z.string().trim().min(1).max(50).nullable().default(null),
  contactPhone: z
    .string()
    .regex(/^\+?\d[\d-]{5,19}$/)
    .nullable()
    .default(null),
};

export const NewEnterprise = z.strictObject({
  name,
  /** Unified social credit code; one with a wrong check character needs a note. */
  creditCode: z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/),
  creditCodeNote: Reason.nullable().default(null),
  aliases: z.array(name).max(20).default([]),
  kinds: z.array(EnterpriseKind).min(1).max(6),
  /** The organisation whose accounts act for it. */
  organisationId: z.uuid().nullable().default(null),
  ...contact,
});

/** Fields to be changed; those left out stay. */
export const EnterprisePatch = z
  .strictObject({
    kinds: z.array(EnterpriseKind).min(1).max(6),
    organisationId: z.uuid().nullable(),
    contactName: contact.contactName.unwrap(),
    contactPhone: contact.contactPhone.unwrap(),
  })
  .partial();

export const NewPaper = z.strictObject({
  kind: wordsOf(paperKinds),
  number: z.string().trim().min(1).max(100),
  validUntil: ActDay.nullable().default(null),
  documentId: z.uuid().nullable().default(null),
});

/** A decision on an enterprise rests on a document and says why. */
export const EnterpriseDecision = z.strictObject({ reason: Reason, documentId: z.uuid() });
/** Admission rests on the experts' review besides; a score where they gave one. */
export const Admission = EnterpriseDecision.extend({
  score: z.number().min(0).max(100).multipleOf(0.01).nullable().default(null),
});

const everyAct: readonly ErrorCode[] = [
  'action.subject-not-found',
  'action.not-here',
  'action.stale-version',
  'action.wrong-state',
  'action.day-too-early',
  'action.day-in-future',
  'action.key-reused',
  'database.busy',
];

/** The contract of an act of this capability. */
export function enterprisePost<
  const Path extends string,
  Body extends z.ZodObject,
  Params extends z.ZodObject,
  Reply extends z.ZodType,
>(given: {
  action: keyof typeof enterpriseMay;
  path: Path;
  zh: string;
  en: string;
  params: Params;
  body: Body;
  reply: Reply;
  errors: readonly ErrorCode[];
}) {
  const { action, path, zh, en, params, body, reply, errors } = given;
  return contract({
    method: 'POST',
    path,
    summary: { zh, en },
    access: enterpriseMay[action],
    params,
    body,
    reply,
    errors: [...errors, ...everyAct],
    keyed: true,
  });
}

const ofEnterprise = z.object({ enterpriseId: z.uuid() });

export const EnterpriseRow = z
  .object({
    enterpriseId: z.uuid(),
    name: z.string(),
    creditCode: z.string(),
    creditCodeNote: z.string().nullable(),
    kinds: z.array(EnterpriseKind),
    state: EnterpriseState,
    version: z.number().int(),
    aliases: z.array(z.string()),
    organisationId: z.uuid().nullable(),
    contactName: z.string().nullable(),
    contactPhone: z.string().nullable(),
    lastOn: z.string(),
    /** The day on which the first of its papers runs out. */
    papersUntil: z.string().nullable(),
  })
  .meta({ id: 'Enterprise' });

export const listEnterprises = contract({
  method: 'GET',
  path: '/api/enterprises',
  summary: { zh: '企业名录', en: 'The register of enterprises' },
  access: enterpriseReaders,
  query: z.object({
    ...pageQuery,
    state: EnterpriseState.optional(),
    kind: EnterpriseKind.optional(),
    /** Part of a name or of the credit code. */
    search: z.string().trim().min(1).max(50).optional(),
  }),
  reply: z.object({ items: z.array(EnterpriseRow), total: z.number().int() }),
  errors: [],
});

export const getEnterprise = contract({
  method: 'GET',
  path: '/api/enterprises/:enterpriseId',
  summary: { zh: '一家企业的登记、证照与决定', en: 'One enterprise with papers and decisions' },
  access: enterpriseReaders,
  params: ofEnterprise,
  reply: EnterpriseRow.extend({
    papers: z.array(
      z.object({
        paperId: z.uuid(),
        kind: wordsOf(paperKinds),
        number: z.string(),
        validUntil: z.string().nullable(),
        documentId: z.uuid().nullable(),
      }),
    ),
    steps: z.array(
      z.object({
        version: z.number().int(),
        action: z.string(),
        occurredOn: z.string(),
        state: EnterpriseState,
        reason: z.string().nullable(),
        documentId: z.uuid().nullable(),
        score: z.number().nullable(),
        entryId: z.uuid(),
      }),
    ),
  }),
  errors: ['enterprise.not-found'],
});

const organisationErrors = [
  'enterprise.organisation-unknown',
  'enterprise.organisation-taken',
] as const;

export const registerEnterprise = enterprisePost({
  action: 'enterprise.register',
  path: '/api/enterprises',
  zh: '登记企业',
  en: 'Register an enterprise',
  params: z.object({}),
  body: NewEnterprise.extend({ occurredOn: enterpriseAct.occurredOn }),
  reply: z.object({ enterpriseId: z.uuid() }),
  errors: [
    'enterprise.bad-credit-code',
    'enterprise.code-taken',
    'enterprise.name-taken',
    ...organisationErrors,
  ],
});

export const amendEnterprise = enterprisePost({
  action: 'enterprise.amend',
  path: '/api/enterprises/:enterpriseId/amend',
  zh: '更正企业信息',
  en: 'Correct an enterprise',
  params: ofEnterprise,
  body: z.strictObject({ changes: EnterprisePatch, reason: Reason, ...enterpriseAct }),
  reply: Changed,
  errors: organisationErrors,
});

export const addAlias = enterprisePost({
  action: 'enterprise.add-alias',
  path: '/api/enterprises/:enterpriseId/add-alias',
  zh: '添加企业别名',
  en: 'Add another name of an enterprise',
  params: ofEnterprise,
  body: z.strictObject({ name, ...enterpriseAct }),
  reply: Changed,
  errors: ['enterprise.name-taken'],
});

export const addPaper = enterprisePost({
  action: 'enterprise.add-paper',
  path: '/api/enterprises/:enterpriseId/add-paper',
  zh: '登记企业证照',
  en: 'Add a licence or a report of an enterprise',
  params: ofEnterprise,
  body: NewPaper.extend(enterpriseAct),
  reply: Changed,
  errors: ['enterprise.paper-taken', 'document.unknown'],
});

export const admitEnterprise = enterprisePost({
  action: 'enterprise.admit',
  path: '/api/enterprises/:enterpriseId/admit',
  zh: '准予准入',
  en: 'Admit an enterprise',
  params: ofEnterprise,
  body: Admission.extend(enterpriseAct),
  reply: Changed,
  errors: ['document.unknown'],
});

const decide = <const Name extends 'suspend' | 'resume' | 'remove'>(
  verb: Name,
  zh: string,
  en: string,
) =>
  enterprisePost({
    action: `enterprise.${verb}`,
    path: `/api/enterprises/:enterpriseId/${verb}`,
    zh,
    en,
    params: ofEnterprise,
    body: EnterpriseDecision.extend(enterpriseAct),
    reply: Changed,
    errors: ['document.unknown'],
  });
export const suspendEnterprise = decide('suspend', '暂停企业', 'Suspend an enterprise');
export const resumeEnterprise = decide('resume', '恢复企业', 'End the suspension');
export const removeEnterprise = decide('remove', '企业退出', 'Remove an enterprise');
