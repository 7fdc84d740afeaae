// What would become of each row: new, updated with old and new values, unchanged. Where a newer
// value entered by hand stands, it stays unless a person ticks the row.

import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  pageRows,
  useRows,
  type Import,
  type ImportRow,
  type RowChoice,
} from '../../api/imports.ts';
import { paths } from '../../paths.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { EmptyState, ErrorState, LoadingBar } from '../../ui/states.tsx';
import { rowKey, type RowName, type Taken } from './import-take.ts';
import { Pages } from './pages.tsx';
import styles from './imports.module.css';

type Props = {
  readonly one: Import;
  /** Only the rows a person has to look at. */
  readonly isLook: boolean;
  readonly taken: Taken;
  readonly onTake: (row: RowName, isTaken: boolean) => void;
};

const kinds = ['all', 'new', 'updated', 'unchanged'] as const satisfies readonly RowChoice[];

export function ChangesTab({ one, isLook, taken, onTake }: Props) {
  const { t } = useTranslation('imports');
  const [page, setPage] = useState(0);
  const [kind, setKind] = useState<(typeof kinds)[number]>('all');
  const choice = isLook ? 'needs-look' : kind;
  const rows = useRows(one.importId, { choice, page, version: one.version });
  if (rows.isPending) return <LoadingBar />;
  if (rows.isError) return <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />;
  return (
    <div className={styles.list}>
      {rows.isFetching && <LoadingBar />}
      {isLook ? (
        <p className={styles.explain}>{t('look.note')}</p>
      ) : (
        <label className={styles.explain}>
          {t('kind')}{' '}
          <select
            value={kind}
            onChange={(event) => {
              setKind(kinds.find((name) => name === event.target.value) ?? 'all');
              setPage(0);
            }}
          >
            {kinds.map((name) => (
              <option key={name} value={name}>
                {t(`kind.${name}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {rows.data.total === 0 ? (
        <EmptyState title={t('none.rows')} />
      ) : (
        <Rows rows={rows.data.items} isLook={isLook} taken={taken} onTake={onTake} />
      )}
      <Pages page={page} of={rows.data.total} size={pageRows} onPage={setPage} />
    </div>
  );
}

function Rows(props: Omit<Props, 'one'> & { rows: readonly ImportRow[] }) {
  const { t } = useTranslation('imports');
  const { rows, isLook, taken, onTake } = props;
  const take: Column<ImportRow> = {
    key: 'take',
    title: t('take.row'),
    isNarrow: true,
    cell: ({ sheet, row, household }) => (
      <input
        type="checkbox"
        className={styles.box}
        aria-label={t('take.label', { name: household?.headName ?? row })}
        checked={taken.has(rowKey({ sheet, row }))}
        onChange={(event) => onTake({ sheet, row }, event.target.checked)}
      />
    ),
  };
  const columns: Column<ImportRow>[] = [
    { key: 'row', title: t('row'), isNarrow: true, cell: ({ sheet, row }) => `${sheet} ${row}` },
    ...(isLook ? [take] : []),
    { key: 'kind', title: t('kind'), isNarrow: true, cell: ({ change }) => t(`kind.${change}`) },
    {
      key: 'head',
      title: t('column.headName'),
      isNarrow: true,
      cell: ({ householdId, household }) =>
        householdId === null ? (
          household?.headName
        ) : (
          <Link to={paths.household(householdId)}>{household?.headName}</Link>
        ),
    },
    {
      key: 'id',
      title: t('column.idNumber'),
      isNarrow: true,
      cell: ({ household }) => household?.idMasked,
    },
    {
      key: 'place',
      title: t('column.village'),
      cell: ({ household }) => household && `${household.villageName} ${household.group}`,
    },
    {
      key: 'fields',
      title: t('changes'),
      cell: ({ household }) => <Fields fields={household?.fields ?? []} />,
    },
  ];
  return <DataTable caption={t('changes')} columns={columns} rows={rows} rowKey={rowKey} />;
}

type Field = NonNullable<ImportRow['household']>['fields'][number];

/** 原值 → 新值, with why a value is not taken. */
function Fields({ fields }: { fields: readonly Field[] }) {
  const { t } = useTranslation('imports');
  const words = (value: Field['new'] | null) =>
    typeof value === 'boolean' ? t(value ? 'yes' : 'no') : (value ?? '–');
  return (
    <ul className={styles.fields}>
      {fields.map(({ key, old, new: given, status }) => (
        <li key={key}>
          <span className="note">{t(`column.${key}` as never, { defaultValue: key })}</span>{' '}
          {old !== null && <del>{words(old)}</del>} <ins>{words(given)}</ins>
          {status !== 'taken' && <span className={styles.kept}>{t(`status.${status}`)}</span>}
        </li>
      ))}
    </ul>
  );
}
