// What may be done now, and what not yet with the reason and its clause under it: the server has
// judged every action on the case and the household, with the same gates that it keeps.

import { useTranslation } from 'react-i18next';
import type { HouseholdFile } from '../../api/ledger.ts';
import { useText } from '../../i18n/i18n.ts';
import { ClauseChip } from '../../ui/chips.tsx';
import styles from './household.module.css';

type Explained = HouseholdFile['actions'][number];

/** Refusals that say nothing of this case: the person may never do it, or the step is long past. */
const silent = new Set(['action.not-allowed', 'action.not-here', 'people.not-allowed']);

export function ActionsPart({ explained }: { explained: readonly Explained[] }) {
  const { t } = useTranslation('household');
  const { t: title } = useTranslation('actions');
  const text = useText();
  const may = explained.filter(({ refusal }) => refusal === null);
  const mayNot = explained.filter(({ refusal }) => refusal && !silent.has(refusal.code));
  return (
    <aside className={styles.actions}>
      <h2>{t('may')}</h2>
      {may.length === 0 && <p className="note">{t('may.none')}</p>}
      <ul>
        {may.map(({ action }) => (
          <li key={action} className={styles.open}>
            {title(action as never)}
          </li>
        ))}
      </ul>
      {mayNot.length > 0 && <h2>{t('mayNot')}</h2>}
      <ul>
        {mayNot.map(({ action, refusal }) => (
          <li key={action}>
            <span className={styles.greyed}>{title(action as never)}</span>
            <p>
              {refusal && text(refusal.message)} <ClauseChip clause={refusal?.clause} />
            </p>
          </li>
        ))}
      </ul>
    </aside>
  );
}
