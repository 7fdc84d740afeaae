// Taking the ledger out with its personal numbers in full is an act of its own: who, what for,
// which filter and how many households stand in the journal before the first byte leaves.

import { z } from 'zod';
import { defineAction } from '../actions/action.ts';
import { Reason } from '../contracts/households.ts';
import { exportFormats, exportMay } from './model.ts';

type Exported = { readonly households: number };

export const exportLedger = defineAction({
  name: 'ledger.export',
  title: { zh: '导出完整台账', en: 'Take out the ledger in full' },
  input: z.strictObject({
    purpose: Reason,
    format: z.enum(exportFormats),
    /** Place keys; null for the whole district. */
    places: z.array(z.string()).nullable(),
    filter: z.record(z.string(), z.union([z.string(), z.number()])),
    households: z.number().int().min(0),
  }),
  roles: exportMay['ledger.export'],
  // Counted at the moment: the same request sent again is the same, though the count has changed.
  secrets: ['households'],
  record: ({ purpose, format, places, filter }, { households }: Exported) => {
    return { purpose, format, places, filter, households };
  },
  // The places are those the roles give: see placesFor() in routes.ts.
  scope: 'anywhere',
  creates: 'ledger-export',
  place: () => null,
  run: async ({ households }): Promise<Exported> => ({ households }),
});

/** All actions of this capability, for the registry. */
export const exportActions = [exportLedger] as const;
