// The overview of the district: one sentence that says where the gap is, the figures, the towns,
// how far the cases have come, what is stuck with whom, and the money; as of any day.

import { useTranslation } from 'react-i18next';
import type { Day } from '../../../src/core/day.ts';
import { useOwnProgramme } from '../../api/programmes.ts';
import { useHolds } from '../../api/session.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { PageHead, Sheet } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, LoadingBar, LoadingPage } from '../../ui/states.tsx';
import { paymentReaders } from '../../../src/payments/model.ts';
import { CaseFunnel } from './case-funnel.tsx';
import styles from './overview.module.css';
import { OverviewLead } from './overview-lead.tsx';
import { OverviewMoney } from './overview-money.tsx';
import { bySize, targetSteps, totalsByMonth } from './read.ts';
import { Stuck } from './stuck.tsx';
import { TownBars } from './town-bars.tsx';
import { TownTiles } from './town-tiles.tsx';
import { useOverviewData, useOverviewFilters } from './use-overview.ts';

export function OverviewPage() {
  const { t } = useTranslation('district');
  const filters = useOverviewFilters();
  const { counts, waiting, pace } = useOverviewData(filters);
  const seesMoney = useHolds(paymentReaders);
  if (counts.isPending || waiting.isPending) return <LoadingPage />;
  if (counts.isError) {
    return <ErrorState error={counts.error} onRetry={() => void counts.refetch()} />;
  }
  if (waiting.isError) {
    return <ErrorState error={waiting.error} onRetry={() => void waiting.refetch()} />;
  }
  const { rows, asOf } = counts.data;
  const progress = bySize(rows);
  const isNow = asOf === (pace.data?.today ?? asOf);
  const { year } = filters;
  return (
    <Sheet>
      <PageHead title={t('title')}>
        <Years year={year} onChange={filters.setYear} />
        {pace.data && <Head pace={pace.data} asOf={asOf as Day} filters={filters} />}
      </PageHead>
      {(counts.isFetching || waiting.isFetching) && <LoadingBar />}
      {progress.length === 0 ? (
        <EmptyState title={t('empty.title')}>{t('empty.next')}</EmptyState>
      ) : (
        <>
          <OverviewLead rows={rows} waiting={waiting.data} asOf={asOf} year={year} />
          <div className={styles.upper}>
            <TownBars progress={progress} year={year} isNow={isNow} />
            <CaseFunnel rows={rows} waiting={waiting.data.rows} year={year} isNow={isNow} />
            <TownTiles progress={progress} year={year} />
          </div>
          <div className={seesMoney ? styles.lower : undefined}>
            <Stuck waiting={waiting.data} year={year} isNow={isNow} />
            {seesMoney && <OverviewMoney asOf={isNow ? undefined : (asOf as Day)} />}
          </div>
        </>
      )}
    </Sheet>
  );
}

type Pace = NonNullable<ReturnType<typeof useOverviewData>['pace']['data']>;
type Filters = ReturnType<typeof useOverviewFilters>;

function Head(props: { pace: Pace; asOf: Day; filters: Filters }) {
  const { pace, asOf, filters } = props;
  const data = useOwnProgramme()?.data;
  const [first] = pace.months;
  if (!first) return null;
  const targets = data ? targetSteps(data, filters.year) : [];
  return (
    <AsOf
      value={asOf}
      latest={pace.today as Day}
      from={first.monthOn as Day}
      points={totalsByMonth(pace.months)}
      targets={targets}
      onChange={filters.setAsOf}
    />
  );
}

/** One year or all of them. */
function Years(props: { year: number | undefined; onChange: (year: string | undefined) => void }) {
  const { t } = useTranslation('district');
  const years = useOwnProgramme()?.data.programme.years ?? [];
  if (years.length < 2) return null;
  return (
    <div className={styles.years} role="group" aria-label={t('year')}>
      {years.map((year) => (
        <button
          key={year}
          type="button"
          aria-pressed={props.year === year}
          onClick={() => props.onChange(String(year))}
        >
          {year}
        </button>
      ))}
      <button
        type="button"
        aria-pressed={props.year === undefined}
        onClick={() => props.onChange(undefined)}
      >
        {t('year.all')}
      </button>
    </div>
  );
}
