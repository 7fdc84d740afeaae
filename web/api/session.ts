// Who is signed in, signing in and out, and changing one's password.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, CallError } from '../../src/contracts/call.ts';
import { changePassword, signIn, signOut, whoAmI, type Me } from '../../src/contracts/session.ts';
import { holdsAny, type Role } from '../../src/people/model.ts';
import { paths } from '../paths.ts';
import { meKey } from './query-client.ts';

/** The signed-in person; null when nobody is signed in, undefined while not known. */
export function useMe() {
  return useQuery<Me | null>({
    queryKey: meKey,
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      call(whoAmI, {}, { signal }).catch((error: unknown) => {
        if (error instanceof CallError && error.status === 401) return null;
        throw error;
      }),
  });
}

/** True when the signed-in person holds one of these roles somewhere. */
export function useHolds(roles: readonly Role[]): boolean {
  const me = useMe().data;
  return me ? holdsAny(me, roles) : false;
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationKey: ['session', 'sign-in'],
    mutationFn: (body: { username: string; password: string }) => call(signIn, { body }),
    onSuccess: (me) => {
      client.setQueryData(meKey, me);
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meKey[0] });
    },
  });
}

/** Signs out and loads the sign-in page afresh, so that nothing of the last person stays here. */
export function useSignOut() {
  return useMutation({
    mutationKey: ['session', 'sign-out'],
    mutationFn: () => call(signOut, {}),
    onSuccess: () => window.location.assign(paths.signIn()),
  });
}

export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationKey: ['session', 'change-password'],
    mutationFn: (body: { current: string; next: string }) => call(changePassword, { body }),
    onSuccess: (me) => client.setQueryData(meKey, me),
  });
}
