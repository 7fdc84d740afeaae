// All actions of this capability, for the registry.

import * as enterprises from './actions.ts';
import { contractCase } from './case-actions.ts';
import * as contracts from './contract-actions.ts';

export const enterpriseActions = [
  enterprises.registerEnterprise,
  enterprises.amendEnterprise,
  enterprises.addAlias,
  enterprises.addPaper,
  enterprises.admitEnterprise,
  enterprises.suspendEnterprise,
  enterprises.resumeEnterprise,
  enterprises.removeEnterprise,
  contracts.draftContract,
  contracts.amendContract,
  contracts.signContract,
  contracts.approveDesign,
  contracts.endContract,
  contractCase,
] as const;
