// The money: budget lines, the reconciliation with the transfers behind each sum, entitlements.

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { call } from '../../src/contracts/call.ts';
import type { Input, Reply } from '../../src/contracts/contract.ts';
import {
  listAppropriations,
  listBudget,
  listEntitlements,
  recomputeFunds,
} from '../../src/contracts/funds.ts';
import { getReconciliation, listFigureTransfers } from '../../src/contracts/reconciliation.ts';
import type { Day } from '../../src/core/day.ts';
import type { FigureId } from '../../src/payments/reconciliation/model.ts';

export type Reconciliation = Reply<typeof getReconciliation>;
export type ReconciledLine = Reconciliation['lines'][number];
export type FigureTransfer = Reply<typeof listFigureTransfers>['items'][number];
export type Entitlement = Reply<typeof listEntitlements>['items'][number];
export type EntitlementFilters = Omit<Input<typeof listEntitlements>['query'], 'after'>;

export const fundsKey = ['funds'] as const;

export function useReconciliation(asOf: Day | undefined) {
  const query = asOf === undefined ? {} : { asOf };
  return useQuery({
    queryKey: [...fundsKey, 'reconciliation', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(getReconciliation, { query }, { signal }),
  });
}

export function useBudget() {
  return useQuery({
    queryKey: [...fundsKey, 'budget'],
    queryFn: ({ signal }) => call(listBudget, {}, { signal }),
  });
}

export function useAppropriations(lineId: string) {
  return useQuery({
    queryKey: [...fundsKey, 'appropriations', lineId],
    queryFn: ({ signal }) => call(listAppropriations, { params: { lineId } }, { signal }),
    select: (reply) => reply.items,
  });
}

const pageSize = 50;

/** The transfers behind a figure of a line, page by page. */
export function useFigureTransfers(lineId: string, figure: FigureId, asOf: Day | undefined) {
  return useInfiniteQuery({
    queryKey: [...fundsKey, 'transfers', lineId, figure, asOf],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam: after }) => {
      const query = { limit: pageSize, ...(asOf && { asOf }), ...(after && { after }) };
      return call(listFigureTransfers, { params: { lineId, figure }, query }, { signal });
    },
    getNextPageParam: ({ items }) =>
      items.length < pageSize ? undefined : items.at(-1)?.transferId,
  });
}

export function useEntitlements(filters: EntitlementFilters) {
  return useInfiniteQuery({
    queryKey: [...fundsKey, 'entitlements', filters],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam: after }) => {
      const query = { ...filters, limit: pageSize, ...(after && { after }) };
      return call(listEntitlements, { query }, { signal });
    },
    getNextPageParam: ({ items }) =>
      items.length < pageSize ? undefined : items.at(-1)?.entitlementId,
  });
}

/** Works everything out again; asked for by hand, because it reads every transfer. */
export function useRecompute() {
  return useQuery({
    queryKey: [...fundsKey, 'recompute'],
    enabled: false,
    queryFn: ({ signal }) => call(recomputeFunds, {}, { signal }),
  });
}
