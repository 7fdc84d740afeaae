// Whether everything here is invented, and how far an invented district is made.

import { useQuery } from '@tanstack/react-query';
import { call } from '../../src/contracts/call.ts';
import { health, type DemoProgress } from '../../src/contracts/session.ts';

const askAgainMs = 2000;

/** How far the demo district is made; null where the data are real, undefined while not known. */
export function useDemo() {
  return useQuery<DemoProgress | null>({
    queryKey: ['health'],
    queryFn: async ({ signal }) => (await call(health, {}, { signal })).demo ?? null,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (state.data?.state === 'making' ? askAgainMs : false),
  }).data;
}
