// What a page shows when there is nothing, not yet anything, or something went wrong.

import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError } from '../../src/contracts/call.ts';
import { useText } from '../i18n/i18n.ts';
import styles from './states.module.css';

/** Nothing there: one sentence and at most one button. */
export function EmptyState(props: { title: ReactNode; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.state}>
      <h2>{props.title}</h2>
      {props.children && <p>{props.children}</p>}
      {props.action && <div className={styles.button}>{props.action}</div>}
    </div>
  );
}

function useErrorWords(error: unknown) {
  const { t } = useTranslation();
  const text = useText();
  if (!(error instanceof CallError)) {
    return { title: t('errorTitle'), next: t('errorNext'), code: undefined };
  }
  const { message, next, code, requestId } = error.problem;
  return { title: text(message), next: text(next), code: `${code} ${requestId}`.trim() };
}

/** A whole page that could not be shown: what happened, what to do, the code in grey. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords(error);
  return (
    <div className={styles.state} role="alert">
      <h2>{words.title}</h2>
      <p>{words.next}</p>
      {words.code && <div className={styles.code}>{words.code}</div>}
      {onRetry && (
        <Button className={styles.button ?? ''} onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}

/** A refusal inside a form or above a list. */
export function ErrorLine({ error }: { error: unknown }) {
  const words = useErrorWords(error);
  return (
    <div className={styles.inline} role="alert">
      {words.title} <span>{words.next}</span>
    </div>
  );
}

/** The 2 px bar at the top while something is fetched; what is on the page stays. */
export function LoadingBar() {
  const { t } = useTranslation();
  return <div className={styles.bar} role="progressbar" aria-label={t('loading')} />;
}

/** The first load of a page: grey lines where text will be, the bar, and words after 3 s. */
export function LoadingPage() {
  const { t } = useTranslation();
  return (
    <div aria-busy="true">
      <LoadingBar />
      <p className={styles.slow}>{t('loadingSlowly')}</p>
      <div className={styles.blank} style={{ width: '30%', height: 28 }} />
      <div className={styles.blank} style={{ width: '80%' }} />
      <div className={styles.blank} style={{ width: '70%' }} />
      <div className={styles.blank} style={{ width: '75%' }} />
    </div>
  );
}
