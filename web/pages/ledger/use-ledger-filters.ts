// The filters of the ledger as they stand in the address, in the shape the server asks for.

import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { works, type Works } from '../../../src/households/model.ts';
import type { CaseFilters } from '../../api/ledger.ts';

export const filterNames = [
  'under',
  'state',
  'year',
  'method',
  'project',
  'category',
  'finding',
  'since',
  'search',
] as const;

/** Reads them; an unknown kind of works counts as heating, an empty filter as none. */
export function useLedgerFilters(): CaseFilters {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>;
  return useMemo(() => {
    const given = filterNames
      .map((name) => [name, search[name]?.trim()] as const)
      .filter(([, value]) => value !== undefined && value !== '');
    const kind: Works =
      search['works'] && search['works'] in works ? (search['works'] as Works) : 'heating';
    return { works: kind, ...Object.fromEntries(given) };
  }, [search]);
}
