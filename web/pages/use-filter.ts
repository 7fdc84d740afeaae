// A filter that lives in the address: `?clause=九`. Reading and setting it, as with useState.

import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

type SetFilter = (value: string | undefined) => void;

/** The filter of this name in the address; setting undefined takes it out. */
export function useFilter(name: string): readonly [string | undefined, SetFilter] {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const set = useSetFilters();
  const setOne = useCallback<SetFilter>((value) => set({ [name]: value }), [name, set]);
  return [search[name], setOne];
}

/** Sets several filters at once, leaving the others; the browser's Back goes over them. */
export function useSetFilters() {
  const navigate = useNavigate();
  return useCallback(
    (change: Readonly<Record<string, string | undefined>>) => {
      void navigate({
        to: '.',
        search: (before: object) => ({ ...before, ...change }),
        replace: true,
        resetScroll: false,
      } as never);
    },
    [navigate],
  );
}
