// Accounts of the district: who has one, with which roles where. Opening one grants and revokes
// roles, resets the password, disables it. Audit sees the list; only the administrator changes.

import { Button, Input } from 'antd';
import { useDeferredValue, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountsShownMax, useAccounts, type Account } from '../../api/accounts.ts';
import { useHolds } from '../../api/session.ts';
import { useText } from '../../i18n/i18n.ts';
import { roleNames } from '../../../src/people/model.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { onPlainClick } from '../../ui/links.tsx';
import { Lead, PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { ErrorState, LoadingBar, LoadingPage } from '../../ui/states.tsx';
import { useFilter } from '../use-filter.ts';
import { AccountDrawer } from './account-drawer.tsx';
import styles from './accounts.module.css';
import { NewAccountDrawer } from './new-account-drawer.tsx';

export function AccountsPage() {
  const { t } = useTranslation('accounts');
  const [search = '', setSearch] = useFilter('search');
  const [chosen, choose] = useFilter('account');
  const [isNew, setNew] = useState(false);
  const accounts = useAccounts(useDeferredValue(search.trim()));
  const mayChange = useHolds(['administrator']);
  const id = useId();
  if (accounts.isPending) return <LoadingPage />;
  if (accounts.isError) {
    return <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />;
  }
  const { items, total } = accounts.data;
  return (
    <Sheet>
      <PageHead
        title={t('title')}
        actions={
          mayChange && (
            <Button type="primary" onClick={() => setNew(true)}>
              {t('new')}
            </Button>
          )
        }
      />
      <Lead sentence={t('lead', { count: total })}>
        <div className={styles.search}>
          <label htmlFor={id}>{t('search')}</label>
          <Input
            id={id}
            allowClear
            value={search}
            onChange={(event) => setSearch(event.target.value || undefined)}
          />
        </div>
      </Lead>
      {accounts.isFetching && <LoadingBar />}
      <SheetSection
        title={t('all')}
        aside={total > accountsShownMax ? t('more', { shown: accountsShownMax, total }) : undefined}
      >
        <AccountTable items={items} onChoose={choose} />
      </SheetSection>
      <AccountDrawer
        account={items.find(({ personId }) => personId === chosen)}
        mayChange={mayChange}
        onClose={() => choose(undefined)}
      />
      <NewAccountDrawer isOpen={isNew} onClose={() => setNew(false)} />
    </Sheet>
  );
}

function AccountTable(props: { items: readonly Account[]; onChoose: (personId: string) => void }) {
  const { t } = useTranslation('accounts');
  const text = useText();
  const columns: Column<Account>[] = [
    {
      key: 'name',
      title: t('name'),
      cell: (account) => (
        <a
          href={`?account=${account.personId}`}
          onClick={onPlainClick(() => props.onChoose(account.personId))}
        >
          {account.name}
        </a>
      ),
      sortBy: ({ name }) => name,
    },
    { key: 'username', title: t('username'), cell: ({ username }) => username },
    {
      key: 'organisation',
      title: t('organisation'),
      cell: ({ organisation }) => organisation.name,
      sortBy: ({ organisation }) => organisation.name,
    },
    {
      key: 'roles',
      title: t('roles'),
      cell: ({ roles }) =>
        roles
          .map(({ role, placeName }) =>
            [text(roleNames[role]), placeName].filter(Boolean).join(' '),
          )
          .join(t('comma')),
    },
    {
      key: 'state',
      title: t('state'),
      isNarrow: true,
      cell: (account) => <AccountState account={account} />,
    },
  ];
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={props.items}
      rowKey={({ personId }) => personId}
      empty={t('none')}
    />
  );
}

function AccountState({ account }: { account: Account }) {
  const { t } = useTranslation('accounts');
  if (account.isDisabled) return <span className={styles.off}>{t('state.off')}</span>;
  return t(account.mustChangePassword ? 'state.oneTime' : 'state.on');
}
