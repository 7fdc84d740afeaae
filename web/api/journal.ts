// The journal as it is leafed through, its checkpoint and the proof of one entry.

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { call } from '../../src/contracts/call.ts';
import type { Input, Reply } from '../../src/contracts/contract.ts';
import { getCheckpoint, getProof, listJournal } from '../../src/contracts/journal.ts';

export type JournalEntry = Reply<typeof listJournal>['items'][number];
export type JournalFilters = Omit<Input<typeof listJournal>['query'], 'after'>;

export function useJournal(filters: JournalFilters) {
  return useInfiniteQuery({
    queryKey: ['journal', 'entries', filters],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam: after }) =>
      call(listJournal, { query: { ...filters, ...(after && { after }) } }, { signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

export function useCheckpoint() {
  return useQuery({
    queryKey: ['journal', 'checkpoint'],
    queryFn: ({ signal }) => call(getCheckpoint, {}, { signal }),
    select: (reply) => reply.checkpoint,
  });
}

export function useProof(entryId: string | undefined) {
  return useQuery({
    queryKey: ['journal', 'proof', entryId],
    enabled: entryId !== undefined,
    queryFn: ({ signal }) => call(getProof, { params: { entryId: entryId ?? '' } }, { signal }),
  });
}
