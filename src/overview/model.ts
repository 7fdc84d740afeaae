// The words of the overview: which states count as installed, what comes next in each state and who
// has to see to it. Pure; the pages show them by the same names.

import type { Text } from '../core/text.ts';
import { countedStates } from '../households/model.ts';
import type { CaseState } from '../households/model.ts';

/** States in which the new heating or insulation is in the house, accepted or not. */
export const installedStates = [
  'installed',
  'self-checked',
  'rectifying',
  ...countedStates,
] as const satisfies readonly CaseState[];

/** How many days in one state are too many, unless a page asks otherwise. */
export const overDaysUsual = 30;

type Next = { readonly who: Text; readonly what: Text };

const enterprise = { zh: '承建企业', en: 'The enterprise' };
const town = { zh: '乡镇', en: 'The town' };
const office = { zh: '领导小组办公室', en: 'The leading group office' };

/** What each state waits for, and who has to do it. Where nothing is waited for, it is missing. */
export const nextSteps: Readonly<Partial<Record<CaseState, Next>>> = {
  registered: { who: town, what: { zh: '定取暖方式', en: 'choose the method' } },
  chosen: { who: town, what: { zh: '核准', en: 'approve' } },
  approved: { who: office, what: { zh: '签合同', en: 'sign the contract' } },
  contracted: { who: enterprise, what: { zh: '催施工', en: 'get it installed' } },
  installed: { who: enterprise, what: { zh: '自检', en: 'check its own work' } },
  'self-checked': {
    who: { zh: '乡镇初验，部门联合验收', en: 'The town, then the departments' },
    what: { zh: '安排验收', en: 'arrange the acceptance' },
  },
  rectifying: { who: enterprise, what: { zh: '整改后自检', en: 'put it right, check again' } },
  accepted: { who: town, what: { zh: '公示', en: 'hang out the public notice' } },
  published: { who: office, what: { zh: '核算补助', en: 'work out the aid' } },
  cleared: { who: { zh: '财政局', en: 'Finance' }, what: { zh: '兑付', en: 'pay' } },
};
