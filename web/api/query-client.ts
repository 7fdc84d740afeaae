// How replies are kept: programmes for minutes, everything else briefly. A reply saying that
// nobody is signed in empties `me`, and the frame leads to the sign-in page.

import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { CallError } from '../../src/contracts/call.ts';

export const meKey = ['session'] as const;

function noticeSignedOut(error: Error): void {
  if (error instanceof CallError && error.status === 401) queryClient.setQueryData(meKey, null);
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, mutation) => {
      // A wrong password at sign-in is a 401 as well, and says nothing about a session.
      if (mutation.options.mutationKey?.[0] !== 'session') noticeSignedOut(error);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      networkMode: 'always',
      // Refusals stay refusals; only an unreachable server is worth a second try.
      retry: (count, error) => count < 1 && error instanceof CallError && error.status === 0,
      retryDelay: 800,
    },
    mutations: { networkMode: 'always' },
  },
});
