// Programmes: the notice as data, what it pays, where it jumps, and the decisions taken for it.

import { z } from 'zod';
import { Text } from '../core/text.ts';
import type { BenefitResult, JumpReport, ProgrammeView } from '../rules/types.ts';
import { contract } from './contract.ts';

const programme = { params: z.object({ programmeId: z.string().min(1).max(80) }) };

export const ProgrammeCard = z
  .object({
    programmeId: z.string(),
    name: Text,
    document: z.object({ title: Text, number: z.string() }),
    district: z.object({ code: z.number().int(), name: Text }),
    years: z.array(z.number().int()),
    /** True for the programme of the signed-in person's own district. */
    isOwn: z.boolean(),
  })
  .meta({ id: 'ProgrammeCard' });

/** A choice taken by the office in place of the folder's own. */
export const DecisionChoice = z
  .object({
    decisionId: z.string(),
    option: z.string(),
    document: z.string(),
    reason: z.string(),
    personName: z.string(),
    chosenAt: z.string(),
    /** False once a later choice for the same decision stands. */
    isCurrent: z.boolean(),
  })
  .meta({ id: 'DecisionChoice' });

export const Decide = z.record(z.string().max(40), z.string().max(80));

/** What is known of a household, by input id; money in fen. */
export const BenefitInputs = z.record(
  z.string().max(80),
  z.union([z.number(), z.string().max(200), z.boolean(), z.null()]),
);

export const ChooseOption = z.strictObject({
  option: z.string().min(1).max(80),
  /** The document that is the ground for it: title or number. */
  document: z.string().trim().min(2).max(200),
  reason: z.string().trim().min(2).max(1000),
});

export const listProgrammes = contract({
  method: 'GET',
  path: '/api/programmes',
  summary: { zh: '方案列表', en: 'Programmes' },
  access: 'signed-in',
  reply: z.object({ items: z.array(ProgrammeCard) }),
  errors: [],
});

export const getProgramme = contract({
  method: 'GET',
  path: '/api/programmes/:programmeId',
  summary: { zh: '方案全文和全部数据', en: 'A programme: its notice and all its data' },
  access: 'signed-in',
  ...programme,
  reply: z.custom<ProgrammeView>().meta({ description: 'ProgrammeView of src/rules/types.ts' }),
  errors: ['programme.unknown'],
});

export const computeBenefit = contract({
  method: 'POST',
  path: '/api/programmes/:programmeId/benefit',
  summary: { zh: '计算一户的补助并说明', en: 'Compute and explain what a household gets' },
  access: 'signed-in',
  ...programme,
  body: z.strictObject({ inputs: BenefitInputs, decide: Decide.optional() }),
  reply: z.custom<BenefitResult>().meta({ description: 'BenefitResult of src/rules/types.ts' }),
  errors: [
    'programme.unknown',
    'benefit.unknown-input',
    'benefit.not-an-object',
    'benefit.money-not-number',
    'benefit.money-not-whole',
    'benefit.not-a-quantity',
    'benefit.finer-than-step',
    'benefit.negative-input',
    'benefit.input-too-large',
    'benefit.no-such-option',
    'benefit.not-a-year',
    'benefit.not-a-flag',
    'benefit.input-key-twice',
    'benefit.not-covered',
    'benefit.amount-too-large',
    'benefit.unknown-decision',
    'benefit.unknown-decision-option',
    'benefit.rule-unsound',
  ],
});

export const listJumps = contract({
  method: 'GET',
  path: '/api/programmes/:programmeId/jumps',
  summary: { zh: '补助的跳变点', en: 'Where what is paid jumps' },
  access: 'signed-in',
  ...programme,
  reply: z.custom<JumpReport>().meta({ description: 'JumpReport of src/rules/types.ts' }),
  errors: ['programme.unknown'],
});

export const listDecisionChoices = contract({
  method: 'GET',
  path: '/api/programmes/:programmeId/decisions',
  summary: { zh: '办公室对待定事项的选择', en: 'Choices the office has taken' },
  access: 'signed-in',
  ...programme,
  reply: z.object({ items: z.array(DecisionChoice), decide: Decide }),
  errors: ['programme.unknown'],
});

export const chooseDecision = contract({
  method: 'POST',
  path: '/api/programmes/:programmeId/decisions/:decisionId/choose',
  summary: { zh: '对待定事项选择一个选项', en: 'Choose an option of a decision' },
  access: ['office'],
  params: programme.params.extend({ decisionId: z.string().min(1).max(40) }),
  body: ChooseOption,
  reply: z.object({ items: z.array(DecisionChoice), decide: Decide }),
  errors: [
    'programme.unknown',
    'programme.other-district',
    'decision.unknown',
    'decision.unknown-option',
    'decision.already-chosen',
  ],
  keyed: true,
});
