// What a person keeps in this browser: which columns the ledger shows, and views under a name with
// their filters. Nothing of it is the server's.

import { useCallback, useSyncExternalStore } from 'react';
import { z } from 'zod';

const View = z.object({ name: z.string(), search: z.record(z.string(), z.string()) });
export type View = z.output<typeof View>;

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function useKept<T>(key: string, schema: z.ZodType<T>, fallback: T) {
  const kept = useSyncExternalStore(subscribe, () => localStorage.getItem(key));
  const keep = useCallback(
    (value: T) => {
      localStorage.setItem(key, JSON.stringify(value));
      for (const listener of listeners) listener();
    },
    [key],
  );
  return [readKept(kept, schema) ?? fallback, keep] as const;
}

/** What was kept by an older version, or by hand, may be anything. */
function readKept<T>(kept: string | null, schema: z.ZodType<T>): T | undefined {
  if (kept === null) return undefined;
  try {
    return schema.safeParse(JSON.parse(kept)).data;
  } catch {
    return undefined;
  }
}

/** Put away until asked for, so that a row is one line on a small screen. */
const unshown = ['category', 'project'];

/** The columns put away. */
export const useHiddenColumns = () =>
  useKept<string[]>('qingnuan.ledger.hidden', z.array(z.string()).max(50), unshown);
export const useSavedViews = () =>
  useKept<View[]>('qingnuan.ledger.views', z.array(View).max(30), []);
