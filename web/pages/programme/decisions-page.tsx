// What the notice leaves open: each question with its options, the one in force and why, what it
// moves, and what another option would change. The office may choose another, with a document.

import { Input } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgrammeView } from '../../../src/rules/types.ts';
import { useProgramme } from '../../api/programmes.ts';
import { useText } from '../../i18n/i18n.ts';
import { ClauseChip } from '../../ui/chips.tsx';
import { Lead, PageHead, Sheet } from '../../ui/sheet.tsx';
import { EmptyState, ErrorLine } from '../../ui/states.tsx';
import { useFilter, useSetFilters } from '../use-filter.ts';
import { DecisionDetail } from './decisions-detail.tsx';
import { useDecisionChoices } from './decisions-in-force.ts';
import css from './decisions-page.module.css';
import { filterDecisions, MOVES, type Decision } from './decisions-search.ts';

export function DecisionsPage() {
  const view = useProgramme();
  const { t } = useTranslation('decisions');
  const [moves] = useFilter('moves');
  const [search = ''] = useFilter('search');
  const [open] = useFilter('decision');
  const change = useSetFilters();
  const choices = useDecisionChoices();
  const all = view.data.decisions.decisions;
  const kind = MOVES.find((it) => it === moves);
  const shown = filterDecisions(all, kind, search);
  const money = all.filter((decision) => decision.moves.includes('money')).length;
  return (
    <Sheet>
      <PageHead title={t('title')} subtitle={view.data.programme.document.number} />
      <Lead sentence={t('lead', { count: all.length, money })} />
      {choices.isError && <ErrorLine error={choices.error} />}
      <Filters all={all} kind={kind} search={search} />
      {shown.length === 0 && <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>}
      <ul>
        {shown.map((decision) => (
          <DecisionRow
            key={decision.id}
            view={view}
            decision={decision}
            chosen={choices.data?.decide[decision.id] ?? decision.chosen}
            choices={choices.data}
            isOpen={open === decision.id}
            onToggle={() => change({ decision: open === decision.id ? undefined : decision.id })}
          />
        ))}
      </ul>
    </Sheet>
  );
}

type FiltersProps = {
  readonly all: readonly Decision[];
  readonly kind: (typeof MOVES)[number] | undefined;
  readonly search: string;
};

function Filters({ all, kind, search }: FiltersProps) {
  const { t } = useTranslation('decisions');
  const names = useMoveNames();
  const change = useSetFilters();
  const tabs = [undefined, ...MOVES];
  return (
    <div className={`${css['filters']} no-print`}>
      <div className={css['tabs']} role="group" aria-label={t('tabs')}>
        {tabs.map((tab) => (
          <button
            key={tab ?? 'all'}
            type="button"
            aria-pressed={tab === kind}
            onClick={() => change({ moves: tab })}
          >
            {tab ? names[tab] : t('all')} <span>{filterDecisions(all, tab, '').length}</span>
          </button>
        ))}
      </div>
      <Input
        className={css['search'] ?? ''}
        allowClear
        type="search"
        defaultValue={search}
        aria-label={t('search')}
        placeholder={t('searchHint')}
        onChange={(event) => change({ search: event.target.value || undefined })}
      />
    </div>
  );
}

export function useMoveNames(): Readonly<Record<(typeof MOVES)[number], string>> {
  const { t } = useTranslation('decisions');
  return {
    money: t('money'),
    targets: t('targets'),
    dates: t('dates'),
    technique: t('technique'),
    procedure: t('procedure'),
  };
}

type RowProps = {
  readonly view: ProgrammeView;
  readonly decision: Decision;
  readonly chosen: string;
  readonly choices: Parameters<typeof DecisionDetail>[0]['choices'];
  readonly isOpen: boolean;
  readonly onToggle: () => void;
};

function DecisionRow({ view, decision, chosen, choices, isOpen, onToggle }: RowProps) {
  const text = useText();
  const names = useMoveNames();
  const head = useRef<HTMLDivElement>(null);
  const option = decision.options.find((it) => it.id === chosen);
  useEffect(() => {
    if (isOpen) head.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  return (
    <li className={`${css['decision']} ${isOpen ? css['open'] : ''}`}>
      <div ref={head} className={css['row']}>
        <span className={css['id']}>{decision.id}</span>
        <span className={css['clauses']}>
          {decision.clauses.map((clause) => (
            <ClauseChip key={clause} clause={clause} />
          ))}
        </span>
        <button type="button" className={css['question']} aria-expanded={isOpen} onClick={onToggle}>
          {text(decision.question)}
        </button>
        <span className={css['chosen']}>{option && text(option.label)}</span>
        <span className={css['moves']}>{decision.moves.map((it) => names[it]).join(' · ')}</span>
      </div>
      {isOpen && (
        <DecisionDetail view={view} decision={decision} chosen={chosen} choices={choices} />
      )}
    </li>
  );
}
