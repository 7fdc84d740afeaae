// Acceptance: what waits, lots with their draws, orders to put right, departments.

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  getDraw,
  getLot,
  listDepartments,
  listLots,
  listRectifications,
  listWaiting,
} from '../../src/contracts/acceptance-lists.ts';
import { call } from '../../src/contracts/call.ts';
import type { Input, Reply } from '../../src/contracts/contract.ts';

export type Waiting = Reply<typeof listWaiting>['items'][number];
export type WaitingTown = Reply<typeof listWaiting>['towns'][number];
export type Lot = Reply<typeof listLots>['items'][number];
export type LotFile = Reply<typeof getLot>;
export type LotCase = LotFile['drawnCases'][number];
export type Rectification = Reply<typeof listRectifications>['items'][number];
export type Department = Reply<typeof listDepartments>['items'][number];

export function useWaiting(query: Input<typeof listWaiting>['query']) {
  return useQuery({
    queryKey: ['acceptance', 'waiting', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(listWaiting, { query }, { signal }),
  });
}

export function useLots(query: Input<typeof listLots>['query']) {
  return useQuery({
    queryKey: ['acceptance', 'lots', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(listLots, { query }, { signal }),
  });
}

export function useLot(lotId: string) {
  return useQuery({
    queryKey: ['acceptance', 'lot', lotId],
    queryFn: ({ signal }) => call(getLot, { params: { lotId } }, { signal }),
  });
}

/** The draw done again by the server; only when asked for. */
export function useDraw(lotId: string, isWanted: boolean) {
  return useQuery({
    queryKey: ['acceptance', 'draw', lotId],
    enabled: isWanted,
    staleTime: 0,
    queryFn: ({ signal }) => call(getDraw, { params: { lotId } }, { signal }),
  });
}

export function useRectifications(query: Input<typeof listRectifications>['query']) {
  return useQuery({
    queryKey: ['acceptance', 'rectifications', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(listRectifications, { query }, { signal }),
  });
}

export function useDepartments(year: number | undefined) {
  return useQuery({
    queryKey: ['acceptance', 'departments', year],
    enabled: year !== undefined,
    queryFn: ({ signal }) => call(listDepartments, { query: { year: year ?? 0 } }, { signal }),
    select: (reply) => reply.items,
  });
}
