// All actions of this capability, for the registry.

import * as households from './actions.ts';
import * as cases from './case-actions.ts';
import * as caseChanges from './case-change-actions.ts';
import * as changes from './change-actions.ts';

export const householdActions = [
  households.registerHousehold,
  households.correctHousehold,
  households.addWorks,
  households.moveGroup,
  households.mergeDuplicate,
  households.unmaskHousehold,
  changes.requestChange,
  changes.approveChange,
  changes.rejectChange,
  cases.chooseMethod,
  cases.requestException,
  cases.approveException,
  cases.refuseException,
  cases.approveCase,
  cases.rejectCase,
  cases.withdrawCase,
  caseChanges.requestCaseChange,
  caseChanges.approveCaseChange,
  caseChanges.rejectCaseChange,
] as const;
