// Places of the district: the whole tree, a search by any name, and one place with its history.

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../src/contracts/call.ts';
import { getPlace, listPlaces, searchPlaces } from '../../src/contracts/places.ts';

export function usePlaces() {
  return useQuery({
    queryKey: ['places'],
    staleTime: 300_000,
    queryFn: ({ signal }) => call(listPlaces, { query: {} }, { signal }),
  });
}

export function usePlaceSearch(words: string) {
  return useQuery({
    queryKey: ['places', 'search', words],
    enabled: words !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(searchPlaces, { query: { q: words, limit: 50 } }, { signal }),
    select: (reply) => reply.items,
  });
}

export function usePlace(placeKey: string | undefined) {
  return useQuery({
    queryKey: ['places', placeKey],
    enabled: placeKey !== undefined,
    queryFn: ({ signal }) => call(getPlace, { params: { placeKey: placeKey ?? '' } }, { signal }),
  });
}
