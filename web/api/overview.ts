// The overview: counts as of a day, where cases wait, the pace, and the money beside it.

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../src/contracts/call.ts';
import type { Input, Reply } from '../../src/contracts/contract.ts';
import { getOverview } from '../../src/contracts/ledger.ts';
import { getPace, getWaiting } from '../../src/contracts/overview.ts';

export type OverviewQuery = Input<typeof getOverview>['query'];
export type WaitingRow = Reply<typeof getWaiting>['rows'][number];

export const overviewKey = ['overview'] as const;

export function useOverview(query: OverviewQuery) {
  return useQuery({
    queryKey: [...overviewKey, 'counts', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(getOverview, { query }, { signal }),
  });
}

export function useWaiting(query: Input<typeof getWaiting>['query']) {
  return useQuery({
    queryKey: [...overviewKey, 'waiting', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(getWaiting, { query }, { signal }),
  });
}

export function usePace(query: Input<typeof getPace>['query']) {
  return useQuery({
    queryKey: [...overviewKey, 'pace', query],
    staleTime: 300_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(getPace, { query }, { signal }),
  });
}
