// Devices, to be found by the beginning of a serial number in any writing.

import { Link } from '@tanstack/react-router';
import { Input } from 'antd';
import { useDeferredValue, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { deviceStates } from '../../../src/works/model.ts';
import { useDevices, type Device } from '../../api/works.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { EmptyState, ErrorState, LoadingBar } from '../../ui/states.tsx';
import { Pager, usePages } from '../pager.tsx';
import { useFilter } from '../use-filter.ts';
import styles from './works.module.css';

export function Devices({ under }: { under: string | undefined }) {
  const { t } = useTranslation('works');
  const [serial = '', setSerial] = useFilter('serial');
  const id = useId();
  const words = useDeferredValue(serial.trim());
  const filters = { under, ...(words !== '' && { serial: words }) };
  const pages = usePages(filters);
  const devices = useDevices({ ...filters, after: pages.after });
  return (
    <>
      <div className={styles.search}>
        <label htmlFor={id}>{t('serial.find')}</label>
        <Input
          id={id}
          type="search"
          allowClear
          autoComplete="off"
          value={serial}
          onChange={(event) => setSerial(event.target.value || undefined)}
        />
      </div>
      {devices.isPending && <LoadingBar />}
      {devices.isError && <ErrorState error={devices.error} />}
      {devices.data && (
        <>
          <DeviceTable rows={devices.data.items} />
          <Pager pages={pages} shown={devices.data.items.length} next={devices.data.next} />
        </>
      )}
    </>
  );
}

export function DeviceTable({ rows }: { rows: readonly Device[] }) {
  const { t } = useTranslation('works');
  const text = useText();
  const language = useLanguage();
  const columns: Array<Column<Device>> = [
    {
      key: 'serial',
      title: t('serial'),
      isNarrow: true,
      cell: ({ serialNumber }) => serialNumber ?? t('serial.none'),
    },
    { key: 'device', title: t('device'), cell: ({ brand, model }) => `${brand} ${model}` },
    {
      key: 'power',
      title: t('power'),
      isNumber: true,
      cell: ({ ratedHeatKw }) => ratedHeatKw ?? '–',
    },
    {
      key: 'state',
      title: t('state'),
      isNarrow: true,
      cell: ({ state, replacedOn }) =>
        `${text(deviceStates[state])} ${replacedOn ? dayInWords(replacedOn, language) : ''}`,
    },
    {
      key: 'installed',
      title: t('installedOn'),
      isNarrow: true,
      cell: ({ installedOn }) => dayInWords(installedOn, language),
    },
    {
      key: 'head',
      title: t('head'),
      isNarrow: true,
      cell: (row) => <Link to={paths.worksOf(row.caseId, row.householdId)}>{row.headName}</Link>,
    },
    { key: 'village', title: t('village'), isNarrow: true, cell: (row) => row.villageName },
  ];
  return (
    <DataTable
      caption={t('view.devices')}
      columns={columns}
      rows={rows}
      rowKey={({ deviceId }) => deviceId}
      empty={<EmptyState title={t('devices.none')} />}
    />
  );
}
