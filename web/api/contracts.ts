// Contracts for works: the list, one with its clauses, and the houses under it.

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../src/contracts/call.ts';
import type { Input, Reply } from '../../src/contracts/contract.ts';
import {
  getContract,
  listContractCases,
  listContracts,
} from '../../src/contracts/works-contracts.ts';

export type ContractFilters = Input<typeof listContracts>['query'];
export type WorksContract = Reply<typeof listContracts>['items'][number];
export type ContractFile = Reply<typeof getContract>;
export type ContractCase = Reply<typeof listContractCases>['items'][number];

export function useContracts(query: ContractFilters, isWanted = true) {
  return useQuery({
    queryKey: ['contracts', 'list', query],
    enabled: isWanted,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(listContracts, { query }, { signal }),
  });
}

export function useContract(contractId: string) {
  return useQuery({
    queryKey: ['contracts', contractId],
    queryFn: ({ signal }) => call(getContract, { params: { contractId } }, { signal }),
  });
}

export function useContractCases(contractId: string | undefined, offset = 0) {
  return useQuery({
    queryKey: ['contracts', contractId, 'cases', offset],
    enabled: contractId !== undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      call(
        listContractCases,
        { params: { contractId: contractId ?? '' }, query: { offset, limit: 100 } },
        { signal },
      ),
  });
}
