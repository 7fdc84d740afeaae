// The history of imports, the latest first, and the way into a new one: a town and its file.

import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../src/contracts/call.ts';
import { uploadLedger } from '../../../src/contracts/imports.ts';
import { importStates } from '../../../src/imports/model.ts';
import { targetMay } from '../../../src/targets/model.ts';
import {
  ledgerTemplateHref,
  pageRows,
  useImports,
  useReadAgain,
  type Import,
} from '../../api/imports.ts';
import { usePlaces } from '../../api/places.ts';
import { useHolds, useMe } from '../../api/session.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { PageHead, Sheet } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, LoadingBar, LoadingPage } from '../../ui/states.tsx';
import styles from './imports.module.css';
import { Pages } from './pages.tsx';

type Row = Omit<Import, 'progress'>;

export function ImportsPage() {
  const { t } = useTranslation('imports');
  const [page, setPage] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const imports = useImports(page);
  const loadsTargets = useHolds(targetMay['target.load-version']);
  if (imports.isPending) return <LoadingPage />;
  if (imports.isError) {
    return <ErrorState error={imports.error} onRetry={() => void imports.refetch()} />;
  }
  const { items, total } = imports.data;
  const upload = (
    <Button type="primary" onClick={() => setOpen(true)}>
      {t('upload')}
    </Button>
  );
  return (
    <Sheet>
      <PageHead
        title={t('title')}
        subtitle={t('about')}
        actions={
          <>
            {loadsTargets && <Link to={paths.targetImport()}>{t('targets.title')}</Link>}
            {upload}
          </>
        }
      />
      {imports.isFetching && <LoadingBar />}
      {items.length > 0 ? (
        <div className={styles.list}>
          <History rows={items} />
          <Pages page={page} of={total} size={pageRows} onPage={setPage} />
        </div>
      ) : (
        <EmptyState title={t('empty.title')} action={upload}>
          {t('empty.next')}
        </EmptyState>
      )}
      <UploadDrawer isOpen={isOpen} onClose={() => setOpen(false)} />
    </Sheet>
  );
}

function History({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation('imports');
  const text = useText();
  const language = useLanguage();
  const columns: Column<Row>[] = [
    {
      key: 'file',
      title: t('file'),
      cell: ({ importId, fileName }) => <Link to={paths.import(importId)}>{fileName}</Link>,
    },
    { key: 'town', title: t('town'), isNarrow: true, cell: ({ townName }) => townName },
    {
      key: 'state',
      title: t('state'),
      isNarrow: true,
      cell: ({ state }) => text(importStates[state]),
    },
    {
      key: 'read',
      title: t('rows.read'),
      isNumber: true,
      cell: ({ summary }) => summary?.rows.read ?? '',
    },
    {
      key: 'accepted',
      title: t('rows.accepted'),
      isNumber: true,
      cell: ({ summary }) => summary?.rows.accepted ?? '',
    },
    {
      key: 'refused',
      title: t('rows.refused'),
      isNumber: true,
      cell: ({ summary }) => summary?.rows.refused ?? '',
    },
    {
      key: 'started',
      title: t('started'),
      isNarrow: true,
      cell: ({ startedAt }) => dayInWords(startedAt.slice(0, 10), language),
    },
  ];
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={rows}
      rowKey={({ importId }) => importId}
    />
  );
}

/** The towns the person may import for: all, or those of their own places. */
function useTowns() {
  const places = usePlaces().data?.items ?? [];
  const roles = useMe().data?.roles ?? [];
  const own = roles.map(({ place }) => place);
  return places
    .filter(({ level, key }) => level === 'town' && own.some((at) => at === null || at === key))
    .map(({ key, name }) => ({ value: key, label: name }));
}

function UploadDrawer(props: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('imports');
  const navigate = useNavigate();
  const readAgain = useReadAgain();
  const towns = useTowns();
  const [only] = towns;
  const initial = towns.length === 1 && only ? { initial: only.value } : {};
  return (
    <ActionDrawer
      {...props}
      title={t('upload')}
      submitLabel={t('upload.send')}
      intro={t('upload.intro')}
      fields={{
        townKey: { kind: 'choice', label: t('town'), options: towns, ...initial },
        file: {
          kind: 'file',
          label: t('file'),
          accept: '.xlsx,.xls,.csv',
          note: t('upload.note'),
        },
      }}
      act={({ townKey, file }, { key }) => {
        const query = { townKey, name: file.name.slice(-200) };
        return call(uploadLedger, { query, body: file }, { key });
      }}
      onDone={({ importId }) => {
        readAgain();
        void navigate({ to: paths.import(importId) });
      }}
      preview={({ townKey }) =>
        townKey && (
          <p>
            <a href={ledgerTemplateHref(townKey)}>{t('template')}</a>
          </p>
        )
      }
    />
  );
}
