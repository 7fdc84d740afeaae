// Every action of the product by name. The permission table and the tests read it here.

import { acceptanceActions } from '../acceptance/actions.ts';
import { createRegistry } from '../actions/registry.ts';
import { documentActions } from '../documents/actions.ts';
import { enterpriseActions } from '../enterprises/registry.ts';
import { fundsActions } from '../funds/registry.ts';
import { exportActions } from '../exports/actions.ts';
import { groupActions } from '../groups/actions.ts';
import { householdActions } from '../households/registry.ts';
import { paymentActions } from '../payments/registry.ts';
import { recordLedgerFacts } from '../households/import/ledger-actions.ts';
import { importActions } from '../imports/actions.ts';
import { peopleActions } from '../people/actions.ts';
import { tokenActions } from '../people/token-actions.ts';
import { placeActions } from '../places/actions.ts';
import { programmeActions } from '../programmes/actions.ts';
import { targetActions } from '../targets/actions.ts';
import { worksActions } from '../works/registry.ts';

export const registry = createRegistry([
  ...acceptanceActions,
  ...peopleActions,
  ...tokenActions,
  ...placeActions,
  ...programmeActions,
  ...householdActions,
  ...documentActions,
  ...enterpriseActions,
  ...groupActions,
  ...fundsActions,
  ...importActions,
  recordLedgerFacts,
  ...targetActions,
  ...exportActions,
  ...paymentActions,
  ...worksActions,
]);
