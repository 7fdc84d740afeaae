// Writes to contracts for works: a draft, its signing with all compulsory clauses, the approval of
// the design, and the cases that come under it.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '../actions/action.ts';
import type { Gate, Reason as Why, Subject, SubjectKind } from '../actions/action.ts';
import { Reason } from '../contracts/households.ts';
import { ActDay } from '../contracts/enterprises.ts';
import { ContractTerms, TermsPatch } from '../contracts/works-contracts.ts';
import type { Day } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import type { Tx } from '../db/open.ts';
import { requireDocuments } from '../documents/queries.ts';
import { contractStates, enterpriseMay } from './model.ts';
import type { ContractState, EnterpriseState } from './model.ts';
import { notAdmitted } from './queries.ts';
import { Requirements } from './requirements.ts';

type ContractSubject = Subject & {
  readonly state: ContractState;
  readonly place: string;
  readonly lastDay: Day;
  readonly enterpriseName: string;
  readonly enterpriseState: EnterpriseState;
  readonly clauses: Readonly<Record<string, string>>;
  readonly warrantyYears: number;
};

const contractKind: SubjectKind<ContractSubject> = {
  type: 'works-contract',
  name: { zh: '改造合同', en: 'contract' },
  states: contractStates,
  // The enterprise is held, so that nobody suspends it while a contract is being signed.
  lock: async (ids, tx, districtCode) => {
    const { rows } = await sql<ContractSubject>`
      select w.contract_id as id, w.place_key as place, w.state, w.version,
        w.last_on as last_day, e.name as enterprise_name, e.state as enterprise_state, w.clauses,
        w.warranty_years
      from works_contracts w
      join enterprises e on e.district_code = w.district_code and e.enterprise_id = w.enterprise_id
      where w.district_code = ${districtCode} and w.contract_id = any (${ids}::uuid[])
      order by w.contract_id for update of w for share of e`.execute(tx);
    return rows;
  },
};

const contractId = z.uuid();
const onContract = {
  subject: contractKind,
  subjectId: (input: { contractId: string }) => input.contractId,
};

const admitted: Gate<ContractSubject> = {
  name: 'admitted-enterprise',
  check: ({ enterpriseName: name, enterpriseState: state }) =>
    state === 'admitted' || notAdmitted({ name, state }),
};

export const draftContract = defineAction({
  name: 'works-contract.draft',
  title: { zh: '起草改造合同', en: 'Draft a contract for works' },
  input: ContractTerms,
  roles: enterpriseMay['works-contract.draft'],
  creates: 'works-contract',
  place: (input) => input.placeKey,
  run: async (input, { tx, actor, subject, occurredOn }) => {
    const { districtCode } = actor;
    await requireSides(tx, districtCode, input);
    await sql`insert into works_contracts (district_code, contract_id, number, enterprise_id,
        works, place_key, state, version, last_on, paid_by, clauses, warranty_years, done_by,
        design_approval)
      values (${districtCode}, ${subject.id}, ${input.number}, ${input.enterpriseId},
        ${input.works}, ${input.placeKey}, 'draft', 1, ${occurredOn}, ${input.paidBy},
        ${JSON.stringify(input.clauses)}, ${input.warrantyYears}, ${input.doneBy},
        ${input.designApproval})`.execute(tx);
    return { contractId: subject.id };
  },
});

async function requireSides(
  tx: Tx,
  districtCode: number,
  { enterpriseId, placeKey }: Pick<z.output<typeof ContractTerms>, 'enterpriseId' | 'placeKey'>,
): Promise<void> {
  const { rows } = await sql<{ isKnown: boolean; isPlace: boolean }>`select
      exists (select 1 from enterprises
        where district_code = ${districtCode} and enterprise_id = ${enterpriseId}) as is_known,
      exists (select 1 from places
        where district_code = ${districtCode} and place_key = ${placeKey}
          and valid_to is null) as is_place`.execute(tx);
  if (!rows[0]?.isKnown) fail('enterprise.not-found', {});
  if (!rows[0].isPlace) fail('place.unknown', { place: placeKey });
}

export const amendContract = defineAction({
  name: 'works-contract.amend',
  title: { zh: '修改合同草稿', en: 'Change a draft' },
  input: z.strictObject({ contractId, changes: TermsPatch }),
  roles: enterpriseMay['works-contract.amend'],
  ...onContract,
  from: ['draft'],
  run: async ({ changes }, { tx, actor, subject, occurredOn }) => {
    const { number, clauses, warrantyYears, doneBy } = changes;
    await sql`update works_contracts set number = coalesce(${number ?? null}, number),
        clauses = coalesce(${clauses ? JSON.stringify(clauses) : null}::json, clauses),
        warranty_years = coalesce(${warrantyYears ?? null}::int, warranty_years),
        done_by = case when ${doneBy === undefined} then done_by else ${doneBy ?? null}::date end,
        version = version + 1, last_on = ${occurredOn}
      where district_code = ${actor.districtCode} and contract_id = ${subject.id}`.execute(tx);
    return { id: subject.id, version: subject.version + 1 };
  },
});

export const signContract = defineAction({
  name: 'works-contract.sign',
  title: { zh: '签订合同', en: 'Sign a contract' },
  input: z.strictObject({
    contractId,
    ownerSignedOn: ActDay,
    enterpriseSignedOn: ActDay,
    documentId: z.uuid(),
    /** What the programme demands, as the caller read it from the district's own programme. */
    requirements: Requirements,
  }),
  roles: enterpriseMay['works-contract.sign'],
  ...onContract,
  from: ['draft'],
  gates: [admitted],
  run: async (input, { tx, actor, subject, occurredOn }) => {
    const { requirements, ownerSignedOn, enterpriseSignedOn, documentId } = input;
    refuseTerms(subject, requirements);
    const signedOn = ownerSignedOn > enterpriseSignedOn ? ownerSignedOn : enterpriseSignedOn;
    if (signedOn > occurredOn) fail('contract.day-after', { day: signedOn });
    await requireDocuments(tx, actor.districtCode, [documentId]);
    await sql`update works_contracts set state = 'signed', owner_signed_on = ${ownerSignedOn},
        enterprise_signed_on = ${enterpriseSignedOn}, signed_on = ${signedOn},
        document_id = ${documentId}, requirements = ${JSON.stringify(requirements)},
        version = version + 1, last_on = ${occurredOn}
      where district_code = ${actor.districtCode} and contract_id = ${subject.id}`.execute(tx);
    return { id: subject.id, version: subject.version + 1 };
  },
});

/** 十一(三): what both sides must agree on. 十一(五): not less than three years of service. */
function refuseTerms(
  { clauses, warrantyYears: years }: ContractSubject,
  { clauses: required, warrantyYearsMin: yearsMin }: Requirements,
): void {
  if (required.length === 0) fail('contract.rules-missing', {});
  const missing = required.filter(({ id }) => (clauses[id] ?? '').trim() === '');
  if (missing.length > 0) {
    const details = {
      missing: missing.map(({ id }) => id),
      clausesZh: missing.map(({ zh }) => zh).join('、'),
      clausesEn: missing.map(({ en }) => en).join(', '),
    };
    fail('contract.clause-missing', details, '十一(三)');
  }
  if (years < yearsMin) fail('contract.warranty-too-short', { years, yearsMin }, '十一(五)');
}

export const approveDesign = defineAction({
  name: 'works-contract.approve-design',
  title: { zh: '登记可研、初设批复', en: 'Record the approval of the design' },
  input: z.strictObject({
    contractId,
    designApproval: ContractTerms.shape.designApproval.unwrap().unwrap(),
  }),
  roles: enterpriseMay['works-contract.approve-design'],
  ...onContract,
  from: ['draft', 'signed'],
  run: async ({ designApproval }, { tx, actor, subject, occurredOn }) => {
    await sql`update works_contracts set design_approval = ${designApproval},
        version = version + 1, last_on = ${occurredOn}
      where district_code = ${actor.districtCode} and contract_id = ${subject.id}`.execute(tx);
    return { id: subject.id, version: subject.version + 1 };
  },
});

/** Nothing ends while a house waits for its works: it would wait for nobody. */
const nothingWaits: Gate<ContractSubject> = {
  name: 'nothing-waits',
  check: async ({ id }, tx, { districtCode }): Promise<true | Why> => {
    const { rows } = await sql<{ count: number }>`select count(*) as count
      from works_contract_cases k
      join cases c on c.district_code = k.district_code and c.case_id = k.case_id
      where k.district_code = ${districtCode} and k.contract_id = ${id} and k.dropped_on is null
        and c.state = 'contracted'`.execute(tx);
    const count = rows[0]?.count ?? 0;
    return count === 0 || { code: 'contract.has-cases', details: { count } };
  },
};

export const endContract = defineAction({
  name: 'works-contract.end',
  title: { zh: '终止合同', en: 'End a contract' },
  input: z.strictObject({ contractId, reason: Reason }),
  roles: enterpriseMay['works-contract.end'],
  ...onContract,
  from: ['draft', 'signed'],
  gates: [nothingWaits],
  run: async ({ reason }, { tx, actor, subject, occurredOn }) => {
    await sql`update works_contracts set state = 'ended', ended_reason = ${reason},
        version = version + 1, last_on = ${occurredOn}
      where district_code = ${actor.districtCode} and contract_id = ${subject.id}`.execute(tx);
    return { id: subject.id, version: subject.version + 1 };
  },
});
