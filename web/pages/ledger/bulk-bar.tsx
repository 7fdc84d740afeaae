// What may be done with the households selected: stands above the footer only while there are any.

import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { enterpriseMay } from '../../../src/enterprises/model.ts';
import { fundsMay } from '../../../src/funds/model.ts';
import { householdMay } from '../../../src/households/model.ts';
import type { LedgerRow } from '../../api/ledger.ts';
import { useHolds } from '../../api/session.ts';
import { BulkDrawer, type BulkAction } from './bulk-drawer.tsx';
import styles from './ledger.module.css';

export function BulkBar(props: { rows: readonly LedgerRow[]; onClear: () => void }) {
  const { t } = useTranslation('ledger');
  const { t: title } = useTranslation('actions');
  const [opened, open] = useState<BulkAction | undefined>();
  const actions = useBulkActions();
  const { rows, onClear } = props;
  return (
    <>
      {rows.length > 0 && (
        <div className={styles.bulk} role="region" aria-label={t('selected')}>
          <strong>{t('selected.count', { count: rows.length })}</strong>
          {actions.map((action) => (
            <Button key={action} onClick={() => open(action)}>
              {title(action)}
            </Button>
          ))}
          <Button type="link" className={styles.unselect ?? ''} onClick={onClear}>
            {t('selected.none')}
          </Button>
        </div>
      )}
      {opened && (
        <BulkDrawer
          action={opened}
          rows={rows}
          onClose={() => open(undefined)}
          onDone={() => {
            open(undefined);
            onClear();
          }}
        />
      )}
    </>
  );
}

/** Those the person may do at all. */
function useBulkActions(): BulkAction[] {
  const may: Readonly<Record<BulkAction, boolean>> = {
    'case.choose-method': useHolds(householdMay['case.choose-method']),
    'case.approve': useHolds(householdMay['case.approve']),
    'case.contract': useHolds(enterpriseMay['case.contract']),
    'case.clear': useHolds(fundsMay['case.clear']),
  };
  return (Object.keys(may) as BulkAction[]).filter((action) => may[action]);
}
