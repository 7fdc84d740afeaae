// The households an action is not done for, each with the reason, its clause and what to do next.

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LeftOut } from '../../api/bulk.ts';
import { useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { ClauseChip } from '../../ui/chips.tsx';
import styles from './ledger.module.css';

export function LeftOutList({ refused }: { refused: readonly LeftOut[] }) {
  const { t } = useTranslation('ledger');
  const text = useText();
  if (refused.length === 0) return null;
  return (
    <section>
      <h3>{t('bulk.refused')}</h3>
      <ul className={styles.leftOut}>
        {refused.map(({ row, why }) => (
          <li key={row.caseId}>
            <Link to={paths.household(row.householdId)}>{row.headName}</Link>{' '}
            <span className="note">{row.villageName}</span>
            <p>
              {text(why.message)} <ClauseChip clause={why.clause} />
            </p>
            <p className="note">{text(why.next)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
