// The findings as rows: tabs with counts, search, and the chosen one opened in its place.

import { Input } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgrammeView } from '../../../src/rules/types.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { ClauseChip, DecisionChip } from '../../ui/chips.tsx';
import { VerdictGlyph } from '../../ui/notice-verdict.tsx';
import { quantity } from '../../ui/quantity.ts';
import { EmptyState } from '../../ui/states.tsx';
import { dayInWords } from '../../ui/day.ts';
import { useFilter, useSetFilters } from '../use-filter.ts';
import {
  figuresOfLine,
  FINDING_GROUPS,
  type Finding,
  type FindingFilter,
} from './reconciliation-findings.ts';
import { useInForce } from './decisions-in-force.ts';
import css from './reconciliation-list.module.css';
import { useGroupNames } from './reconciliation-words.ts';

type TabsProps = {
  readonly counts: Readonly<Record<FindingFilter, number>>;
  readonly filter: FindingFilter;
  readonly search: string;
};

export function FindingTabs({ counts, filter, search }: TabsProps) {
  const { t } = useTranslation('reconciliation');
  const names = useGroupNames();
  const change = useSetFilters();
  const tabs: FindingFilter[] = ['all', ...FINDING_GROUPS];
  return (
    <div className={css['bar']}>
      <div className={css['tabs']} role="group" aria-label={t('tabs')}>
        {tabs.map((tab) => (
          <button
            key={tab}
            type="button"
            aria-pressed={tab === filter}
            data-kind={tab}
            onClick={() => change({ tab: tab === 'all' ? undefined : tab })}
          >
            {tab === 'all' ? t('all') : names[tab]} <span>{counts[tab]}</span>
          </button>
        ))}
      </div>
      <Input
        className={`no-print ${css['search']}`}
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

export function FindingList(props: { view: ProgrammeView; findings: readonly Finding[] }) {
  const { t } = useTranslation('reconciliation');
  const [lineId] = useFilter('line');
  const change = useSetFilters();
  if (props.findings.length === 0) {
    return <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>;
  }
  return (
    <ul className={css['list']}>
      {props.findings.map((finding) => (
        <FindingRow
          key={finding.id}
          view={props.view}
          finding={finding}
          isOpen={finding.id === lineId}
          onToggle={() =>
            change({
              line: finding.id === lineId ? undefined : finding.id,
              figure: undefined,
              clause: finding.line ? undefined : finding.clause,
            })
          }
        />
      ))}
    </ul>
  );
}

type RowProps = {
  readonly view: ProgrammeView;
  readonly finding: Finding;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
};

function FindingRow({ view, finding, isOpen, onToggle }: RowProps) {
  const text = useText();
  const names = useGroupNames();
  const row = useRef<HTMLLIElement>(null);
  const { line, group } = finding;
  useEffect(() => {
    if (isOpen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  const result = line && text(line.computed) !== '-' ? text(line.computed) : '';
  return (
    <li ref={row} className={isOpen ? css['open'] : undefined} data-group={group}>
      <div className={css['row']}>
        <VerdictGlyph kind={group} label={names[group]} />
        <ClauseChip clause={finding.clause} />
        <button type="button" className={css['title']} aria-expanded={isOpen} onClick={onToggle}>
          <span>{text(finding.title)}</span>
          {result && !isOpen && <span className={css['result']}>{result}</span>}
        </button>
        <DecisionChip decision={finding.decision?.id} />
      </div>
      {isOpen && <FindingFacts view={view} finding={finding} />}
    </li>
  );
}

function FindingFacts({ view, finding }: { view: ProgrammeView; finding: Finding }) {
  const { t } = useTranslation('reconciliation');
  const text = useText();
  const change = useSetFilters();
  const { line, decision } = finding;
  const quotes = line?.spans.map(({ start, end }) => view.noticeText.slice(start, end)) ?? [];
  const inForce = useInForce();
  const chosenId = decision && (inForce[decision.id] ?? decision.chosen);
  const chosen = decision?.options.find((option) => option.id === chosenId);
  return (
    <dl className={css['facts']}>
      {quotes.length > 0 && <Fact name={t('quote')}>{quotes.join(' … ')}</Fact>}
      {line && text(line.stated) !== '-' && <Fact name={t('stated')}>{text(line.stated)}</Fact>}
      {line && text(line.computed) !== '-' && (
        <Fact name={t('computed')}>
          <strong>{text(line.computed)}</strong>
        </Fact>
      )}
      {line?.note && <Fact name={t('note')}>{text(line.note)}</Fact>}
      {decision && (
        <>
          <Fact name={t('question')}>{text(decision.question)}</Fact>
          {chosen && (
            <Fact name={t('chosen')}>
              {text(chosen.label)} <DecisionChip decision={decision.id} />
            </Fact>
          )}
          <Fact name={t('why')}>{text(decision.why)}</Fact>
        </>
      )}
      {line && line.figures.length > 0 && <LineFigures view={view} finding={finding} />}
      <Fact name={t('id')}>
        {finding.id}{' '}
        <button
          type="button"
          className={`no-print ${css['inText']}`}
          onClick={() => change({ view: 'text' })}
        >
          {t('showInText')}
        </button>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function LineFigures({ view, finding }: { view: ProgrammeView; finding: Finding }) {
  const { t } = useTranslation('reconciliation');
  const language = useLanguage();
  const change = useSetFilters();
  const figures = finding.line ? figuresOfLine(finding.line, view.figures) : [];
  return (
    <Fact name={t('figures')}>
      <ul className={css['figures']}>
        {figures.map((figure) => {
          const { value, unit } =
            figure.type === 'date'
              ? { value: dayInWords(figure.printed ?? figure.written, language), unit: '' }
              : quantity(figure.written, figure.unit, language);
          return (
            <li key={figure.address}>
              <button
                type="button"
                onClick={() => change({ figure: figure.address, view: 'text' })}
              >
                {value} {unit}
              </button>
              <code>{figure.address}</code>
              <ClauseChip clause={figure.clause} />
            </li>
          );
        })}
      </ul>
    </Fact>
  );
}
