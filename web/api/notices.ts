// Public notices: the list, one as hung out, and the villages that have accepted houses to publish.

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../src/contracts/call.ts';
import type { Input, Reply } from '../../src/contracts/contract.ts';
import { getOverview } from '../../src/contracts/ledger.ts';
import { getNotice, listNotices } from '../../src/contracts/notices.ts';
import type { Works } from '../../src/households/model.ts';

export type Notice = Reply<typeof listNotices>['items'][number];
export type NoticeFile = Reply<typeof getNotice>;
export type Objection = NoticeFile['objections'][number];

export function useNotices(query: Input<typeof listNotices>['query']) {
  return useQuery({
    queryKey: ['notices', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(listNotices, { query }, { signal }),
  });
}

export function useNotice(noticeId: string) {
  return useQuery({
    queryKey: ['notices', noticeId],
    queryFn: ({ signal }) => call(getNotice, { params: { noticeId } }, { signal }),
  });
}

/** Villages with houses that are accepted and hang out nowhere yet, most first. */
export function useToPublish(works: Works, under: string | undefined) {
  return useQuery({
    queryKey: ['notices', 'to-publish', works, under],
    queryFn: ({ signal }) =>
      call(getOverview, { query: { by: 'village', works, under } }, { signal }),
    select: ({ rows }) =>
      rows
        .flatMap(({ key, states }) => (states.accepted ? [{ key, count: states.accepted }] : []))
        .toSorted((a, b) => b.count - a.count),
  });
}
