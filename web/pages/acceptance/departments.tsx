// Which departments sign in a year, as which organisation, and naming one.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptanceMay } from '../../../src/acceptance/model.ts';
import { nameDepartment } from '../../../src/contracts/acceptance.ts';
import { call } from '../../../src/contracts/call.ts';
import { useRefresh } from '../../api/act.ts';
import { useDepartments, type Department } from '../../api/acceptance.ts';
import { useOrganisations } from '../../api/accounts.ts';
import { useText } from '../../i18n/i18n.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import { ActButton } from '../../ui/acts.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { EmptyState, ErrorState, LoadingBar } from '../../ui/states.tsx';
import { FilterChip } from '../filter-chips.tsx';
import { useDayField, whenOf } from '../form-fields.ts';
import { useYearOptions } from '../programme-words.ts';
import { useFilter } from '../use-filter.ts';
import { useRefusal } from '../use-refusal.ts';
import styles from './acceptance.module.css';

export function Departments() {
  const { t } = useTranslation('acceptance');
  const { t: title } = useTranslation('actions');
  const text = useText();
  const years = useYearOptions();
  const [wanted] = useFilter('year');
  const year = wanted ?? years.at(-1)?.value;
  const departments = useDepartments(year === undefined ? undefined : Number(year));
  const [naming, setNaming] = useState<Department>();
  const refusal = useRefusal()(acceptanceMay['acceptance.name-department']);
  if (departments.isPending) return <LoadingBar />;
  if (departments.isError) return <ErrorState error={departments.error} />;
  const action = 'acceptance.name-department';
  const columns: Array<Column<Department>> = [
    { key: 'name', title: t('department'), cell: ({ name }) => text(name) },
    {
      key: 'part',
      title: t('department.part'),
      cell: ({ isOrganising }) => t(isOrganising ? 'department.organises' : 'department.signs'),
    },
    {
      key: 'organisation',
      title: t('department.organisation'),
      cell: ({ organisationName }) =>
        organisationName ?? <span className={styles.late}>{t('department.none')}</span>,
    },
    {
      key: 'act',
      title: t('next'),
      cell: (row) => (
        <ActButton
          act={{ key: action, label: title(action), onOpen: () => setNaming(row), refusal }}
        />
      ),
    },
  ];
  return (
    <>
      <p className={styles.chips}>
        <FilterChip
          name="year"
          label={t('year')}
          options={years}
          {...(year !== undefined && { fallback: year })}
        />
      </p>
      <DataTable
        caption={t('view.departments')}
        columns={columns}
        rows={departments.data}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('departments.none')} />}
      />
      {naming && <NameDrawer department={naming} onClose={() => setNaming(undefined)} />}
    </>
  );
}

function NameDrawer(props: { department: Department; onClose: () => void }) {
  const { t } = useTranslation('acceptance');
  const { t: title } = useTranslation('actions');
  const text = useText();
  const { department, onClose } = props;
  const organisations = useOrganisations().data ?? [];
  const refresh = useRefresh();
  return (
    <ActionDrawer
      isOpen
      onClose={onClose}
      title={text(department.name)}
      submitLabel={title('acceptance.name-department')}
      onDone={refresh}
      fields={{
        organisationId: {
          kind: 'choice',
          label: t('department.organisation'),
          options: organisations
            .filter(({ kind }) => kind !== 'enterprise')
            .map(({ organisationId, name }) => ({ value: organisationId, label: name })),
        },
        occurredOn: useDayField(),
      }}
      act={({ organisationId, occurredOn }, { key }) => {
        const params = { department: department.id };
        const body = { organisationId, ...whenOf(occurredOn) };
        return call(nameDepartment, { params, body }, { key });
      }}
    />
  );
}
