// Village groups 村组: one method for all of a group. Which villages have decided, what the
// households of a village would like, the decision with its minutes, and the exceptions that wait.

import { useTranslation } from 'react-i18next';
import { useExceptions, useGroupVillages } from '../../api/groups.ts';
import { useLanguage } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { Lead, PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { ErrorState, LoadingBar, LoadingPage } from '../../ui/states.tsx';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import { FigureLinks } from '../figure-links.tsx';
import { FilterBar, PlaceChip } from '../filter-chips.tsx';
import { useFilter, useSetFilters } from '../use-filter.ts';
import { Exceptions } from './exceptions.tsx';
import { VillageGroups } from './village-groups.tsx';
import { Villages } from './villages.tsx';

export function GroupsPage() {
  const { t } = useTranslation('groups');
  const [under] = useFilter('under');
  const [village] = useFilter('village');
  const [view] = useFilter('view');
  const set = useSetFilters();
  const villages = useGroupVillages(under);
  const exceptions = useExceptions(under);
  const failed = [villages, exceptions].find(({ isError }) => isError);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!villages.data || !exceptions.data) return <LoadingPage />;
  const groups = villages.data.reduce((sum, one) => sum + one.groups, 0);
  const decided = villages.data.reduce((sum, one) => sum + one.decided, 0);
  const isExceptions = view === 'exceptions';
  const chosen = villages.data.find(({ villageKey }) => villageKey === village);
  return (
    <Sheet>
      <PageHead title={t('title')} subtitle={t('subtitle')} />
      {(villages.isFetching || exceptions.isFetching) && <LoadingBar />}
      <Opening
        groups={groups}
        decided={decided}
        exceptions={exceptions.data.length}
        under={under}
      />
      <ViewTabs
        label={t('title')}
        chosen={isExceptions ? 'exceptions' : 'villages'}
        onChoose={(key) => set({ view: key === 'villages' ? undefined : key, village: undefined })}
        views={[
          { key: 'villages', label: t('view.villages'), count: villages.data.length },
          { key: 'exceptions', label: t('view.exceptions'), count: exceptions.data.length },
        ]}
      />
      <FilterBar>
        <PlaceChip />
      </FilterBar>
      {isExceptions && (
        <SheetSection title={t('view.exceptions')}>
          <Exceptions rows={exceptions.data} />
        </SheetSection>
      )}
      {!isExceptions && village !== undefined && (
        <VillageGroups
          villageKey={village}
          name={chosen?.villageName ?? village}
          onBack={() => set({ village: undefined })}
        />
      )}
      {!isExceptions && village === undefined && (
        <SheetSection title={t('view.villages')} aside={t('note.villages')}>
          <Villages rows={villages.data} under={under} />
        </SheetSection>
      )}
    </Sheet>
  );
}

function Opening(props: {
  groups: number;
  decided: number;
  exceptions: number;
  under: string | undefined;
}) {
  const { t } = useTranslation('groups');
  const number = new Intl.NumberFormat(useLanguage());
  const { groups, decided, exceptions, under } = props;
  return (
    <Lead
      sentence={t('lead', {
        groups: number.format(groups),
        decided: number.format(decided),
        open: number.format(groups - decided),
        exceptions: number.format(exceptions),
      })}
    >
      <FigureLinks
        figures={[
          {
            key: 'open',
            label: t('figure.open'),
            value: groups - decided,
            unit: t('unit.groups'),
            to: paths.groups({ under }),
          },
          {
            key: 'exceptions',
            label: t('view.exceptions'),
            value: exceptions,
            unit: '户',
            to: paths.groups({ under, view: 'exceptions' }),
          },
        ]}
      />
    </Lead>
  );
}
