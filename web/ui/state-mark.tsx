// The state of a case as a 14 px glyph and its word. Shape tells the state, colour only helps:
// ink before the contract, qing while works are under way, ember once proven.

import type { ReactNode } from 'react';
import { caseStates, type CaseState } from '../../src/households/model.ts';
import { useText } from '../i18n/i18n.ts';
import styles from './state-mark.module.css';

/** What stands inside the ring or disc of each state, in a box of 14 by 14. */
const glyphs: Readonly<Record<CaseState, ReactNode>> = {
  registered: <circle cx="7" cy="7" r="5.5" {...outline()} strokeDasharray="2.2 2.1" />,
  chosen: <circle cx="7" cy="7" r="5.5" {...outline()} />,
  approved: ring(<circle cx="7" cy="7" r="1.8" fill="currentColor" />),
  contracted: ring(<path d="M7 7V1.5A5.5 5.5 0 0 1 12.5 7Z" fill="currentColor" />),
  installed: ring(<path d="M7 1.5a5.5 5.5 0 0 1 0 11Z" fill="currentColor" />),
  'self-checked': ring(<path d="M7 7V1.5A5.5 5.5 0 1 1 1.5 7Z" fill="currentColor" />),
  accepted: disc(null),
  published: disc(<circle cx="7" cy="7" r="2" fill="var(--surface)" />),
  cleared: disc(<path d="M4.5 5.7h5M4.5 8.3h5" {...cut()} />),
  paid: disc(<path d="m4.3 7.2 1.9 1.9 3.6-4" {...cut()} />),
  rectifying: <path d="M7 1.8 13 12.4H1Z M7 5.4v3.2 M7 10.2v.6" {...outline()} />,
  rejected: ring(<path d="m4.8 4.8 4.4 4.4m0-4.4L4.8 9.2" {...outline()} />),
  withdrawn: ring(<path d="m3.4 10.6 7.2-7.2" {...outline()} />),
};

const tones: Readonly<Record<CaseState, 'before' | 'works' | 'proven' | 'warn' | 'err'>> = {
  registered: 'before',
  chosen: 'before',
  approved: 'before',
  contracted: 'works',
  installed: 'works',
  'self-checked': 'works',
  accepted: 'proven',
  published: 'proven',
  cleared: 'proven',
  paid: 'proven',
  rectifying: 'warn',
  rejected: 'err',
  withdrawn: 'before',
};

function outline() {
  return {
    fill: 'none',
    stroke: 'currentColor',
    strokeWidth: 1.4,
    strokeLinejoin: 'round',
  } as const;
}

function cut() {
  return { fill: 'none', stroke: 'var(--surface)', strokeWidth: 1.4 } as const;
}

function ring(inside: ReactNode) {
  return (
    <>
      <circle cx="7" cy="7" r="5.5" {...outline()} />
      {inside}
    </>
  );
}

function disc(inside: ReactNode) {
  return (
    <>
      <circle cx="7" cy="7" r="6.2" fill="currentColor" />
      {inside}
    </>
  );
}

/** The glyph alone, for places where the word stands beside it anyway. */
export function StateGlyph({ state }: { state: CaseState }) {
  return (
    <svg
      className={`${styles.glyph} ${styles[tones[state]]}`}
      viewBox="0 0 14 14"
      width="14"
      height="14"
      aria-hidden="true"
    >
      {glyphs[state]}
    </svg>
  );
}

/** Glyph and word, always both. */
export function StateMark({ state }: { state: CaseState }) {
  const text = useText();
  return (
    <span className={styles.mark}>
      <StateGlyph state={state} />
      {text(caseStates[state])}
    </span>
  );
}
