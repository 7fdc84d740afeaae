// What may be done to a batch now, each in its own form; what may not, with the reason under it.

import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../src/contracts/call.ts';
import {
  approveBatch,
  cancelBatch,
  returnBatch,
  submitBatch,
  takeBatchFile,
} from '../../../src/contracts/payments.ts';
import { paymentsKey, saveFile, useBanks, type BatchFile } from '../../api/payments.ts';
import { useText } from '../../i18n/i18n.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import type { Fields } from '../../ui/action-form-fields.ts';
import type { Attempt } from '../../ui/action-form.tsx';
import { ClauseChip } from '../../ui/chips.tsx';
import { SheetSection } from '../../ui/sheet.tsx';
import styles from './payments.module.css';
import { ReadReturn } from './read-return.tsx';

const order = ['batch.submit', 'batch.approve', 'batch.send', 'batch.return', 'batch.cancel'];
const withReason = new Set(['batch.return', 'batch.cancel']);
/** The person may never do it; nothing to be said about this batch. */
const silent = new Set(['action.not-allowed', 'people.not-allowed', 'action.wrong-state']);

export function BatchActions({ batch }: { batch: BatchFile }) {
  const { t } = useTranslation('payments');
  const { t: title } = useTranslation('actions');
  const text = useText();
  const [open, setOpen] = useState<string | undefined>();
  const [isReading, setReading] = useState(false);
  const explained = order.flatMap((name) => batch.actions.filter(({ action }) => action === name));
  const may = explained.filter(({ refusal }) => refusal === null);
  const mayNot = explained.filter(({ refusal }) => refusal && !silent.has(refusal.code));
  const mayRead = batch.state === 'sent';
  if (may.length + mayNot.length === 0 && !mayRead) return null;
  return (
    <SheetSection title={t('may')}>
      <div className={styles.buttons}>
        {may.map(({ action }, at) => (
          <Button
            key={action}
            type={at === 0 && !mayRead ? 'primary' : 'default'}
            onClick={() => setOpen(action)}
          >
            {title(action as never)}
          </Button>
        ))}
        {mayRead && (
          <Button type="primary" onClick={() => setReading(true)}>
            {t('readReturn')}
          </Button>
        )}
      </div>
      {mayNot.map(({ action, refusal }) => (
        <div key={action} className={styles.greyed}>
          <button type="button" aria-disabled="true">
            {title(action as never)}
          </button>
          <p>
            {refusal && text(refusal.message)} <ClauseChip clause={refusal?.clause} />
          </p>
        </div>
      ))}
      <BatchForm batch={batch} action={open} onClose={() => setOpen(undefined)} />
      <ReadReturn isOpen={isReading} onClose={() => setReading(false)} bankId={batch.bankId} />
    </SheetSection>
  );
}

function useFieldsOf(batch: BatchFile, action: string | undefined): Fields {
  const { t } = useTranslation('payments');
  const text = useText();
  const bank = useBanks().data?.find(({ id }) => id === batch.bankId);
  if (action === 'batch.send') {
    return {
      fileId: {
        kind: 'choice',
        label: t('file'),
        note: t('file.note'),
        initial: bank?.files[0]?.id ?? '',
        options: (bank?.files ?? []).map(({ id, name }) => ({ value: id, label: text(name) })),
      },
    };
  }
  if (action !== undefined && withReason.has(action)) {
    return { reason: { kind: 'text', label: t('reason'), isLong: true, maxLength: 500 } };
  }
  return {};
}

type Given = Readonly<Record<string, unknown>>;

async function actOn(batch: BatchFile, action: string, given: Given, attempt: Attempt) {
  const { key, ...body } = attempt;
  const params = { batchId: batch.batchId };
  const reason = String(given['reason'] ?? '');
  if (action === 'batch.submit') return call(submitBatch, { params, body }, { key });
  if (action === 'batch.approve') return call(approveBatch, { params, body }, { key });
  if (action === 'batch.return') {
    return call(returnBatch, { params, body: { ...body, reason } }, { key });
  }
  if (action === 'batch.cancel') {
    return call(cancelBatch, { params, body: { ...body, reason } }, { key });
  }
  const fileId = String(given['fileId'] ?? '');
  const file = await call(takeBatchFile, { params, body: { ...body, fileId } }, { key });
  saveFile(file, `${batch.number}-${fileId}${endOf(fileId)}`);
  return undefined;
}

const endOf = (fileId: string) =>
  fileId === 'workbook' ? '.xlsx' : fileId === 'iso' ? '.xml' : '.txt';

function BatchForm(props: { batch: BatchFile; action: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('payments');
  const { t: title } = useTranslation('actions');
  const client = useQueryClient();
  const { batch, action = '' } = props;
  const fields = useFieldsOf(batch, props.action);
  const refresh = () => void client.invalidateQueries({ queryKey: paymentsKey });
  return (
    <ActionDrawer
      isOpen={props.action !== undefined}
      onClose={props.onClose}
      title={title(action as never)}
      intro={t([`intro.${action}`, 'intro.other'] as never)}
      fields={fields}
      submitLabel={title(action as never)}
      version={batch.version}
      isDanger={action === 'batch.cancel'}
      act={(values, attempt) => actOn(batch, action, values, attempt)}
      onDone={refresh}
      onStale={refresh}
    />
  );
}
