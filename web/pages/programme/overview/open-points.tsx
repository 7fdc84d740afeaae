// What the notice leaves open and moves money or targets, with the option the programme starts
// from.

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useProgramme, useProgrammeId } from '../../../api/programmes.ts';
import { useText } from '../../../i18n/i18n.ts';
import { paths } from '../../../paths.ts';
import { ClauseChip, DecisionChip } from '../../../ui/chips.tsx';
import { SheetSection } from '../../../ui/sheet.tsx';
import styles from './overview.module.css';

const shownMax = 8;
const weight = { money: 4, targets: 3, dates: 2, technique: 1, procedure: 0 } as const;

const heaviest = (moves: ReadonlyArray<keyof typeof weight>) =>
  Math.max(-1, ...moves.map((move) => weight[move]));

export function OverviewOpenPoints() {
  const { t } = useTranslation('overview');
  const text = useText();
  const programmeId = useProgrammeId();
  const { data } = useProgramme();
  const { decisions } = data.decisions;
  const top = decisions
    .toSorted((left, right) => heaviest(right.moves) - heaviest(left.moves))
    .slice(0, shownMax);
  return (
    <SheetSection
      title={t('open')}
      aside={
        <Link to={paths.programme(programmeId, 'decisions')}>
          {t('open.all', { count: decisions.length })}
        </Link>
      }
    >
      {decisions.length === 0 && <p>{t('open.none')}</p>}
      {top.map((decision) => (
        <div key={decision.id} className={styles.point}>
          <DecisionChip decision={decision.id} />
          <span>{text(decision.question)}</span>
          <ClauseChip clause={decision.clauses[0]} />
          <span className={styles.chosen}>
            {t('open.chosen')}{' '}
            {decision.options
              .filter(({ id }) => id === decision.chosen)
              .map(({ label }) => text(label))
              .join('')}
          </span>
        </div>
      ))}
    </SheetSection>
  );
}
