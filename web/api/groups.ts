// Village groups: how far each village has decided, the groups of one, exceptions that wait.

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../src/contracts/call.ts';
import type { Reply } from '../../src/contracts/contract.ts';
import { listExceptions, listGroups, listGroupVillages } from '../../src/contracts/groups.ts';

export type GroupVillage = Reply<typeof listGroupVillages>['items'][number];
export type Group = Reply<typeof listGroups>['items'][number];
export type Exception = Reply<typeof listExceptions>['items'][number];

export function useGroupVillages(under: string | undefined) {
  return useQuery({
    queryKey: ['groups', 'villages', under],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(listGroupVillages, { query: { under } }, { signal }),
    select: (reply) => reply.items,
  });
}

export function useVillageGroups(villageKey: string) {
  return useQuery({
    queryKey: ['groups', 'of', villageKey],
    queryFn: ({ signal }) => call(listGroups, { query: { villageKey } }, { signal }),
    select: (reply) => reply.items,
  });
}

export function useExceptions(under: string | undefined) {
  return useQuery({
    queryKey: ['groups', 'exceptions', under],
    queryFn: ({ signal }) => call(listExceptions, { query: { under } }, { signal }),
    select: (reply) => reply.items,
  });
}
