// The budget by source and project, one view of the notice at a time. Views overlap, so they stand
// side by side to choose from and are never added to one another.

import { useTranslation } from 'react-i18next';
import { add, toDecimal, toNumber, type Rational } from '../../../../src/core/rational.ts';
import type { ProgrammeData } from '../../../../src/rules/types.ts';
import { useProgramme } from '../../../api/programmes.ts';
import { useLanguage, useText } from '../../../i18n/i18n.ts';
import { Bar, Legend, type BarPart } from '../../../ui/bar.tsx';
import { ClauseChip, DecisionChip } from '../../../ui/chips.tsx';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { exactly, quantity, unitName } from '../../../ui/quantity.ts';
import { SheetSection } from '../../../ui/sheet.tsx';
import { useFilter } from '../../use-filter.ts';
import { fillsOf } from '../fund-fills.ts';
import styles from './overview.module.css';

export type View = ProgrammeData['funds']['views'][number];
type Line = View['lines'][number];
type Source = ProgrammeData['funds']['sources'][number];

export function OverviewMoney() {
  const { t } = useTranslation('overview');
  const text = useText();
  const language = useLanguage();
  const { data, report } = useProgramme();
  const { views } = data.funds;
  const [chosen, choose] = useFilter('budget');
  const view = views.find(({ id }) => id === chosen) ?? views[0];
  if (!view) return null;
  const decisions = new Set(
    report.lines
      .filter(
        ({ kind, figures }) =>
          kind === 'listed-twice' && figures.some((address) => address.startsWith('funds.')),
      )
      .map(({ decision }) => decision),
  );
  return (
    <SheetSection title={t('money')} aside={unitName(view.lines[0]?.total.unit ?? '', language)}>
      {views.length > 1 && (
        <div className={styles.views} role="group" aria-label={t('money.views')}>
          {views.map((it) => (
            <button
              key={it.id}
              type="button"
              className={styles.view}
              aria-pressed={it === view}
              onClick={() => choose(it.id)}
            >
              {text(it.name)}
            </button>
          ))}
        </div>
      )}
      <BudgetTable view={view} />
      {views.length > 1 && (
        <p className={styles.warning}>
          {t('money.never', { count: views.length })}{' '}
          {[...decisions].map((decision) => (
            <DecisionChip key={decision} decision={decision} />
          ))}
        </p>
      )}
    </SheetSection>
  );
}

function BudgetTable({ view }: { view: View }) {
  const { t } = useTranslation('overview');
  const text = useText();
  const { data } = useProgramme();
  const sources = data.funds.sources.filter(
    ({ id }) => view.sources[id] ?? view.lines.some((line) => line.sources[id]),
  );
  const fills = fillsOf(data.funds.sources);
  const most = Math.max(...view.lines.map((line) => toNumber(exactly(line.total.value))));
  const partsOf = (line: Line): BarPart[] =>
    sources.map(({ id, name }) => ({
      key: id,
      label: text(name),
      value: toNumber(exactly(line.sources[id]?.value ?? 0)),
      fill: fills[id] ?? 'outline',
    }));
  const columns = useBudgetColumns(view, sources);
  const bar: Column<Line> = {
    key: 'bar',
    title: <span className="visually-hidden">{t('money.bar')}</span>,
    label: t('money.bar'),
    cell: (line) => (
      <span className={styles.barCell}>
        <Bar parts={partsOf(line)} whole={most} />
      </span>
    ),
  };
  return (
    <>
      <DataTable
        caption={`${t('money')} ${text(view.name)}`}
        columns={[...columns.slice(0, 1), bar, ...columns.slice(1)]}
        rows={view.lines}
        rowKey={(line) => line.id}
        isPlain
      />
      <div className={styles.rows}>
        <Legend
          parts={sources.map(({ id, name }) => ({
            key: id,
            label: text(name),
            fill: fills[id] ?? 'outline',
          }))}
        />
      </div>
    </>
  );
}

function useBudgetColumns(view: View, sources: readonly Source[]): Column<Line>[] {
  const { t } = useTranslation('overview');
  const text = useText();
  const language = useLanguage();
  const write = (figure: { value: number | string; unit: string } | undefined) =>
    figure && quantity(figure.value, figure.unit, language).value;
  const foot = (
    printed: Line['total'] | undefined,
    of: (line: Line) => Line['total'] | undefined,
  ) => write(printed ?? totalOf(view.lines.map(of)));
  return [
    {
      key: 'name',
      title: t('money.line'),
      cell: (line) => text(line.name),
      foot: view.total ? t('money.total') : t('money.totalComputed'),
    },
    ...sources.map(({ id, name }): Column<Line> => ({
      key: id,
      title: text(name),
      isNumber: true,
      cell: (line) => write(line.sources[id]),
      sortBy: (line) => toNumber(exactly(line.sources[id]?.value ?? 0)),
      foot: foot(view.sources[id], (line) => line.sources[id]),
    })),
    {
      key: 'total',
      title: t('money.sum'),
      isNumber: true,
      cell: (line) => <strong>{write(line.total)}</strong>,
      sortBy: (line) => toNumber(exactly(line.total.value)),
      foot: foot(view.total, (line) => line.total),
    },
    {
      key: 'clause',
      title: t('clause'),
      cell: (line) => <ClauseChip clause={line.total.clause ?? line.clause} />,
      foot: <ClauseChip clause={view.total?.clause} />,
    },
  ];
}

/** The sum of figures in one unit; undefined when there are none or their units differ. */
function totalOf(figures: ReadonlyArray<Line['total'] | undefined>) {
  let sum: Rational | undefined;
  let unit: string | undefined;
  for (const figure of figures) {
    if (!figure) continue;
    if (unit !== undefined && figure.unit !== unit) return undefined;
    unit = figure.unit;
    sum = sum ? add(sum, exactly(figure.value)) : exactly(figure.value);
  }
  return sum && unit !== undefined ? { value: toDecimal(sum), unit } : undefined;
}
