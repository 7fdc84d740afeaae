// What the forms of a household's file need to know besides the file itself: its money worked out,
// its works, the groups it may belong to, the contracts it may come under, the points of a check.

import { useQuery } from '@tanstack/react-query';
import { getCheckForm } from '../../src/contracts/acceptance-lists.ts';
import { call } from '../../src/contracts/call.ts';
import type { Reply } from '../../src/contracts/contract.ts';
import { getCaseMoney } from '../../src/contracts/funds.ts';
import { listGroups } from '../../src/contracts/groups.ts';
import { listContracts } from '../../src/contracts/works-contracts.ts';
import { getWorks } from '../../src/contracts/works-lists.ts';
import type { Works } from '../../src/households/model.ts';
import { ledgerKey } from './ledger.ts';

export type CaseMoney = Reply<typeof getCaseMoney>;
export type CaseWorks = Reply<typeof getWorks>;

export function useCaseMoney(caseId: string | undefined) {
  return useQuery({
    queryKey: [...ledgerKey, 'money', caseId],
    enabled: caseId !== undefined,
    queryFn: ({ signal }) => call(getCaseMoney, { params: { caseId: caseId ?? '' } }, { signal }),
  });
}

export function useCaseWorks(caseId: string | undefined) {
  return useQuery({
    queryKey: [...ledgerKey, 'works', caseId],
    enabled: caseId !== undefined,
    queryFn: ({ signal }) => call(getWorks, { params: { caseId: caseId ?? '' } }, { signal }),
  });
}

export function useGroups(villageKey: string | undefined) {
  return useQuery({
    queryKey: [...ledgerKey, 'groups', villageKey],
    enabled: villageKey !== undefined && villageKey !== '',
    queryFn: ({ signal }) =>
      call(listGroups, { query: { villageKey: villageKey ?? '' } }, { signal }),
    select: (reply) => reply.items,
  });
}

/** Signed contracts for these works, of the town or its villages. */
export function useSignedContracts(townKey: string, works: Works) {
  return useQuery({
    queryKey: [...ledgerKey, 'contracts', townKey, works],
    queryFn: ({ signal }) =>
      call(
        listContracts,
        { query: { under: townKey, works, state: 'signed', limit: 200 } },
        { signal },
      ),
    select: (reply) => reply.items,
  });
}

export function useCheckForm(by: 'town' | 'inspectors') {
  return useQuery({
    queryKey: ['check-form', by],
    staleTime: 300_000,
    queryFn: ({ signal }) => call(getCheckForm, { query: { by } }, { signal }),
  });
}
