// The register of enterprises, page by page, and one of them with its papers and decisions.

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../src/contracts/call.ts';
import type { Input, Reply } from '../../src/contracts/contract.ts';
import { getEnterprise, listEnterprises } from '../../src/contracts/enterprises.ts';

export type EnterpriseFilters = Input<typeof listEnterprises>['query'];
export type Enterprise = Reply<typeof listEnterprises>['items'][number];
export type EnterpriseFile = Reply<typeof getEnterprise>;

export function useEnterprises(query: EnterpriseFilters, isWanted = true) {
  return useQuery({
    queryKey: ['enterprises', 'list', query],
    enabled: isWanted,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(listEnterprises, { query }, { signal }),
  });
}

export function useEnterprise(enterpriseId: string) {
  return useQuery({
    queryKey: ['enterprises', enterpriseId],
    queryFn: ({ signal }) => call(getEnterprise, { params: { enterpriseId } }, { signal }),
  });
}
