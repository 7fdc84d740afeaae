// All actions of this capability, for the registry.

import * as budget from './budget-actions.ts';
import * as clearing from './clear-actions.ts';
import * as money from './money-actions.ts';
import { adoptRules } from './rules.ts';

export const fundsActions = [
  adoptRules,
  budget.adoptBudget,
  budget.adjustBudget,
  budget.appropriate,
  budget.takeBack,
  money.setCost,
  money.recordOwnShare,
  money.cancelOwnShare,
  money.recordPriorAid,
  money.approvePriorAid,
  clearing.clearCase,
  clearing.releaseEntitlement,
  clearing.markDue,
] as const;
