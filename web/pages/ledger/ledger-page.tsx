// The ledger 台账: saved views as tabs with their counts, filters as chips in the address, then rows.
// A row's name leads to the household's file.

import { Button, Input } from 'antd';
import { useDeferredValue, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseState } from '../../../src/households/model.ts';
import { useCaseCounts, useCases, type CaseFilters } from '../../api/ledger.ts';
import { PageHead, Sheet } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, LoadingBar, LoadingPage } from '../../ui/states.tsx';
import { useFilter, useSetFilters } from '../use-filter.ts';
import { LedgerFilters } from './ledger-filters.tsx';
import { LedgerTable } from './ledger-table.tsx';
import { LedgerTabs } from './ledger-tabs.tsx';
import styles from './ledger.module.css';
import { useLedgerFilters } from './use-ledger-filters.ts';

export function LedgerPage() {
  const { t } = useTranslation('ledger');
  const filters = useLedgerFilters();
  const pages = usePages(filters);
  const query = { ...filters, ...(pages.after !== undefined && { after: pages.after }) };
  const cases = useCases(useDeferredValue(query));
  const { state: _state, ...counted } = filters;
  const counts = useCaseCounts(useDeferredValue(counted));
  if (cases.isPending) return <LoadingPage />;
  if (cases.isError) return <ErrorState error={cases.error} onRetry={() => void cases.refetch()} />;
  const { items, next } = cases.data;
  return (
    <Sheet>
      <PageHead title={t('title')}>
        <Search />
      </PageHead>
      {cases.isFetching && <LoadingBar />}
      <LedgerTabs counts={counts.data ?? []} state={filters.state as CaseState | undefined} />
      <LedgerFilters />
      <div className={styles.rows}>
        {items.length > 0 ? (
          <LedgerTable rows={items} />
        ) : (
          <NoRows isFiltered={isFiltered(filters)} />
        )}
      </div>
      <footer className={styles.foot}>
        <span>
          {t('shown', { from: pages.depth * 50 + 1, to: pages.depth * 50 + items.length })}
        </span>
        <Button size="small" disabled={pages.depth === 0} onClick={pages.back}>
          {t('previous')}
        </Button>
        <Button size="small" disabled={next === null} onClick={() => next && pages.open(next)}>
          {t('next')}
        </Button>
      </footer>
    </Sheet>
  );
}

const isFiltered = ({ works: _works, ...filters }: CaseFilters) =>
  Object.values(filters).some((value) => value !== undefined);

/** The pages gone through; another filter begins at the first again. */
function usePages(filters: CaseFilters) {
  const key = JSON.stringify(filters);
  const [gone, setGone] = useState<{ key: string; afters: readonly string[] }>({ key, afters: [] });
  const afters = gone.key === key ? gone.afters : [];
  return {
    depth: afters.length,
    after: afters.at(-1),
    open: (next: string) => setGone({ key, afters: [...afters, next] }),
    back: () => setGone({ key, afters: afters.slice(0, -1) }),
  };
}

function Search() {
  const { t } = useTranslation('ledger');
  const [search = '', setSearch] = useFilter('search');
  const id = useId();
  return (
    <div className={styles.search}>
      <label htmlFor={id} className="visually-hidden">
        {t('search')}
      </label>
      <Input
        id={id}
        allowClear
        type="search"
        placeholder={t('search.example')}
        value={search}
        onChange={(event) => setSearch(event.target.value || undefined)}
      />
    </div>
  );
}

function NoRows({ isFiltered: hasFilters }: { isFiltered: boolean }) {
  const { t } = useTranslation('ledger');
  const set = useSetFilters();
  if (!hasFilters) return <EmptyState title={t('empty.title')}>{t('empty.next')}</EmptyState>;
  const names = ['under', 'state', 'year', 'method', 'project', 'category', 'finding', 'search'];
  const none = Object.fromEntries(names.map((name) => [name, undefined]));
  return (
    <EmptyState
      title={t('none.title')}
      action={<Button onClick={() => set(none)}>{t('clear')}</Button>}
    >
      {t('none.next')}
    </EmptyState>
  );
}
