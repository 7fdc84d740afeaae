// Going through the rows by keyboard: ↑ and ↓ move between the boxes, Space ticks (the browser
// does it), Enter opens the household; “/” goes to the search from anywhere on the page.

import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, type KeyboardEvent, type RefObject } from 'react';
import { paths } from '../../paths.ts';

export function useRowKeys(rows: RefObject<HTMLElement | null>) {
  const navigate = useNavigate();
  return useCallback(
    (event: KeyboardEvent, householdId: string) => {
      if (event.key === 'Enter') {
        event.preventDefault();
        void navigate({ to: paths.household(householdId) });
        return;
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const boxes = [...(rows.current?.querySelectorAll<HTMLElement>('[data-row-box]') ?? [])];
      boxes[boxes.indexOf(event.currentTarget as HTMLElement) + step]?.focus();
    },
    [navigate, rows],
  );
}

/** Focuses the field on “/”, unless something is being typed. */
export function useSlashKey(id: string): void {
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      const { target } = event;
      const isTyping =
        target instanceof HTMLElement && target.closest('input[type=text], textarea, select');
      if (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping) return;
      if (target instanceof HTMLInputElement && target.type === 'search') return;
      event.preventDefault();
      document.getElementById(id)?.focus();
    };
    // Before the frame hears it, which would open the search of everything.
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, [id]);
}
