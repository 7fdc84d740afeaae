// 〔九〕 and D02: the two small links that answer “which clause says so?” and “who decided that?”.

import { useTranslation } from 'react-i18next';
import styles from './chips.module.css';
import { onPlainClick, useNoticeLinks } from './links.tsx';

/** A clause of the notice, in brackets; opens the notice there. Nothing without a clause. */
export function ClauseChip({ clause }: { clause: string | null | undefined }) {
  const links = useNoticeLinks();
  const { t } = useTranslation();
  if (!clause) return null;
  const label = `〔${clause}〕`;
  if (!links) return <span className={styles.clause}>{label}</span>;
  return (
    <a
      className={styles.clause}
      href={links.clauseHref(clause)}
      aria-label={t('clauseChip', { clause })}
      onClick={onPlainClick(() => links.openClause(clause))}
    >
      {label}
    </a>
  );
}

/** A decision on something the notice leaves open; opens it. Nothing without an id. */
export function DecisionChip({ decision }: { decision: string | null | undefined }) {
  const links = useNoticeLinks();
  const { t } = useTranslation();
  if (!decision) return null;
  if (!links) return <span className={styles.decision}>{decision}</span>;
  return (
    <a
      className={styles.decision}
      href={links.decisionHref(decision)}
      aria-label={t('decisionChip', { decision })}
      onClick={onPlainClick(() => links.openDecision(decision))}
    >
      {decision}
    </a>
  );
}
