// All actions of acceptance and public notice, for the registry.

import * as checks from './check-actions.ts';
import * as lots from './lot-actions.ts';
import * as notices from './notice-actions.ts';

export const acceptanceActions = [
  checks.townCheck,
  checks.jointCheck,
  checks.failCase,
  lots.drawSample,
  lots.enlargeSample,
  lots.countersign,
  lots.concludeLot,
  lots.nameDepartment,
  notices.publishNotice,
  notices.objectToNotice,
  notices.answerObjection,
  notices.settleObjection,
  notices.closeNotice,
] as const;
