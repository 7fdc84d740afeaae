// One action on the selected households: first whom it can be done for and whom not, with the
// reason; then doing it; then what was refused after all.

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clearRows, previewAction, runAction, type Outcome } from '../../api/bulk.ts';
import { ledgerKey, type LedgerRow } from '../../api/ledger.ts';
import { ActionForm, type Attempt } from '../../ui/action-form.tsx';
import { Money } from '../../ui/figure.tsx';
import { ErrorState, LoadingBar } from '../../ui/states.tsx';
import { OwnNotice } from '../household/own-notice.tsx';
import { useMethodOptions } from '../programme-words.ts';
import { BulkContract } from './bulk-contract.tsx';
import { LeftOutList } from './bulk-left-out.tsx';
import styles from './ledger.module.css';

export type BulkAction = 'case.choose-method' | 'case.approve' | 'case.contract' | 'case.clear';

type Props = {
  readonly action: BulkAction;
  readonly rows: readonly LedgerRow[];
  readonly onClose: () => void;
  /** After the results were read. */
  readonly onDone: () => void;
};

export function BulkDrawer(props: Props) {
  const { t: title } = useTranslation('actions');
  const [result, setResult] = useState<Outcome | undefined>();
  const close = result ? props.onDone : props.onClose;
  return (
    <Drawer open onClose={close} size="min(560px, 100vw)" title={title(props.action)}>
      <OwnNotice>
        {result ? (
          <Result result={result} onDone={props.onDone} />
        ) : (
          <Preview {...props} onResult={setResult} />
        )}
      </OwnNotice>
    </Drawer>
  );
}

/** A dry run where the server has one, else what its gates say of each case. */
function Preview(props: Props & { onResult: (result: Outcome) => void }) {
  const { t } = useTranslation('ledger');
  const { action, rows, onResult } = props;
  const ids = rows.map(({ caseId, version }) => `${caseId} ${version}`);
  const preview = useQuery({
    queryKey: [...ledgerKey, 'bulk', action, ids],
    gcTime: 0,
    queryFn: () =>
      action === 'case.clear'
        ? clearRows(rows, { key: crypto.randomUUID(), dryRun: true })
        : previewAction(rows, action),
  });
  if (preview.isPending) {
    return (
      <>
        <LoadingBar />
        <p role="status">{t('bulk.looking', { count: rows.length })}</p>
      </>
    );
  }
  if (preview.isError) {
    return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />;
  }
  const { good, refused, totalFen } = preview.data;
  return (
    <div className={styles.bulkBody}>
      <p className={styles.outcome}>
        {t('bulk.can', { good: good.length, refused: refused.length })}{' '}
        {totalFen !== undefined && <Money fen={totalFen} />}
      </p>
      {good.length > 0 &&
        (action === 'case.contract' ? (
          <BulkContract rows={good} onResult={onResult} />
        ) : (
          <BulkForm action={action} rows={good} onResult={onResult} />
        ))}
      <LeftOutList refused={refused} />
    </div>
  );
}

function BulkForm(props: {
  action: BulkAction;
  rows: readonly LedgerRow[];
  onResult: (result: Outcome) => void;
}) {
  const { t } = useTranslation('ledger');
  const { t: title } = useTranslation('actions');
  const client = useQueryClient();
  const options = useMethodOptions();
  const [done, setDone] = useState<number | undefined>();
  const { action, rows, onResult } = props;
  const method = { kind: 'choice', label: t('method'), options } as const;
  const act = (chosen: string | undefined, { key }: Attempt) => {
    if (action === 'case.clear') return clearRows(rows, { key, dryRun: false });
    const given = { key, onProgress: setDone };
    return runAction(rows, chosen === undefined ? given : { ...given, method: chosen });
  };
  return (
    <>
      <ActionForm
        fields={action === 'case.choose-method' ? { method } : {}}
        submitLabel={t('bulk.submit', { action: title(action), count: rows.length })}
        act={(values, attempt) =>
          act('method' in values ? String(values.method) : undefined, attempt)
        }
        onDone={(result) => {
          void client.invalidateQueries({ queryKey: [...ledgerKey, 'list'] });
          void client.invalidateQueries({ queryKey: [...ledgerKey, 'counts'] });
          onResult(result);
        }}
      />
      {done !== undefined && (
        <p role="status">{t('bulk.progress', { done, count: rows.length })}</p>
      )}
    </>
  );
}

function Result({ result, onDone }: { result: Outcome; onDone: () => void }) {
  const { t } = useTranslation('ledger');
  const { good, refused, totalFen } = result;
  return (
    <div className={styles.bulkBody}>
      <p className={styles.outcome} role="status">
        {t('bulk.done', { good: good.length, refused: refused.length })}{' '}
        {totalFen !== undefined && <Money fen={totalFen} />}
      </p>
      <LeftOutList refused={refused} />
      <Button type="primary" onClick={onDone}>
        {t('bulk.close')}
      </Button>
    </div>
  );
}
