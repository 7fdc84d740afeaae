// Somebody else was quicker: what the person saw beside what it is now. Nothing is sent until the
// person has looked and goes on with the new version.

import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './action-form.module.css';

/** A fact in words; two with the same label are compared. */
export type Fact = { readonly label: string; readonly value: string };

export function Stale(props: {
  seen: readonly Fact[];
  now: readonly Fact[];
  onAccept: () => void;
}) {
  const { t } = useTranslation('form');
  const before = new Map(props.seen.map(({ label, value }) => [label, value]));
  const changed = props.now.filter(({ label, value }) => before.get(label) !== value);
  return (
    <div className={styles.stale} role="alert">
      <strong>{t('stale')}</strong>
      {changed.length > 0 ? (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('stale.what')}</th>
              <th scope="col">{t('stale.seen')}</th>
              <th scope="col">{t('stale.now')}</th>
            </tr>
          </thead>
          <tbody>
            {changed.map(({ label, value }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{before.get(label) || '–'}</td>
                <td>{value || '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p>{t('stale.elsewhere')}</p>
      )}
      <Button onClick={props.onAccept}>{t('stale.accept')}</Button>
    </div>
  );
}
