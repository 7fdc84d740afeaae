// The list as it is shown, as a file: masked, in three formats; or in full for a purpose that is
// recorded.

import { DownloadOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, call } from '../../../src/contracts/call.ts';
import { exportCases, exportLedgerInFull } from '../../../src/contracts/exports.ts';
import { exportFormats, exportMay } from '../../../src/exports/model.ts';
import { saveFile } from '../../api/documents.ts';
import type { CaseFilters } from '../../api/ledger.ts';
import { useHolds } from '../../api/session.ts';
import { useLanguage } from '../../i18n/i18n.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import styles from './ledger.module.css';

export function ExportMenu({ filters }: { filters: CaseFilters }) {
  const { t } = useTranslation('ledger');
  const language = useLanguage();
  const mayInFull = useHolds(exportMay['ledger.export']);
  const [isOpen, setOpen] = useState(false);
  const links = (
    <ul className={styles.exports}>
      {exportFormats.map((format) => (
        <li key={format}>
          <a
            href={addressOf(exportCases.path, { query: { ...filters, format, language } })}
            download
          >
            {t(`export.${format}`)}
          </a>
        </li>
      ))}
      {mayInFull && (
        <li>
          <Button type="link" size="small" onClick={() => setOpen(true)}>
            {t('export.full')}
          </Button>
        </li>
      )}
    </ul>
  );
  return (
    <>
      <Popover trigger="click" content={links} placement="bottomRight">
        <Button icon={<DownloadOutlined aria-hidden="true" />}>{t('export')}</Button>
      </Popover>
      <FullExport filters={filters} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

function FullExport(props: { filters: CaseFilters; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('ledger');
  const { filters, ...drawer } = props;
  return (
    <ActionDrawer
      {...drawer}
      title={t('export.full')}
      submitLabel={t('export')}
      intro={t('export.full.note')}
      fields={{
        purpose: { kind: 'text', label: t('purpose'), isLong: true, maxLength: 500 },
      }}
      act={async ({ purpose }, { key }) => {
        const { limit: _limit, after: _after, ...shown } = filters;
        const body = { ...shown, purpose };
        saveFile(await call(exportLedgerInFull, { body }, { key }), `${t('title')}.xlsx`);
      }}
    />
  );
}
