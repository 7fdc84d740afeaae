// One horizontal bar of parts from zero, and its legend. Plain HTML: no chart library, prints well.

import type { CSSProperties } from 'react';
import styles from './bar.module.css';

export type BarPart = {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly fill: BarFill;
};

/** `outline` is for what is only planned or borne by others; it survives greyscale printing. */
export type BarFill = 'qing' | 'prog' | 'pale' | 'outline' | 'hatch' | 'dots';

const fills: Readonly<Record<BarFill, CSSProperties>> = {
  qing: { background: 'var(--qing)' },
  prog: { background: 'var(--prog)' },
  pale: { background: 'var(--qing-tint2)', boxShadow: 'inset 0 0 0 1px var(--prog)' },
  outline: { boxShadow: 'inset 0 0 0 1px var(--control)' },
  hatch: {
    background: 'repeating-linear-gradient(135deg, var(--control) 0 1px, transparent 1px 5px)',
    boxShadow: 'inset 0 0 0 1px var(--control)',
  },
  dots: {
    background: 'radial-gradient(var(--control) 1px, transparent 1.4px) 0 0 / 4px 4px',
    boxShadow: 'inset 0 0 0 1px var(--control)',
  },
};

/** Parts side by side; the bar is as long as `whole` would be at full width. */
export function Bar({ parts, whole }: { parts: readonly BarPart[]; whole: number }) {
  const label = parts.map((part) => `${part.label} ${part.value}`).join('，');
  return (
    <div className={styles.track} role="img" aria-label={label}>
      {parts
        .filter((part) => part.value > 0)
        .map((part) => (
          <div
            key={part.key}
            className={styles.part}
            title={`${part.label} ${part.value}`}
            style={{ ...fills[part.fill], width: `${(100 * part.value) / (whole || 1)}%` }}
          />
        ))}
    </div>
  );
}

export function Legend({ parts }: { parts: ReadonlyArray<Omit<BarPart, 'value'>> }) {
  return (
    <div className={styles.legend}>
      {parts.map((part) => (
        <span key={part.key}>
          <span className={styles.key} style={fills[part.fill]} aria-hidden="true" />
          {part.label}
        </span>
      ))}
    </div>
  );
}
