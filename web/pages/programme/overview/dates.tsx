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
import { dueDaysByDate } from './read.ts';

export function OverviewDates() {
  const { t } = useTranslation('overview');
  const text = useText();
  const language = useLanguage();
  const programmeId = useProgrammeId();
  const { data } = useProgramme();
  const days = dueDaysByDate(data);
  return (
    <SheetSection
      title={t('dates')}
      aside={<Link to={paths.programme(programmeId, 'timeline')}>{t('dates.all')}</Link>}
    >
      {days.length === 0 && <p>{t('dates.none')}</p>}
      {days.map(([date, entries]) => (
        <div key={date} className={styles.date}>
          <time dateTime={date}>{dayInWords(date, language)}</time>
          <ul>
            {entries.map((day) => (
              <li key={day.key} className={styles.due}>
                <span>
                  {text(day.what)}
                  {day.printed && (
                    <span className={styles.printed}>
                      {' '}
                      {t('dates.printed', { day: dayInWords(day.printed, language) })}
                    </span>
                  )}
                </span>
                <span className={styles.chips}>
                  <ClauseChip clause={day.clause} /> <DecisionChip decision={day.decision} />
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </SheetSection>
  );
}
