// Everything the overview shows, for the year and the day in the address.

import { useDeferredValue } from 'react';
import type { Day } from '../../../src/core/day.ts';
import { parseDay } from '../../../src/core/day.ts';
import { useOverview, usePace, useWaiting } from '../../api/overview.ts';
import { usePlaces } from '../../api/places.ts';
import { useFilter } from '../use-filter.ts';

export function useOverviewFilters() {
  const [asOfText, setAsOf] = useFilter('asOf');
  const [yearText, setYear] = useFilter('year');
  const asOf = parseDay(asOfText ?? '');
  const year = /^20\d\d$/.test(yearText ?? '') ? Number(yearText) : undefined;
  return { asOf, year, setAsOf: (day: Day | undefined) => setAsOf(day), setYear };
}

export function useOverviewData(filters: { asOf: Day | undefined; year: number | undefined }) {
  const { asOf, year } = useDeferredValue(filters);
  const ofYear = year === undefined ? {} : { year };
  const query = { ...ofYear, ...(asOf !== undefined && { asOf }) };
  const counts = useOverview({ by: 'town', ...query });
  const waiting = useWaiting(query);
  const pace = usePace(ofYear);
  return { counts, waiting, pace };
}

/** Gives the name of a town by its key. */
export function useTownName(): (key: string) => string {
  const places = usePlaces().data?.items ?? [];
  const names = new Map(places.map(({ key, shortName }) => [key, shortName]));
  return (key) => names.get(key) ?? key;
}
