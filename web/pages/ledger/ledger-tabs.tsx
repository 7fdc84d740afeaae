// The saved views of the ledger as tabs: all, and one for each stretch of the way, with its count.

import { useTranslation } from 'react-i18next';
import { caseStates, endedStates, type CaseState } from '../../../src/households/model.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { StateGlyph } from '../../ui/state-mark.tsx';
import { useSetFilters } from '../use-filter.ts';
import styles from './ledger.module.css';

const isEnded = (state: CaseState) => (endedStates as readonly CaseState[]).includes(state);

type Count = { readonly state: CaseState; readonly count: number };

export function LedgerTabs(props: { counts: readonly Count[]; state: CaseState | undefined }) {
  const { t } = useTranslation('ledger');
  const text = useText();
  const language = useLanguage();
  const set = useSetFilters();
  const byState = new Map(props.counts.map(({ state, count }) => [state, count]));
  const live = props.counts.filter(({ state }) => !isEnded(state));
  const total = live.reduce((sum, { count }) => sum + count, 0);
  const number = new Intl.NumberFormat(language);
  const states = (Object.keys(caseStates) as CaseState[]).filter((state) => byState.has(state));
  return (
    <div className={styles.tabs} role="group" aria-label={t('views')}>
      <button
        type="button"
        aria-pressed={props.state === undefined}
        onClick={() => set({ state: undefined })}
      >
        {t('all')} <span className={styles.count}>{number.format(total)}</span>
      </button>
      {states.map((state) => (
        <button
          key={state}
          type="button"
          aria-pressed={props.state === state}
          onClick={() => set({ state })}
        >
          <StateGlyph state={state} /> {text(caseStates[state])}{' '}
          <span className={styles.count}>{number.format(byState.get(state) ?? 0)}</span>
        </button>
      ))}
    </div>
  );
}
