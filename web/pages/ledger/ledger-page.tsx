// The ledger 台账: saved views as tabs with their counts, filters as chips in the address, then rows.
// A row's name leads to the household's file.

import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { householdMay, type CaseState } from '../../../src/households/model.ts';
import { importReaders } from '../../../src/imports/model.ts';
import { useCaseCounts, useCases, type CaseFilters, type LedgerRow } from '../../api/ledger.ts';
import { useHolds } from '../../api/session.ts';
import { paths } from '../../paths.ts';
import { PageHead, Sheet } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, LoadingBar, LoadingPage } from '../../ui/states.tsx';
import { useSetFilters } from '../use-filter.ts';
import { BulkBar } from './bulk-bar.tsx';
import { ExportMenu } from './export-menu.tsx';
import { LedgerFilters } from './ledger-filters.tsx';
import { LedgerTable } from './ledger-table.tsx';
import { LedgerTabs } from './ledger-tabs.tsx';
import styles from './ledger.module.css';
import { RegisterDrawer } from './register-drawer.tsx';
import { Search } from './search.tsx';
import { useLedgerFilters } from './use-ledger-filters.ts';
import { ColumnMenu, ViewMenu } from './view-menus.tsx';

export function LedgerPage() {
  const { t } = useTranslation('ledger');
  const filters = useLedgerFilters();
  const pages = usePages(filters);
  const selection = useSelection(filters);
  const query = { ...filters, ...(pages.after !== undefined && { after: pages.after }) };
  const cases = useCases(useDeferredValue(query));
  const { state: _state, ...counted } = filters;
  const counts = useCaseCounts(useDeferredValue(counted));
  if (cases.isPending) return <LoadingPage />;
  if (cases.isError) return <ErrorState error={cases.error} onRetry={() => void cases.refetch()} />;
  const { items, next } = cases.data;
  return (
    <Sheet>
      <PageHead
        title={t('title')}
        actions={
          <>
            <Search />
            <ExportMenu filters={filters} />
            <Entrances />
          </>
        }
      />
      {cases.isFetching && <LoadingBar />}
      <LedgerTabs counts={counts.data ?? []} state={filters.state as CaseState | undefined} />
      <div className={styles.filterRow}>
        <LedgerFilters />
        <ViewMenu />
        <ColumnMenu />
      </div>
      <div className={styles.rows}>
        {items.length > 0 ? (
          <LedgerTable rows={items} selection={selection} />
        ) : (
          <NoRows isFiltered={isFiltered(filters)} />
        )}
      </div>
      <BulkBar rows={[...selection.rows.values()]} onClear={selection.clear} />
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

/** The rows selected, over pages; another filter begins with none. */
function useSelection(filters: CaseFilters) {
  const key = JSON.stringify(filters);
  const [kept, keep] = useState({ key, rows: new Map<string, LedgerRow>() });
  const rows = kept.key === key ? kept.rows : new Map<string, LedgerRow>();
  return {
    rows,
    clear: () => keep({ key, rows: new Map() }),
    onSelect: (chosen: readonly LedgerRow[], isSelected: boolean) => {
      const next = new Map(rows);
      for (const row of chosen) {
        if (isSelected) next.set(row.caseId, row);
        else next.delete(row.caseId);
      }
      keep({ key, rows: next });
    },
  };
}

/** The two ways of getting households in: by file and one by one. */
function Entrances() {
  const { t } = useTranslation('ledger');
  const { t: title } = useTranslation('actions');
  const mayImport = useHolds(importReaders);
  const mayRegister = useHolds(householdMay['household.register']);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {mayImport && (
        <Link className={styles.import ?? ''} to={paths.imports()}>
          {t('import')}
        </Link>
      )}
      {mayRegister && (
        <Button type="primary" onClick={() => setOpen(true)}>
          {title('household.register')}
        </Button>
      )}
      {isOpen && <RegisterDrawer isOpen onClose={() => setOpen(false)} />}
    </>
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
