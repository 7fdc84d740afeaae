// The password a new or reset account starts with. It is shown this once and kept nowhere.

import { useTranslation } from 'react-i18next';
import styles from './accounts.module.css';

export function OneTimePassword(props: { username: string; password: string | null }) {
  const { t } = useTranslation('accounts');
  return (
    <div className={styles.password} role="status">
      {t('password.for', { username: props.username })}
      {props.password === null ? <p>{t('password.gone')}</p> : <code>{props.password}</code>}
      <span className="note">{t('password.once')}</span>
    </div>
  );
}
