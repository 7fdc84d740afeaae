// Accounts and organisations, for the administrator. Every change is journaled by the server.

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../src/contracts/call.ts';
import type { Input } from '../../src/contracts/contract.ts';
import {
  createAccount,
  disableAccount,
  enableAccount,
  grantRole,
  listAccounts,
  listOrganisations,
  registerOrganisation,
  resetPassword,
  revokeRole,
} from '../../src/contracts/people.ts';
import type { z } from 'zod';
import type { Account as AccountSchema } from '../../src/contracts/people.ts';

export type Account = z.output<typeof AccountSchema>;

export const accountsShownMax = 200;

export function useAccounts(search: string) {
  return useQuery({
    queryKey: ['accounts', search],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      const query = { limit: accountsShownMax, ...(search === '' ? {} : { search }) };
      return call(listAccounts, { query }, { signal });
    },
  });
}

export function useOrganisations() {
  return useQuery({
    queryKey: ['organisations'],
    queryFn: ({ signal }) => call(listOrganisations, { query: { limit: 200 } }, { signal }),
    select: (reply) => reply.items,
  });
}

/** A change of accounts: afterwards the lists are read again. */
function useChange<Given, Got>(act: (given: Given) => Promise<Got>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['accounts'] });
      void client.invalidateQueries({ queryKey: ['organisations'] });
    },
  });
}

export const useCreateAccount = () =>
  useChange((input: Input<typeof createAccount>) => call(createAccount, input));
export const useRegisterOrganisation = () =>
  useChange((input: Input<typeof registerOrganisation>) => call(registerOrganisation, input));
export const useSwitchAccount = () =>
  useChange(({ isOn, ...input }: Input<typeof disableAccount> & { isOn: boolean }) =>
    call(isOn ? enableAccount : disableAccount, input),
  );
export const useResetPassword = () =>
  useChange((input: Input<typeof resetPassword>) => call(resetPassword, input));
export const useGrantRole = () =>
  useChange((input: Input<typeof grantRole>) => call(grantRole, input));
export const useRevokeRole = () =>
  useChange((input: Input<typeof revokeRole>) => call(revokeRole, input));
