// The ledger: its list page by page, the counts on its tabs, one household's file.

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../src/contracts/call.ts';
import type { Input, Reply } from '../../src/contracts/contract.ts';
import { countCases, getHousehold, listCases } from '../../src/contracts/ledger.ts';

export type CaseFilters = Input<typeof listCases>['query'];
export type LedgerRow = Reply<typeof listCases>['items'][number];
export type HouseholdFile = Reply<typeof getHousehold>;
export type CaseFile = HouseholdFile['cases'][number];

export const ledgerKey = ['ledger'] as const;

/** One page of the list; `after` is the `next` of the page before. */
export function useCases(query: CaseFilters) {
  return useQuery({
    queryKey: [...ledgerKey, 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(listCases, { query }, { signal }),
  });
}

/** How many cases stand in each state, under the same filters. */
export function useCaseCounts(query: Input<typeof countCases>['query']) {
  return useQuery({
    queryKey: [...ledgerKey, 'counts', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(countCases, { query }, { signal }),
    select: (reply) => reply.items,
  });
}

export function useHousehold(householdId: string) {
  return useQuery({
    queryKey: [...ledgerKey, 'household', householdId],
    queryFn: ({ signal }) => call(getHousehold, { params: { householdId } }, { signal }),
  });
}

/** The households before and after this one in the list read last, and where it stands in it. */
export function useNeighbours(householdId: string) {
  const lists = useQueryClient()
    .getQueryCache()
    .findAll({ queryKey: [...ledgerKey, 'list'] })
    .toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .map(({ state }) => (state.data as Reply<typeof listCases> | undefined)?.items ?? []);
  for (const rows of lists) {
    const at = rows.findIndex((row) => row.householdId === householdId);
    if (at >= 0) {
      const [before, after] = [rows[at - 1]?.householdId, rows[at + 1]?.householdId];
      return { at: at + 1, of: rows.length, before, after };
    }
  }
  return undefined;
}
