// Public notices 公示: villages with accepted houses that hang out nowhere yet, notices hanging,
// and those that are over.

import { useTranslation } from 'react-i18next';
import { works as worksNames, type Works } from '../../../src/households/model.ts';
import { useNotices, useToPublish } from '../../api/notices.ts';
import { useLanguage } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { Lead, PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { ErrorState, LoadingBar, LoadingPage } from '../../ui/states.tsx';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import { FilterBar, FilterChip, PlaceChip, useWordOptions } from '../filter-chips.tsx';
import { FigureLinks } from '../figure-links.tsx';
import { countUpTo, Pager, usePages } from '../pager.tsx';
import { useFilter } from '../use-filter.ts';
import { NoticeTable } from './notice-table.tsx';
import { ToPublish } from './to-publish.tsx';

const views = ['due', 'open', 'closed'] as const;
type View = (typeof views)[number];

export function NoticesPage() {
  const { t } = useTranslation('notices');
  const [wanted, setView] = useFilter('view');
  const [kind] = useFilter('works');
  const [under] = useFilter('under');
  const options = useWordOptions();
  const works: Works = kind === 'insulation' ? kind : 'heating';
  const view: View = views.find((one) => one === wanted) ?? 'due';
  const due = useToPublish(works, under);
  const open = useNotices({ works, under, state: 'open', limit: 200 });
  if (due.isPending || open.isPending) return <LoadingPage />;
  if (due.isError) return <ErrorState error={due.error} onRetry={() => void due.refetch()} />;
  if (open.isError) return <ErrorState error={open.error} onRetry={() => void open.refetch()} />;
  const cases = due.data.reduce((sum, { count }) => sum + count, 0);
  const hanging = open.data.items;
  const shown = countUpTo(hanging.length, open.data.next !== null);
  const objections = hanging.reduce((sum, one) => sum + one.openObjections, 0);
  const to = (chosen: View) => paths.notices({ view: chosen, works: kind, under });
  return (
    <Sheet>
      <PageHead title={t('title')} subtitle={t('subtitle')} />
      {(due.isFetching || open.isFetching) && <LoadingBar />}
      <Opening
        villages={due.data.length}
        cases={cases}
        shown={shown}
        objections={objections}
        to={to}
      />
      <ViewTabs
        label={t('title')}
        chosen={view}
        onChoose={(chosen) => setView(chosen)}
        views={[
          { key: 'due', label: t('view.due'), count: due.data.length },
          { key: 'open', label: t('view.open'), count: shown },
          { key: 'closed', label: t('view.closed') },
        ]}
      />
      <FilterBar>
        <FilterChip
          name="works"
          label={t('works')}
          options={options(worksNames)}
          fallback="heating"
        />
        <PlaceChip />
      </FilterBar>
      <SheetSection title={t(`view.${view}`)}>
        {view === 'due' && <ToPublish villages={due.data} works={works} />}
        {view === 'open' && <NoticeTable notices={hanging} />}
        {view === 'closed' && <Closed works={works} under={under} />}
      </SheetSection>
    </Sheet>
  );
}

function Closed({ works, under }: { works: Works; under: string | undefined }) {
  const filters = { works, under, state: 'closed' } as const;
  const pages = usePages(filters);
  const closed = useNotices({ ...filters, before: pages.after });
  if (closed.isPending) return <LoadingBar />;
  if (closed.isError) return <ErrorState error={closed.error} />;
  return (
    <>
      <NoticeTable notices={closed.data.items} />
      <Pager pages={pages} shown={closed.data.items.length} next={closed.data.next} />
    </>
  );
}

function Opening(props: {
  villages: number;
  cases: number;
  shown: number | string;
  objections: number;
  to: (view: View) => string;
}) {
  const { t } = useTranslation('notices');
  const number = new Intl.NumberFormat(useLanguage());
  const { villages, cases, shown, objections, to } = props;
  return (
    <Lead
      sentence={t('lead', {
        villages: number.format(villages),
        cases: number.format(cases),
        open: typeof shown === 'number' ? number.format(shown) : shown,
      })}
    >
      <FigureLinks
        figures={[
          { key: 'due', label: t('figure.due'), value: cases, unit: '户', to: to('due') },
          {
            key: 'open',
            label: t('view.open'),
            value: shown,
            unit: t('unit.notices'),
            to: to('open'),
          },
          {
            key: 'objections',
            label: t('figure.objections'),
            value: objections,
            unit: t('unit.objections'),
            to: to('open'),
            isLate: objections > 0,
          },
        ]}
      />
    </Lead>
  );
}
