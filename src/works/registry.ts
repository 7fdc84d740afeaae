// All actions of this capability, for the registry.

import * as actions from './actions.ts';
import { installCase } from './install-action.ts';
import * as insulation from './insulation-actions.ts';

export const worksActions = [
  insulation.checkWindows,
  insulation.proveLayer,
  installCase,
  actions.commissionAgain,
  actions.settleOldStove,
  actions.selfCheck,
  actions.replaceDevice,
] as const;
