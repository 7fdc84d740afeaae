// Facts of a thing: a label and its value a line, in two columns.

import type { ReactNode } from 'react';
import styles from './facts.module.css';

export type FactLine = readonly [label: string, value: ReactNode];

/** Lines whose value is null or undefined are left out. */
export function Facts({ lines }: { lines: readonly FactLine[] }) {
  return (
    <dl className={styles.facts}>
      {lines.map(([label, value]) =>
        value === null || value === undefined ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
