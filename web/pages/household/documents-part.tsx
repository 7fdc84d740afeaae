// The evidence: documents and photos by kind, with their day. Withdrawn ones are left out.

import { useTranslation } from 'react-i18next';
import { documentKinds } from '../../../src/documents/model.ts';
import type { HouseholdFile } from '../../api/ledger.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { dayInWords } from '../../ui/day.ts';
import styles from './household.module.css';

export function DocumentsPart({ documents }: { documents: HouseholdFile['documents'] }) {
  const { t } = useTranslation('household');
  const text = useText();
  const language = useLanguage();
  const kept = documents.filter(({ state }) => state === 'kept');
  if (kept.length === 0) return <p className="note">{t('documents.none')}</p>;
  return (
    <ul className={styles.documents}>
      {kept.map((one) => (
        <li key={one.documentId}>
          <strong>{text(documentKinds[one.kind])}</strong>
          <span>{one.name}</span>
          <span className="note">{dayInWords(one.takenOn ?? one.addedOn, language)}</span>
        </li>
      ))}
    </ul>
  );
}
