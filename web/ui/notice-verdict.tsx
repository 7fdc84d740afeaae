// The four glyphs of a finding, told apart by shape first; each with its word beside or as label.

import css from './notice-verdict.module.css';

export type VerdictKind = 'mismatch' | 'open' | 'matched' | 'worked-out';

/** A 16 px glyph: × 不符, △ 待定, ✓ 相符, = 测算. */
export function VerdictGlyph({ kind, label }: { kind: VerdictKind; label: string }) {
  return (
    <svg
      className={css[kind]}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      {kind === 'mismatch' && (
        <>
          <circle className={css['fill']} cx="8" cy="8" r="7" />
          <path className={css['cut']} d="M5.5 5.5l5 5M10.5 5.5l-5 5" />
        </>
      )}
      {kind === 'open' && (
        <>
          <path className={css['fill']} d="M8 1.5 15 14H1z" />
          <path className={css['cut']} d="M8 6v4M8 11.6v.9" />
        </>
      )}
      {kind === 'matched' && (
        <>
          <circle className={css['fill']} cx="8" cy="8" r="7" />
          <path className={css['cut']} d="M4.8 8.2l2.2 2.3 4.2-4.6" />
        </>
      )}
      {kind === 'worked-out' && (
        <>
          <circle className={css['ring']} cx="8" cy="8" r="6.3" />
          <path className={css['stroke']} d="M5.2 6.6h5.6M5.2 9.4h5.6" />
        </>
      )}
    </svg>
  );
}
