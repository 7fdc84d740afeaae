// The one-character mark of a heating method on its colour; unknown marks are outlined only.

import css from './methods-mark.module.css';

const COLOURS: Readonly<Record<string, string>> = {
  风: 'wind',
  泵: 'pump',
  蓄: 'store',
  气: 'gas',
  余: 'waste',
  阳: 'sun',
  生: 'biomass',
};

export function MethodMark({ mark }: { mark: string }) {
  return (
    <span className={`${css['mark']} ${css[COLOURS[mark] ?? 'other']}`} aria-hidden="true">
      {mark}
    </span>
  );
}
