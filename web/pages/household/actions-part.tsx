// What may be done now, and what not yet with the reason and its clause under it: the server has
// judged every action on the case and the household, with the same gates that it keeps. The first
// action that leads the case on is the page's one primary button.

import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { caseTransitions } from '../../../src/households/model.ts';
import type { CaseFile, HouseholdFile } from '../../api/ledger.ts';
import { useText } from '../../i18n/i18n.ts';
import { ClauseChip } from '../../ui/chips.tsx';
import { ActionOf, hasForm } from './forms/forms.tsx';
import styles from './household.module.css';

type Explained = HouseholdFile['actions'][number];

/** Refusals that say nothing of this case: the person may never do it, or the step is long past. */
const silent = new Set(['action.not-allowed', 'action.not-here', 'people.not-allowed']);
/** Steps of the way that lead off it. */
const aside = new Set(['case.reject', 'case.withdraw', 'case.fail', 'entitlement.release']);

const leadsOn = (action: string) =>
  (action in caseTransitions || action === 'acceptance.town-check') && !aside.has(action);

export function ActionsPart(props: {
  explained: readonly Explained[];
  file: HouseholdFile;
  shown: CaseFile | undefined;
}) {
  const { t } = useTranslation('household');
  const { t: title } = useTranslation('actions');
  const text = useText();
  const [opened, open] = useState<string | undefined>();
  const shown = props.explained.filter(({ action }) => hasForm(action));
  const may = shown
    .filter(({ refusal }) => refusal === null)
    .toSorted((a, b) => Number(leadsOn(b.action)) - Number(leadsOn(a.action)));
  const mayNot = shown.filter(({ refusal }) => refusal && !silent.has(refusal.code));
  return (
    <aside className={styles.actions}>
      <h2>{t('may')}</h2>
      {may.length === 0 && <p className="note">{t('may.none')}</p>}
      <ul>
        {may.map(({ action }, at) => (
          <li key={action}>
            <Button
              block
              type={at === 0 && leadsOn(action) ? 'primary' : 'default'}
              onClick={() => open(action)}
            >
              {title(action as never)}
            </Button>
          </li>
        ))}
      </ul>
      {mayNot.length > 0 && <h2>{t('mayNot')}</h2>}
      <ul>
        {mayNot.map(({ action, refusal }) => (
          <li key={action}>
            <button type="button" className={styles.greyed} aria-disabled="true">
              {title(action as never)}
            </button>
            <p>
              {refusal && text(refusal.message)} <ClauseChip clause={refusal?.clause} />
            </p>
          </li>
        ))}
      </ul>
      {opened !== undefined && (
        <ActionOf
          action={opened}
          file={props.file}
          shown={props.shown}
          onClose={() => open(undefined)}
        />
      )}
    </aside>
  );
}
