// A number with its unit and clause: large with a label (Figure), or in a line (Amount). Money in
// fen is Money. Every number on a page is one of these, so that its clause is always in reach.

import type { ReactNode } from 'react';
import { formatYuan } from '../../src/core/money.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { ClauseChip, DecisionChip } from './chips.tsx';
import styles from './figure.module.css';
import { quantity } from './quantity.ts';

export type FigureProps = {
  readonly label: ReactNode;
  readonly value: number | string;
  readonly unit: string;
  readonly note?: ReactNode;
  readonly clause?: string | undefined;
  readonly decision?: string | undefined;
  /** `err` only when something is late or wrong. */
  readonly tone?: 'plain' | 'err';
};

/** A large number: label, value with unit, then a note with the clause. */
export function Figure(props: FigureProps) {
  const { value, unit } = quantity(props.value, props.unit, useLanguage());
  return (
    <div className={`${styles.figure} ${props.tone === 'err' ? styles.err : ''}`}>
      <div className={styles.label}>{props.label}</div>
      <div className={styles.value}>
        {value}
        <span className={styles.unit}>{unit}</span>
      </div>
      <div className={styles.note}>
        {props.note} <ClauseChip clause={props.clause} /> <DecisionChip decision={props.decision} />
      </div>
    </div>
  );
}

/** Figures side by side with hairlines between; two a row on a phone. */
export function FigureRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}

type Ground = { clause?: string | undefined; decision?: string | undefined };

/** A figure of the programme in a line of text: `1.18 万户 〔四(三)1(1)〕`. */
export function Amount(props: {
  of: { value: number | string; unit: string } & Ground;
  /** The clause when the figure carries none of its own. */
  clause?: string | undefined;
  withClause?: boolean;
}) {
  const { value, unit } = quantity(props.of.value, props.of.unit, useLanguage());
  return (
    <span>
      <span className="number">
        {value}
        <span className={styles.inlineUnit}>{unit}</span>
      </span>
      {props.withClause !== false && (
        <>
          {' '}
          <ClauseChip clause={props.of.clause ?? props.clause} />
        </>
      )}
      {props.of.decision && (
        <>
          {' '}
          <DecisionChip decision={props.of.decision} />
        </>
      )}
    </span>
  );
}

/** Fen as yuan with two digits: 479920 → `4,799.20 元`. Undefined means it does not apply. */
export function Money({ fen, withUnit = true }: { fen: number | null; withUnit?: boolean }) {
  const isChinese = useLanguage() === 'zh';
  if (fen === null) return <span className="number">–</span>;
  const unit = isChinese ? '元' : 'CNY';
  return (
    <span className="number">
      {formatYuan(fen)}
      {withUnit && <span className={styles.inlineUnit}>{unit}</span>}
    </span>
  );
}
