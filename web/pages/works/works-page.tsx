// Works 施工: houses that wait to be installed or checked by their enterprise, what is installed,
// and devices by their serial numbers.

import { useTranslation } from 'react-i18next';
import { ledgerReaders, works as worksNames, type Works } from '../../../src/households/model.ts';
import { useCaseCounts } from '../../api/ledger.ts';
import { useHolds } from '../../api/session.ts';
import { useLanguage } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { Lead, PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import { FigureLinks } from '../figure-links.tsx';
import { FilterBar, FilterChip, PlaceChip, useWordOptions } from '../filter-chips.tsx';
import { useFilter } from '../use-filter.ts';
import { Devices } from './devices.tsx';
import { Installations } from './installations.tsx';
import { OwnCases } from './own-cases.tsx';
import { WaitingCases } from './waiting-cases.tsx';

const views = ['install', 'check', 'mend', 'installations', 'devices'] as const;
type View = (typeof views)[number];
/** The state of the cases that wait in a view. */
const stateOf = { install: 'contracted', check: 'installed', mend: 'rectifying' } as const;

export function WorksPage() {
  const readsLedger = useHolds(ledgerReaders);
  return readsLedger ? <LedgerWorks /> : <EnterpriseWorks />;
}

function useView(): readonly [View, (view: View) => void] {
  const [wanted, set] = useFilter('view');
  return [views.find((one) => one === wanted) ?? 'install', set];
}

function useWorks(): Works {
  const [kind] = useFilter('works');
  return kind === 'insulation' ? kind : 'heating';
}

function LedgerWorks() {
  const { t } = useTranslation('works');
  const number = new Intl.NumberFormat(useLanguage());
  const [view, setView] = useView();
  const [under] = useFilter('under');
  const works = useWorks();
  const options = useWordOptions();
  const counts = useCaseCounts({ works, ...(under !== undefined && { under }) }).data ?? [];
  const countOf = (state: string) => counts.find((one) => one.state === state)?.count ?? 0;
  const figures = (['install', 'check', 'mend'] as const).map((key) => ({
    key,
    label: t(`view.${key}`),
    value: countOf(stateOf[key]),
    unit: '户',
    to: paths.works({ view: key, works, under }),
  }));
  return (
    <Sheet>
      <PageHead title={t('title')} subtitle={t('subtitle')} />
      <Lead
        sentence={t('lead', {
          install: number.format(countOf('contracted')),
          check: number.format(countOf('installed')),
          mend: number.format(countOf('rectifying')),
        })}
      >
        <FigureLinks figures={figures} />
      </Lead>
      <ViewTabs
        label={t('title')}
        chosen={view}
        onChoose={setView}
        views={views.map((key) => ({
          key,
          label: t(`view.${key}`),
          count: figures.find((figure) => figure.key === key)?.value,
        }))}
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
        {view === 'installations' && <Installations works={works} under={under} />}
        {view === 'devices' && <Devices under={under} />}
        {view in stateOf && (
          <WaitingCases works={works} under={under} state={stateOf[view as keyof typeof stateOf]} />
        )}
      </SheetSection>
    </Sheet>
  );
}

/** What an enterprise sees: the houses of its contracts, its installations, its devices. */
function EnterpriseWorks() {
  const { t } = useTranslation('works');
  const [wanted, setView] = useView();
  const own = ['install', 'installations', 'devices'] as const;
  const view = own.find((one) => one === wanted) ?? 'install';
  const works = useWorks();
  return (
    <Sheet>
      <PageHead title={t('title')} subtitle={t('subtitle.own')} />
      <ViewTabs
        label={t('title')}
        chosen={view}
        onChoose={setView}
        views={own.map((key) => ({
          key,
          label: t(key === 'install' ? 'view.own' : `view.${key}`),
        }))}
      />
      {view === 'install' ? (
        <OwnCases />
      ) : (
        <SheetSection title={t(`view.${view}`)}>
          {view === 'installations' && <Installations works={works} under={undefined} />}
          {view === 'devices' && <Devices under={undefined} />}
        </SheetSection>
      )}
    </Sheet>
  );
}
