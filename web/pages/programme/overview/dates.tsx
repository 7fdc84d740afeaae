// Every last day the programme names, in order; a day the notice misprints is shown as printed.

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useProgramme, useProgrammeId } from '../../../api/programmes.ts';
import { useLanguage, useText } from '../../../i18n/i18n.ts';
import { paths } from '../../../paths.ts';
import { ClauseChip, DecisionChip } from '../../../ui/chips.tsx';
import { dayInWords } from '../../../ui/day.ts';
import { SheetSection } from '../../../ui/sheet.tsx';
import styles from './overview.module.css';
import { dueDays } from './read.ts';

export function OverviewDates() {
  const { t } = useTranslation('overview');
  const text = useText();
  const language = useLanguage();
  const programmeId = useProgrammeId();
  const { data } = useProgramme();
  const days = dueDays(data);
  return (
    <SheetSection
      title={t('dates')}
      aside={<Link to={paths.programme(programmeId, 'timeline')}>{t('dates.all')}</Link>}
    >
      {days.length === 0 && <p>{t('dates.none')}</p>}
      {days.map((day) => (
        <div key={day.key} className={styles.date}>
          <time dateTime={day.date}>{dayInWords(day.date, language)}</time>
          <span>
            {text(day.what)}
            {day.printed && (
              <span className={styles.printed}>
                {' '}
                {t('dates.printed', { day: dayInWords(day.printed, language) })}
              </span>
            )}
          </span>
          <span>
            <ClauseChip clause={day.clause} /> <DecisionChip decision={day.decision} />
          </span>
        </div>
      ))}
    </SheetSection>
  );
}
