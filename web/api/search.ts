// What the search of the frame asks: cases by name or number, batches by number.

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../src/contracts/call.ts';
import { listCases } from '../../src/contracts/ledger.ts';
import { listBatches } from '../../src/contracts/payments.ts';

const casesShown = 8;
const batchesLookedAt = 200;

export function useCaseSearch(words: string) {
  return useQuery({
    queryKey: ['search', 'cases', words],
    enabled: words !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      call(listCases, { query: { search: words, limit: casesShown } }, { signal }),
  });
}

/** Among the latest two hundred batches; older ones are found by their list. */
export function useBatchSearch(words: string) {
  return useQuery({
    queryKey: ['search', 'batches'],
    enabled: words !== '',
    queryFn: ({ signal }) => call(listBatches, { query: { limit: batchesLookedAt } }, { signal }),
    select: ({ items }) =>
      words === '' ? [] : items.filter(({ number }) => number.includes(words.toUpperCase())),
  });
}
