// Every action of the product by name. The permission table and the tests read it here.

import { createRegistry } from '../actions/registry.ts';
import { peopleActions } from '../people/actions.ts';
import { placeActions } from '../places/actions.ts';
import { programmeActions } from '../programmes/actions.ts';

export const registry = createRegistry([...peopleActions, ...placeActions, ...programmeActions]);
