// The figures a page opens with; each leads to the list behind it.

import { Link } from '@tanstack/react-router';
import { Figure, FigureRow } from '../ui/figure.tsx';

export type LinkedFigure = {
  readonly key: string;
  readonly label: string;
  /** Words where a list says only that there are more, as `200+`. */
  readonly value: number | string;
  readonly unit: string;
  readonly to: string;
  readonly note?: string;
  readonly isLate?: boolean;
};

export function FigureLinks({ figures }: { figures: readonly LinkedFigure[] }) {
  return (
    <FigureRow>
      {figures.map(({ key, to, label, value, unit, note, isLate }) => (
        <Link key={key} to={to}>
          <Figure
            label={label}
            value={value}
            unit={unit}
            note={note}
            tone={isLate ? 'err' : 'plain'}
          />
        </Link>
      ))}
    </FigureRow>
  );
}
