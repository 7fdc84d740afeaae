// The register of enterprises 企业: who may work, who is suspended, whose papers run out.

import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  enterpriseKinds,
  enterpriseMay,
  enterpriseStates,
  type EnterpriseState,
} from '../../../src/enterprises/model.ts';
import { useEnterprises, type Enterprise } from '../../api/enterprises.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { Lead, PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, LoadingBar, LoadingPage } from '../../ui/states.tsx';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import { FigureLinks } from '../figure-links.tsx';
import { FilterBar, FilterChip, useWordOptions } from '../filter-chips.tsx';
import { daysUntil } from '../today.ts';
import { useFilter } from '../use-filter.ts';
import { useRefusal } from '../use-refusal.ts';
import styles from './enterprises.module.css';
import { RegisterDrawer } from './register-drawer.tsx';

const states = Object.keys(enterpriseStates) as EnterpriseState[];
const soonDays = 60;

export function EnterprisesPage() {
  const { t } = useTranslation('enterprises');
  const { t: title } = useTranslation('actions');
  const text = useText();
  const [isRegistering, setRegistering] = useState(false);
  const [state, setState] = useFilter('state');
  const [kind] = useFilter('kind');
  const [search = '', setSearch] = useFilter('search');
  const words = useDeferredValue(search.trim());
  // A district has some dozens of enterprises: the register is read whole and sorted here.
  const all = useEnterprises({
    limit: 200,
    ...(kind !== undefined && kind in enterpriseKinds && { kind: kind as never }),
    ...(words !== '' && { search: words }),
  });
  const mayRegister = useRefusal()(enterpriseMay['enterprise.register']) === undefined;
  if (all.isPending) return <LoadingPage />;
  if (all.isError) return <ErrorState error={all.error} onRetry={() => void all.refetch()} />;
  const { items } = all.data;
  const count = (wanted: EnterpriseState) => items.filter((one) => one.state === wanted).length;
  const ending = items.filter(isEnding).length;
  const shown =
    state === 'papers'
      ? items.filter(isEnding)
      : items.filter((one) => !state || one.state === state);
  return (
    <Sheet>
      <PageHead
        title={t('title')}
        subtitle={t('subtitle')}
        actions={
          mayRegister && (
            <Button type="primary" onClick={() => setRegistering(true)}>
              {title('enterprise.register')}
            </Button>
          )
        }
      />
      {all.isFetching && <LoadingBar />}
      <Opening count={count} ending={ending} />
      <ViewTabs
        label={t('title')}
        chosen={state ?? 'all'}
        onChoose={(key) => setState(key === 'all' ? undefined : key)}
        views={[
          { key: 'all', label: t('all'), count: items.length },
          ...states.map((key) => ({ key, label: text(enterpriseStates[key]), count: count(key) })),
          { key: 'papers', label: t('figure.papers'), count: ending },
        ]}
      />
      <Filters search={search} onSearch={setSearch} />
      <SheetSection title={t('register')}>
        <Register rows={shown} />
      </SheetSection>
      {isRegistering && <RegisterDrawer onClose={() => setRegistering(false)} />}
    </Sheet>
  );
}

const isEnding = ({ state, papersUntil }: Enterprise) =>
  state !== 'removed' && papersUntil !== null && daysUntil(papersUntil) < soonDays;

function Register({ rows }: { rows: readonly Enterprise[] }) {
  const { t } = useTranslation('enterprises');
  const text = useText();
  const language = useLanguage();
  const separator = language === 'zh' ? '、' : ', ';
  const columns: Array<Column<Enterprise>> = [
    {
      key: 'name',
      title: t('name'),
      cell: (row) => <Link to={paths.enterprise(row.enterpriseId)}>{row.name}</Link>,
      sortBy: ({ name }) => name,
    },
    { key: 'code', title: t('code'), isNarrow: true, cell: ({ creditCode }) => creditCode },
    {
      key: 'kinds',
      title: t('kind'),
      cell: ({ kinds }) => kinds.map((kind) => text(enterpriseKinds[kind])).join(separator),
    },
    {
      key: 'state',
      title: t('state'),
      isNarrow: true,
      cell: ({ state }) => <EnterpriseMark state={state} />,
    },
    {
      key: 'last',
      title: t('lastOn'),
      isNarrow: true,
      cell: ({ lastOn }) => dayInWords(lastOn, language),
      sortBy: ({ lastOn }) => lastOn,
    },
    {
      key: 'papers',
      title: t('papersUntil'),
      isNarrow: true,
      cell: (row) => (
        <span className={isEnding(row) ? styles.late : undefined}>
          {row.papersUntil ? dayInWords(row.papersUntil, language) : '–'}
        </span>
      ),
      sortBy: ({ papersUntil }) => papersUntil ?? '9999',
    },
  ];
  return (
    <DataTable
      caption={t('register')}
      columns={columns}
      rows={rows}
      rowKey={({ enterpriseId }) => enterpriseId}
      empty={<EmptyState title={t('none')} />}
    />
  );
}

/** The state in a word; suspended and removed ones are marked. */
export function EnterpriseMark({ state }: { state: EnterpriseState }) {
  const text = useText();
  const isOut = state === 'suspended' || state === 'removed';
  return <span className={isOut ? styles.out : undefined}>{text(enterpriseStates[state])}</span>;
}

function Opening(props: { count: (state: EnterpriseState) => number; ending: number }) {
  const { t } = useTranslation('enterprises');
  const { count, ending } = props;
  return (
    <Lead
      sentence={t('lead', {
        admitted: count('admitted'),
        candidates: count('candidate'),
        suspended: count('suspended'),
        ending,
      })}
    >
      <FigureLinks
        figures={[
          {
            key: 'admitted',
            label: t('figure.admitted'),
            value: count('admitted'),
            unit: t('unit'),
            to: paths.enterprises({ state: 'admitted' }),
          },
          {
            key: 'papers',
            label: t('figure.papers'),
            value: ending,
            unit: t('unit'),
            to: paths.enterprises({ state: 'papers' }),
            isLate: ending > 0,
          },
        ]}
      />
    </Lead>
  );
}

type Search = { search: string; onSearch: (words: string | undefined) => void };

function Filters({ search, onSearch }: Search) {
  const { t } = useTranslation('enterprises');
  const options = useWordOptions();
  return (
    <FilterBar>
      <FilterChip name="kind" label={t('kind')} options={options(enterpriseKinds)} />
      <Input
        className={styles.search ?? ''}
        allowClear
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        value={search}
        onChange={(event) => onSearch(event.target.value || undefined)}
      />
    </FilterBar>
  );
}
