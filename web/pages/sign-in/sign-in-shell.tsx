// The two halves of the pages before the frame: a winter on the left, the form on the right.

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { changeSettings, useScheme, useSettings } from '../../theme/settings.ts';
import { Mark } from '../../ui/mark.tsx';
import styles from './sign-in.module.css';
import { WinterChart } from './winter-chart.tsx';

const languages = [
  { key: 'zh', label: '中文' },
  { key: 'en', label: 'English' },
] as const;

export function SignInShell({ children }: { children: ReactNode }) {
  const { t } = useTranslation('session');
  const settings = useSettings();
  const scheme = useScheme();
  return (
    <main className={styles.page}>
      <div className={styles.picture}>
        <div className={styles.brand}>
          <Mark size={28} />
          {t('brand')}
        </div>
        <h1>{t('title')}</h1>
        <p>{t('subtitle')}</p>
        <div className={styles.chart}>
          <WinterChart />
        </div>
      </div>
      <div className={styles.panel}>
        <div className={styles.switches}>
          {languages.map(({ key, label }) => (
            <button
              key={key}
              type="button"
              lang={key === 'zh' ? 'zh-CN' : 'en'}
              aria-pressed={settings.language === key}
              onClick={() => changeSettings({ language: key })}
            >
              {label}
            </button>
          ))}
          <button
            type="button"
            onClick={() => changeSettings({ scheme: scheme === 'dark' ? 'light' : 'dark' })}
          >
            {scheme === 'dark' ? t('useLight') : t('useDark')}
          </button>
        </div>
        <div className={styles.brand}>
          <Mark size={28} />
          {t('brand')}
        </div>
        {children}
      </div>
    </main>
  );
}
