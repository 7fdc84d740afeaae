// The rates to be reached, drawn from 0 to 100 %: where things stood, the target as a tick, and
// what the tasks come to when all are done. A shortfall is said, not rounded away.

import { useTranslation } from 'react-i18next';
import { toNumber } from '../../../../src/core/rational.ts';
import { useProgramme } from '../../../api/programmes.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ClauseChip, DecisionChip } from '../../../ui/chips.tsx';
import { Amount } from '../../../ui/figure.tsx';
import { exactly } from '../../../ui/quantity.ts';
import { SheetSection } from '../../../ui/sheet.tsx';
import styles from './overview.module.css';
import { baselineOfRate, outcomeOfRate, percentUnits, type Target } from './read.ts';

export function OverviewRates() {
  const { t } = useTranslation('overview');
  const view = useProgramme();
  const rates = view.data.targets.targets.filter((target) => target.measure === 'rate');
  // The rate that the checks have worked out is the one with most to say.
  const ordered = rates.toSorted(
    (left, right) =>
      Number(outcomeOfRate(view, right) !== undefined) -
      Number(outcomeOfRate(view, left) !== undefined),
  );
  return (
    <SheetSection title={t('rates')} aside={t('rates.legend')}>
      {ordered.map((target) => (
        <Rate key={target.id} target={target} />
      ))}
    </SheetSection>
  );
}

function Rate({ target }: { target: Target }) {
  const { t } = useTranslation('overview');
  const text = useText();
  const view = useProgramme();
  const outcome = outcomeOfRate(view, target);
  const before = outcome && baselineOfRate(view, outcome);
  return (
    <div className={styles.rate}>
      <div className={styles.rateHead}>
        <span>{text(target.name)}</span>
        <span>
          {t(`comparison.${target.comparison}`)} <Amount of={target} />
        </span>
      </div>
      {outcome && percentUnits.includes(target.unit) && (
        <Scale
          target={toNumber(exactly(target.value))}
          outcome={toNumber(exactly(outcome.percent))}
          before={before ? toNumber(exactly(before.value)) : undefined}
        />
      )}
      {outcome && (
        <p>
          {outcome.short === undefined ? (
            t('rates.reached', { percent: outcome.percent })
          ) : (
            <span className={styles.short}>
              {t('rates.short', { percent: outcome.percent, short: outcome.short })}
            </span>
          )}{' '}
          <ClauseChip clause={outcome.line.clause} />{' '}
          <DecisionChip decision={outcome.line.decision} />
          {outcome.line.note && <span className="note"> {text(outcome.line.note)}</span>}
        </p>
      )}
    </div>
  );
}

const at = (percent: number) => `${Math.min(100, Math.max(0, percent))}%`;

function Scale(props: { target: number; outcome: number; before: number | undefined }) {
  const { t } = useTranslation('overview');
  const { target, outcome, before } = props;
  return (
    <div
      className={styles.scale}
      role="img"
      aria-label={t('rates.drawn', { target, outcome, before: before ?? 0 })}
    >
      <div className={styles.ahead} style={{ width: at(outcome) }} />
      {before !== undefined && (
        <>
          <div className={styles.fill} style={{ width: at(before) }} />
          <span className={styles.mark} style={{ left: 0 }}>
            {t('rates.before', { percent: before })}
          </span>
        </>
      )}
      <div className={styles.tick} style={{ left: at(target) }} />
      <span className={styles.mark} style={{ right: `${100 - Math.min(100, target)}%` }}>
        {t('rates.target', { percent: target })}
      </span>
    </div>
  );
}
