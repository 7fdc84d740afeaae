// Tabs that are links or filters: the pages of one subject, or the views of one list.

import type { ReactNode } from 'react';
import styles from './page-tabs.module.css';

/** Links side by side; the one of this page carries `aria-current`. */
export function PageTabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {children}
    </nav>
  );
}

export type View<Value> = { readonly value: Value; readonly label: ReactNode };

/** The views of a list, one of them chosen. */
export function ViewTabs<Value extends string | undefined>(props: {
  label: string;
  views: ReadonlyArray<View<Value>>;
  chosen: Value;
  onChoose: (value: Value) => void;
}) {
  return (
    <div className={styles.tabs} role="group" aria-label={props.label}>
      {props.views.map(({ value, label }) => (
        <button
          key={value ?? ''}
          type="button"
          aria-pressed={value === props.chosen}
          onClick={() => props.onChoose(value)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
