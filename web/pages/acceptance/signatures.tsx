// The departments of a lot: who has signed when and with which opinion, and who is missing.

import { CheckOutlined, ClockCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { LotFile } from '../../api/acceptance.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { dayInWords } from '../../ui/day.ts';
import styles from './acceptance.module.css';

export function Signatures({ lot }: { lot: LotFile }) {
  const { t } = useTranslation('acceptance');
  const text = useText();
  const language = useLanguage();
  return (
    <ul className={styles.signatures}>
      {lot.departments.map(({ id, name, isOrganising, signature }) => (
        <li key={id} className={signature ? undefined : styles.waiting}>
          {signature ? (
            <CheckOutlined className={styles.signed ?? ''} aria-hidden="true" />
          ) : (
            <ClockCircleOutlined aria-hidden="true" />
          )}
          <span>
            {text(name)} {isOrganising && <span className="note">{t('sign.organiser')}</span>}
            <br />
            <span className="note">
              {signature
                ? `${signature.personName} ${dayInWords(signature.signedOn, language)}`
                : t('sign.waiting')}
              {signature?.opinion && ` ${signature.opinion}`}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
