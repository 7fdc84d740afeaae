// One batch, from its making to the day it balances: its steps, its payments, the sums against each
// other, and what may be done now.

import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { batchStates } from '../../../src/payments/model.ts';
import { useBatch, type BatchFile } from '../../api/payments.ts';
import { useText } from '../../i18n/i18n.ts';
import { useLanguage } from '../../i18n/i18n.ts';
import { dayInWords } from '../../ui/day.ts';
import { PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { ErrorState, LoadingBar, LoadingPage } from '../../ui/states.tsx';
import { useTownName } from '../overview/use-overview.ts';
import { BatchActions } from './batch-actions.tsx';
import { BatchOrders } from './batch-orders.tsx';
import { BatchSums } from './batch-sums.tsx';
import styles from './payments.module.css';

export function BatchPage() {
  const { t } = useTranslation('payments');
  const text = useText();
  const townName = useTownName();
  const { batchId = '' } = useParams({ strict: false }) as { batchId?: string };
  const batch = useBatch(batchId);
  if (batch.isPending) return <LoadingPage />;
  if (batch.isError) return <ErrorState error={batch.error} onRetry={() => void batch.refetch()} />;
  const { number, filter, orderCount, state } = batch.data;
  const place = filter.under ? townName(filter.under) : t('district');
  return (
    <Sheet>
      <PageHead
        title={t('batchOf', { number })}
        subtitle={t('batchHolds', { place, count: orderCount, state: text(batchStates[state]) })}
      />
      {batch.isFetching && <LoadingBar />}
      <Steps batch={batch.data} />
      <div className={styles.columns}>
        <BatchOrders batch={batch.data} />
        <aside className={styles.side}>
          <SheetSection title={t('sums')} aside={t('unit')}>
            <BatchSums batch={batch.data} />
          </SheetSection>
          <BatchActions batch={batch.data} />
        </aside>
      </div>
    </Sheet>
  );
}

/** The way of a batch; a step not reached is a hollow dot. */
function Steps({ batch }: { batch: BatchFile }) {
  const { t } = useTranslation('payments');
  const language = useLanguage();
  const { state, madeOn, approvedOn, sentOn, lastOn, orderCount } = batch;
  const isAnswered = batch.paidCount + batch.returnedCount > 0;
  const isSubmitted = batch.submittedBy !== null && state !== 'draft';
  const steps = [
    { name: t('step.made'), note: dayInWords(madeOn, language), isDone: true },
    { name: t('step.submitted'), note: '', isDone: isSubmitted },
    {
      name: t('step.approved'),
      note: approvedOn ? dayInWords(approvedOn, language) : '',
      isDone: approvedOn !== null,
    },
    {
      name: t('step.sent'),
      note: sentOn ? `${dayInWords(sentOn, language)} ${batch.fileName ?? ''}` : '',
      isDone: sentOn !== null,
    },
    {
      name: t('step.answered'),
      note: isAnswered
        ? t('step.answers', { count: batch.paidCount + batch.returnedCount, of: orderCount })
        : '',
      isDone: isAnswered,
    },
    {
      name: t('step.closed'),
      note: state === 'closed' ? dayInWords(lastOn, language) : '',
      isDone: state === 'closed',
    },
  ];
  return (
    <ol className={styles.steps} aria-label={t('steps')}>
      {steps.map(({ name, note, isDone }, at) => (
        <li key={name} className={isDone ? styles.done : undefined}>
          <span className={styles.dot} aria-hidden="true">
            {isDone ? '✓' : at + 1}
          </span>
          <span>
            <strong>{name}</strong>
            <span className="note">{note || (isDone ? '' : t('step.waits'))}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
