// Homes to be converted year by year, then the areas and other amounts to be reached.

import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { divide, multiply, rational, toFixed, toNumber } from '../../../../src/core/rational.ts';
import { useProgramme } from '../../../api/programmes.ts';
import { useText } from '../../../i18n/i18n.ts';
import { Bar } from '../../../ui/bar.tsx';
import { Amount } from '../../../ui/figure.tsx';
import { exactly } from '../../../ui/quantity.ts';
import { SheetSection } from '../../../ui/sheet.tsx';
import styles from './overview.module.css';
import { mainTarget, yearlyTargets, type Target } from './read.ts';

export function OverviewTargets() {
  const { t } = useTranslation('overview');
  const text = useText();
  const { data } = useProgramme();
  const years = yearlyTargets(data);
  const main = mainTarget(data);
  const others = data.targets.targets.filter(
    (target) => target !== main && !years.includes(target) && target.measure !== 'rate',
  );
  return (
    <SheetSection title={t('targets')}>
      {years.length > 0 && <Years years={years} />}
      <div className={styles.rows}>
        {main && !years.includes(main) && <Row name={text(main.name)} target={main} />}
        {others.map((target) => (
          <Row key={target.id} name={text(target.name)} target={target} />
        ))}
      </div>
    </SheetSection>
  );
}

function Row({ name, target }: { name: string; target: Target }) {
  return (
    <div className={styles.row}>
      <span>{name}</span>
      <span className={styles.amount}>
        <Amount of={target} />
      </span>
    </div>
  );
}

/** Bars are comparable only while every year counts in the same unit. */
function Years({ years }: { years: readonly Target[] }) {
  const { t } = useTranslation('overview');
  const amounts = years.map((target) => exactly(target.value));
  const isOneUnit = new Set(years.map((target) => target.unit)).size === 1;
  const whole = amounts.reduce((sum, amount) => sum + toNumber(amount), 0);
  const most = Math.max(...amounts.map(toNumber));
  return (
    <div className={styles.years}>
      {years.map((target, index) => {
        const amount = amounts[index] ?? rational(0);
        const label = t('year', { year: target.year });
        const share = divide(multiply(amount, rational(100)), rational(Math.round(whole) || 1));
        return (
          <Fragment key={target.id}>
            <span>{label}</span>
            <span>
              {isOneUnit && (
                <Bar
                  whole={most}
                  parts={[{ key: 'homes', label, value: toNumber(amount), fill: 'prog' }]}
                />
              )}
            </span>
            <span>
              <Amount of={target} />
            </span>
            <span className={styles.share}>
              {isOneUnit && t('share', { percent: toFixed(share, 1) })}
            </span>
          </Fragment>
        );
      })}
    </div>
  );
}
