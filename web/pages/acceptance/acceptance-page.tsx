// Acceptance 验收: what waits for the town's check, what waits to be drawn, the lots, the orders to
// put right, and the departments that sign.

import { useTranslation } from 'react-i18next';
import { works as worksNames, type Works } from '../../../src/households/model.ts';
import { useLots, useRectifications, useWaiting } from '../../api/acceptance.ts';
import { useLanguage } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { Lead, PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { ErrorState, LoadingBar, LoadingPage } from '../../ui/states.tsx';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import { FigureLinks } from '../figure-links.tsx';
import { FilterBar, FilterChip, PlaceChip, useWordOptions } from '../filter-chips.tsx';
import { countUpTo } from '../pager.tsx';
import { useFilter } from '../use-filter.ts';
import { Departments } from './departments.tsx';
import { DrawTowns } from './draw-towns.tsx';
import { Lots } from './lots.tsx';
import { Rectifications } from './rectifications.tsx';
import { WaitingTown } from './waiting-town.tsx';

const views = ['town', 'draw', 'lots', 'rectify', 'departments'] as const;
type View = (typeof views)[number];

const sum = (towns: ReadonlyArray<{ count: number }>) =>
  towns.reduce((total, { count }) => total + count, 0);

export function AcceptancePage() {
  const { t } = useTranslation('acceptance');
  const [wanted, setView] = useFilter('view');
  const [kind] = useFilter('works');
  const [under] = useFilter('under');
  const works: Works = kind === 'insulation' ? kind : 'heating';
  const view: View = views.find((one) => one === wanted) ?? 'town';
  const town = useWaiting({ for: 'town', works, under, limit: 1 });
  const draw = useWaiting({ for: 'lot', works, under, limit: 1 });
  const lots = useLots({ works, under, limit: 200 });
  const orders = useRectifications({ under, limit: 200 });
  const all = [town, draw, lots, orders];
  const failed = all.find(({ isError }) => isError);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!town.data || !draw.data || !lots.data || !orders.data) return <LoadingPage />;
  const open = lots.data.items.filter(({ state }) => state !== 'concluded').length;
  // Those due first come first: once one is in time, all that are late are there.
  const overdue = orders.data.items.filter(({ isOverdue }) => isOverdue).length;
  const hasMoreOrders = orders.data.next !== null;
  const late = countUpTo(overdue, hasMoreOrders && overdue === orders.data.items.length);
  const counts = {
    town: sum(town.data.towns),
    draw: sum(draw.data.towns),
    lots: countUpTo(lots.data.items.length, lots.data.next !== null),
    rectify: countUpTo(orders.data.items.length, hasMoreOrders),
    departments: undefined,
  };
  const to = (chosen: View) => paths.acceptance({ view: chosen, works: kind, under });
  return (
    <Sheet>
      <PageHead title={t('title')} subtitle={t('subtitle')} />
      {all.some(({ isFetching }) => isFetching) && <LoadingBar />}
      <Opening counts={counts} open={open} late={late} isLate={overdue > 0} to={to} />
      <ViewTabs
        label={t('title')}
        chosen={view}
        onChoose={(chosen) => setView(chosen)}
        views={views.map((key) => ({ key, label: t(`view.${key}`), count: counts[key] }))}
      />
      <Filters view={view} />
      <SheetSection title={t(`view.${view}`)} aside={t(`note.${view}`)}>
        {view === 'town' && <WaitingTown works={works} under={under} />}
        {view === 'draw' && <DrawTowns towns={draw.data.towns} works={works} />}
        {view === 'lots' && <Lots works={works} under={under} />}
        {view === 'rectify' && <Rectifications under={under} />}
        {view === 'departments' && <Departments />}
      </SheetSection>
    </Sheet>
  );
}

function Opening(props: {
  counts: { town: number; draw: number };
  open: number;
  late: number | string;
  isLate: boolean;
  to: (view: View) => string;
}) {
  const { t } = useTranslation('acceptance');
  const number = new Intl.NumberFormat(useLanguage());
  const { counts, open, late, isLate, to } = props;
  const unit = '户';
  return (
    <Lead
      sentence={t('lead', {
        town: number.format(counts.town),
        draw: number.format(counts.draw),
        open: number.format(open),
        late: typeof late === 'number' ? number.format(late) : late,
      })}
    >
      <FigureLinks
        figures={[
          { key: 'town', label: t('view.town'), value: counts.town, unit, to: to('town') },
          { key: 'draw', label: t('view.draw'), value: counts.draw, unit, to: to('draw') },
          {
            key: 'late',
            label: t('figure.late'),
            value: late,
            unit,
            to: to('rectify'),
            isLate: isLate,
          },
        ]}
      />
    </Lead>
  );
}

function Filters({ view }: { view: View }) {
  const { t } = useTranslation('acceptance');
  const options = useWordOptions();
  if (view === 'departments') return null;
  return (
    <FilterBar>
      {view !== 'rectify' && (
        <FilterChip
          name="works"
          label={t('works')}
          options={options(worksNames)}
          fallback="heating"
        />
      )}
      <PlaceChip />
    </FilterBar>
  );
}
