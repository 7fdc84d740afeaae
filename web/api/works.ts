// Works: devices by serial number, installations, and everything built into one house.

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../src/contracts/call.ts';
import type { Input, Reply } from '../../src/contracts/contract.ts';
import { getWorks, listDevices, listInstallations } from '../../src/contracts/works-lists.ts';

export type DeviceFilters = Input<typeof listDevices>['query'];
export type Device = Reply<typeof listDevices>['items'][number];
export type InstallationFilters = Input<typeof listInstallations>['query'];
export type Installation = Reply<typeof listInstallations>['items'][number];
export type CaseWorks = Reply<typeof getWorks>;

export function useDevices(query: DeviceFilters) {
  return useQuery({
    queryKey: ['works', 'devices', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(listDevices, { query }, { signal }),
  });
}

export function useInstallations(query: InstallationFilters) {
  return useQuery({
    queryKey: ['works', 'installations', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(listInstallations, { query }, { signal }),
  });
}

export function useWorks(caseId: string) {
  return useQuery({
    queryKey: ['works', 'case', caseId],
    queryFn: ({ signal }) => call(getWorks, { params: { caseId } }, { signal }),
  });
}
