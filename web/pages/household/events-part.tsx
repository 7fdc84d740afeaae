// What happened, the newest first: who did what, when, and whether it is sealed in the journal.

import { useTranslation } from 'react-i18next';
import { roleNames } from '../../../src/people/model.ts';
import type { HouseholdFile } from '../../api/ledger.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { dayInWords } from '../../ui/day.ts';
import styles from './household.module.css';

export function EventsPart({ events }: { events: HouseholdFile['events'] }) {
  const { t } = useTranslation('household');
  const { t: title } = useTranslation('actions');
  const text = useText();
  const language = useLanguage();
  const names: Readonly<Record<string, (typeof roleNames)[keyof typeof roleNames]>> = roleNames;
  if (events.length === 0) return <p className="note">{t('events.none')}</p>;
  return (
    <ol className={styles.events}>
      {events.map((event) => {
        const role = names[event.role];
        const who = [event.organisationName, event.actorName ?? (role ? text(role) : event.role)];
        return (
          <li key={event.entryId}>
            <div className={styles.eventHead}>
              <strong>{title(event.action as never)}</strong>
              <span className="note">{dayInWords(event.occurredOn, language)}</span>
            </div>
            <div>{who.filter(Boolean).join(' ')}</div>
            <div className="note">
              {event.position === null ? t('unsealed') : t('position', { at: event.position + 1 })}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
