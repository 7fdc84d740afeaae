// The measurable checks of construction, by working step: what is compared with what limit, by
// which tool, and the figures that cannot be meant as printed.

import { useTranslation } from 'react-i18next';
import type { ProgrammeView } from '../../../src/rules/types.ts';
import { useProgramme } from '../../api/programmes.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { ClauseChip, DecisionChip } from '../../ui/chips.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { groupDigits, quantity } from '../../ui/quantity.ts';
import { Lead, PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { EmptyState } from '../../ui/states.tsx';
import css from './quality-page.module.css';
import { useComparisons } from './methods-words.ts';

type Check = ProgrammeView['data']['quality']['checks'][number];
const STAGES = ['base', 'glue', 'board', 'anchor', 'mesh', 'plaster', 'device', 'other'] as const;

export function QualityPage() {
  const { data } = useProgramme();
  const { t } = useTranslation('quality');
  const { checks } = data.quality;
  const flagged = checks.filter((check) => check.decision !== undefined).length;
  const names = useStageNames();
  return (
    <Sheet>
      <PageHead title={t('title')} subtitle={data.programme.document.number} />
      {checks.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
      ) : (
        <>
          <Lead sentence={t('lead', { count: checks.length, flagged })} />
          {STAGES.map((stage) => {
            const own = checks.filter((check) => check.stage === stage);
            if (own.length === 0) return null;
            return (
              <SheetSection
                key={stage}
                title={names[stage]}
                aside={t('stageCount', { count: own.length })}
              >
                <CheckTable caption={names[stage]} checks={own} />
              </SheetSection>
            );
          })}
        </>
      )}
    </Sheet>
  );
}

function useStageNames(): Readonly<Record<Check['stage'], string>> {
  const { t } = useTranslation('quality');
  return {
    base: t('stageBase'),
    glue: t('stageGlue'),
    board: t('stageBoard'),
    anchor: t('stageAnchor'),
    mesh: t('stageMesh'),
    plaster: t('stagePlaster'),
    device: t('stageDevice'),
    other: t('stageOther'),
  };
}

function CheckTable({ caption, checks }: { caption: string; checks: readonly Check[] }) {
  const { t } = useTranslation('quality');
  const text = useText();
  const columns: Array<Column<Check>> = [
    { key: 'id', title: t('id'), cell: (check) => check.id },
    {
      key: 'name',
      title: t('check'),
      cell: (check) => (
        <div>
          {text(check.name)}
          {check.note && <div className="note">{text(check.note)}</div>}
        </div>
      ),
    },
    { key: 'limit', title: t('limit'), cell: (check) => <Limit check={check} /> },
    { key: 'tool', title: t('tool'), cell: (check) => text(check.tool) },
    {
      key: 'quote',
      title: t('quote'),
      cell: (check) => (
        <span className="note" lang="zh-CN">
          {check.quote}
        </span>
      ),
    },
    {
      key: 'clause',
      title: t('clause'),
      isNarrow: true,
      cell: (check) => (
        <div>
          <ClauseChip clause={check.clause} /> <DecisionChip decision={check.decision} />
        </div>
      ),
    },
  ];
  return (
    <div className={css['table']}>
      <DataTable
        caption={caption}
        columns={columns}
        rows={checks}
        rowKey={(check) => check.id}
        isPlain
      />
    </div>
  );
}

function Limit({ check }: { check: Check }) {
  const { t } = useTranslation('quality');
  const text = useText();
  const language = useLanguage();
  const comparisons = useComparisons();
  const amount = (of: Check['limit']) => {
    const { value, unit } = quantity(of.value, of.unit, language);
    return unit === '1' ? value : `${value} ${unit}`;
  };
  const main = check.limitTo
    ? `${groupDigits(check.limit.value)}–${amount(check.limitTo)}`
    : `${comparisons[check.comparison]} ${amount(check.limit)}`;
  return (
    <span>
      <strong className="number">{main}</strong>
      {check.printed && (
        <div className={css['printed']}>{t('printed', { value: amount(check.printed) })}</div>
      )}
      {check.tolerance && (
        <span className="note"> {t('tolerance', { value: amount(check.tolerance) })}</span>
      )}
      {check.and.map((also) => (
        <div key={also.name.en}>
          {t('and')} {text(also.name)} {comparisons[also.comparison]} {amount(also.limit)}
        </div>
      ))}
    </span>
  );
}
