// Brings cases under a signed contract, each with its price; and lets those go that withdraw.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction, refusalOf } from '../actions/action.ts';
import type { Item, Reason as Why } from '../actions/action.ts';
import { PricedCase } from '../contracts/works-contracts.ts';
import type { Day } from '../core/day.ts';
import { invariant } from '../core/invariant.ts';
import type { Tx } from '../db/open.ts';
import { caseKind } from '../households/case-actions.ts';
import { caseTransitions } from '../households/model.ts';
import type { Works } from '../households/model.ts';
import { changeCases } from '../households/steps.ts';
import { isWithin } from '../people/model.ts';
import { enterpriseMay } from './model.ts';
import type { ContractState, EnterpriseState } from './model.ts';
import { notAdmitted } from './queries.ts';

const Input = PricedCase.extend({ contractId: z.uuid() });
type CaseSubject = Awaited<ReturnType<typeof caseKind.lock>>[number];
type Contracting = Item<z.output<typeof Input>, CaseSubject>;

type Held = {
  readonly contractId: string;
  readonly number: string;
  readonly state: ContractState;
  readonly works: Works;
  readonly placeKey: string;
  readonly signedOn: Day | null;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  readonly enterpriseState: EnterpriseState;
};

export const contractCase = defineAction({
  name: 'case.contract',
  title: { zh: '列入合同', en: 'Bring under a contract' },
  input: Input,
  roles: enterpriseMay['case.contract'],
  subject: caseKind,
  subjectId: (input) => input.caseId,
  from: caseTransitions['case.contract'].from,
  runMany: async (items, context) => {
    const { tx, actor } = context;
    const { districtCode } = actor;
    const ids = items.map(({ input }) => input.contractId);
    const contracts = await holdContracts(tx, districtCode, ids);
    const refusals = items.map((item) => refuse(item, contracts.get(item.input.contractId)));
    const kept = items.filter((_, at) => !refusals[at]);
    await insertPrices(tx, districtCode, kept);
    const changes = kept.map(({ input, subject, entryId, occurredOn }) => {
      const contract = contracts.get(input.contractId);
      invariant(contract, 'a case that is not refused has its contract');
      const { enterpriseId } = contract;
      const { to: state } = caseTransitions['case.contract'];
      return { before: subject, state, enterpriseId, entryId, occurredOn };
    });
    await changeCases(context, 'case.contract', changes);
    return items.map(({ subject }, at) => {
      const why = refusals[at];
      return why ? refusalOf(why) : { id: subject.id, version: subject.version + 1 };
    });
  },
});

/** Contracts with their enterprises, held so that neither ends nor is suspended in between. */
async function holdContracts(
  tx: Tx,
  districtCode: number,
  ids: readonly string[],
): Promise<Map<string, Held>> {
  const { rows } = await sql<Held>`
    select w.contract_id, w.number, w.state, w.works, w.place_key, w.signed_on, w.enterprise_id,
      e.name as enterprise_name, e.state as enterprise_state
    from works_contracts w
    join enterprises e on e.district_code = w.district_code and e.enterprise_id = w.enterprise_id
    where w.district_code = ${districtCode} and w.contract_id = any (${[...new Set(ids)]}::uuid[])
    order by w.contract_id for share`.execute(tx);
  return new Map(rows.map((row) => [row.contractId, row]));
}

/** In this order: the contract, the enterprise, the works, the place, the day. */
function refuse({ subject, occurredOn }: Contracting, contract: Held | undefined): Why | undefined {
  if (!contract) return { code: 'contract.not-found', details: {} };
  const { number, signedOn, enterpriseName: name, enterpriseState: state } = contract;
  if (contract.state !== 'signed' || signedOn === null) {
    return { code: 'contract.not-signed', details: { number } };
  }
  if (state !== 'admitted') return notAdmitted({ name, state });
  if (contract.works !== subject.works) {
    return { code: 'contract.other-works', details: { number } };
  }
  if (!isWithin(subject.village, contract.placeKey)) {
    return { code: 'contract.other-place', details: { number } };
  }
  if (occurredOn < signedOn) {
    return { code: 'contract.before-signing', details: { number, signedOn } };
  }
  return undefined;
}

async function insertPrices(
  tx: Tx,
  districtCode: number,
  items: readonly Contracting[],
): Promise<void> {
  if (items.length === 0) return;
  await sql`insert into works_contract_cases (district_code, contract_id, case_id,
      price_equipment_fen, price_construction_fen, added_on)
    select ${districtCode}::int, n.contract_id, n.case_id, n.equipment, n.construction, n.added_on
    from unnest(${items.map(({ input }) => input.contractId)}::uuid[],
      ${items.map(({ subject }) => subject.id)}::uuid[],
      ${items.map(({ input }) => input.equipmentFen)}::bigint[],
      ${items.map(({ input }) => input.constructionFen)}::bigint[],
      ${items.map(({ occurredOn }) => occurredOn)}::date[])
      as n (contract_id, case_id, equipment, construction, added_on)`.execute(tx);
}
