// What may be done now, and what not yet with the reason and its clause under it: the server has
// judged every action on the case and the household, with the same gates that it keeps. The first
// action that leads the case on is the page's one primary button.

import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { caseStates, caseTransitions, type CaseState } from '../../../src/households/model.ts';
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

/** Steps still to come, and what something other than the state stands against. */
function liesAhead({ action, refusal }: Explained, state: CaseState | undefined): boolean {
  if (refusal?.code !== 'action.wrong-state') return true;
  if (state === undefined || !(action in caseTransitions)) return false;
  const states = Object.keys(caseStates);
  const from = caseTransitions[action as keyof typeof caseTransitions].from[0];
  return leadsOn(action) && states.indexOf(from) > states.indexOf(state);
}

export function ActionsPart(props: {
  explained: readonly Explained[];
  file: HouseholdFile;
  shown: CaseFile | undefined;
}) {
  const { t } = useTranslation('household');
  const { t: title } = useTranslation('actions');
  const [opened, open] = useState<string | undefined>();
  const shown = props.explained.filter(({ action }) => hasForm(action));
  const may = shown
    .filter(({ refusal }) => refusal === null)
    .toSorted((a, b) => Number(leadsOn(b.action)) - Number(leadsOn(a.action)));
  const mayNot = shown.filter(({ refusal }) => refusal && !silent.has(refusal.code));
  const isAhead = (one: Explained) => liesAhead(one, props.shown?.state);
  const ahead = mayNot.filter(isAhead);
  const others = mayNot.filter((one) => !isAhead(one));
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
      {ahead.length > 0 && <h2>{t('mayNot')}</h2>}
      <Greyed explained={ahead} />
      {others.length > 0 && (
        <details className={styles.others}>
          <summary>{t('mayNot.others', { count: others.length })}</summary>
          <Greyed explained={others} />
        </details>
      )}
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

/** Each with the reason and its clause under it, for everybody to read without pointing at it. */
function Greyed({ explained }: { explained: readonly Explained[] }) {
  const { t: title } = useTranslation('actions');
  const text = useText();
  return (
    <ul>
      {explained.map(({ action, refusal }) => (
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
  );
}
