// Says above every page that all of it is invented, where it is, and how far it is made.

import { useTranslation } from 'react-i18next';
import { useDemo } from '../../api/health.ts';
import styles from './frame.module.css';

export function DemoBanner() {
  const { t } = useTranslation('frame');
  const demo = useDemo();
  if (!demo) return null;
  const { state, done, total } = demo;
  const percent = Math.floor((100 * done) / total);
  return (
    <div className={styles.demo} role="note">
      <strong>{t('demo')}</strong> {t('demo.invented')}
      {state === 'making' && ` ${t('demo.making', { percent })}`}
      {state === 'failed' && ` ${t('demo.failed')}`}
    </div>
  );
}
