// Scenes of the demo district: enterprises apply and are admitted, contracts are signed for each
// town and year, houses come under them; one enterprise is suspended on the way.

import { contractCase } from '../enterprises/case-actions.ts';
import { admitEnterprise, registerEnterprise, suspendEnterprise } from '../enterprises/actions.ts';
import { draftContract, signContract } from '../enterprises/contract-actions.ts';
import type { enterpriseKinds } from '../enterprises/model.ts';
import { requirementsOf } from '../enterprises/requirements.ts';
import { invariant } from '../core/invariant.ts';
import { addDays } from '../core/day.ts';
import { creditCodeOf, dayOf, demoMark } from './identities.ts';
import type { Cohort, Played, Scene, Stage } from './stage.ts';
import { demoEnterprises } from './staff.ts';
import { dayAfter, note } from './survey.ts';

const admittedOn = dayOf('2021-06-20');
const suspendedOn = dayOf('2023-09-18');
/** When the contracts of each year are signed. */
const signedOn = { 2021: '2021-08-25', 2022: '2022-05-20', 2023: '2023-03-20' } as const;
const contractDays = 10;
const district = '640302';

/** The place of each method's enterprise in the list of enterprises; the last one installs. */
const builders: Readonly<Record<string, readonly number[]>> = {
  'air-heater': [0, 0, 5],
  'air-water': [1],
  'electric-storage': [2],
  'gas-boiler': [3],
  'solar-hybrid': [1],
  biomass: [2],
  'waste-heat': [4],
};

/** Which enterprise builds a house: villages of one method are shared out among its makers. */
export function builderOf({ planned: { method, target } }: Played): number {
  const makers = builders[method] ?? [5];
  const village = Number(target.village.slice(-2)) || 0;
  return makers[village % makers.length] ?? 5;
}

const kinds: ReadonlyArray<ReadonlyArray<keyof typeof enterpriseKinds>> = [
  ['equipment', 'construction'],
  ['equipment', 'construction'],
  ['equipment', 'construction'],
  ['gas', 'construction'],
  ['heat', 'construction'],
  ['construction'],
];

export function contractScenes({ cohorts }: Stage): Scene[] {
  const enterpriseIds: string[] = [];
  return [
    { name: 'admit', on: admittedOn, run: (stage) => admit(stage, enterpriseIds) },
    ...cohorts.map((cohort) => ({
      name: 'contract',
      lane: cohort.lane,
      on: dayOf(signedOn[cohort.year]),
      run: (stage: Stage) => contract(stage, cohort, enterpriseIds),
    })),
    { name: 'suspend', on: suspendedOn, run: (stage) => suspend(stage, enterpriseIds) },
  ];
}

async function admit(stage: Stage, enterpriseIds: string[]): Promise<void> {
  const { act, staff, addPapers } = stage;
  const office = staff.get('office');
  const inputs = demoEnterprises.map(({ name }, at) => ({
    name,
    creditCode: creditCodeOf(at + 1),
    kinds: [...(kinds[at] ?? [])],
    organisationId: staff.get(`enterprise-${at + 1}`).organisationId,
  }));
  const told = (key: string) => ({ key, days: admittedOn });
  const registered = await act(office, registerEnterprise, inputs, told('enterprises'));
  const reviews = demoEnterprises.map(({ name: title }) => ({
    kind: 'expert-review' as const,
    name: `${title}专家评审表`,
    placeKey: district,
  }));
  const documents = await addPapers(office, reviews, 'reviews', admittedOn);
  const decisions = registered.map((result, at) => ({
    enterpriseId: result?.enterpriseId ?? '',
    documentId: documents[at] ?? '',
    reason: '专家评审通过，试点运行合格',
    score: 80 + at,
  }));
  await act(office, admitEnterprise, decisions, told('admissions'));
  enterpriseIds.push(...decisions.map(({ enterpriseId }) => enterpriseId));
}

async function suspend(
  { act, staff, addPapers }: Stage,
  enterpriseIds: readonly string[],
): Promise<void> {
  const office = staff.get('office');
  const paper = { kind: 'decision', name: '暂停通知', placeKey: district } as const;
  const [documentId = ''] = await addPapers(office, [paper], 'suspension', suspendedOn);
  const enterpriseId = enterpriseIds.at(-1) ?? '';
  const reason = '抽验多户不合格，整改期间暂停承接';
  const input = { enterpriseId, documentId, reason };
  await act(office, suspendEnterprise, [input], { key: 'suspension', days: suspendedOn });
}

/** One contract for each enterprise that builds in the town that year, and its houses under it. */
async function contract(
  stage: Stage,
  cohort: Cohort,
  enterpriseIds: readonly string[],
): Promise<void> {
  const { act, staff } = stage;
  const { year, town, number, households } = cohort;
  const on = households.filter(({ isOn }) => isOn);
  const makers = [...new Set(on.map(builderOf))].toSorted((a, b) => a - b);
  const contracts = await sign(stage, cohort, makers, enterpriseIds);
  const first = addDays(dayOf(signedOn[year]), 1);
  const days = on.map(({ planned }) => dayAfter(first, planned.index, 'contract', contractDays));
  const inputs = on.map((one) => {
    const { equipmentFen, constructionFen } = one.planned;
    const contractId = contracts.get(builderOf(one)) ?? '';
    return { contractId, caseId: one.caseId, equipmentFen, constructionFen };
  });
  const key = `contract-${year}-${town.key}`;
  note(on, await act(staff.get(`clerk-${number}`), contractCase, inputs, { key, days }), days);
}

async function sign(
  { act, staff, addPapers, programme }: Stage,
  { year, town, number }: Cohort,
  makers: readonly number[],
  enterpriseIds: readonly string[],
): Promise<Map<number, string>> {
  const clerk = staff.get(`clerk-${number}`);
  const day = dayOf(signedOn[year]);
  const requirements = requirementsOf(programme, 'heating');
  const clauses = Object.fromEntries(
    requirements.clauses.map(({ id, zh }) => [id, `${zh}：按本区合同范本执行${demoMark}`]),
  );
  const drafts = makers.map((maker) => ({
    number: `清暖〔${year}〕${number}-${maker + 1}号${demoMark}`,
    enterpriseId: enterpriseIds[maker] ?? '',
    works: 'heating' as const,
    placeKey: town.key,
    clauses,
    warrantyYears: Math.max(3, requirements.warrantyYearsMin),
    doneBy: dayOf(`${year}-11-30`),
    designApproval: `清暖批〔${year}〕${number}号${demoMark}`,
  }));
  const told = (key: string) => ({ key: `${key}-${year}-${town.key}`, days: day });
  const drafted = await act(clerk, draftContract, drafts, told('draft'));
  const papers = drafts.map((draft) => ({
    kind: 'works-contract' as const,
    name: draft.number,
    placeKey: town.key,
  }));
  const documents = await addPapers(clerk, papers, `contracts-${year}-${town.key}`, day);
  const signatures = drafted.map((result, at) => {
    invariant(result, 'a draft of the demo district is never refused');
    return {
      contractId: result.contractId,
      ownerSignedOn: day,
      enterpriseSignedOn: day,
      documentId: documents[at] ?? '',
      requirements,
    };
  });
  await act(clerk, signContract, signatures, told('sign'));
  return new Map(makers.map((maker, at) => [maker, signatures[at]?.contractId ?? '']));
}
