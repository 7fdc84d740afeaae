// The sums of a batch against each other: what was to be paid, what arrived, what came back.

import { CheckCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { BatchFile } from '../../api/payments.ts';
import { Money } from '../../ui/figure.tsx';
import { groupDigits } from '../../ui/quantity.ts';
import styles from './payments.module.css';

export function BatchSums({ batch }: { batch: BatchFile }) {
  const { t } = useTranslation('payments');
  const { totalFen, paidFen, returnedFen, orderCount, paidCount, returnedCount } = batch;
  const openFen = totalFen - paidFen - returnedFen;
  const openCount = orderCount - paidCount - returnedCount;
  const rows = [
    { name: t('sums.due'), count: orderCount, fen: totalFen },
    { name: t('sums.paid'), count: paidCount, fen: paidFen },
    { name: t('sums.returned'), count: returnedCount, fen: returnedFen },
  ];
  return (
    <table className={styles.sums}>
      <caption className="visually-hidden">{t('sums')}</caption>
      <tbody>
        {rows.map(({ name, count, fen }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{t('count', { count: groupDigits(count) })}</td>
            <td>
              <Money fen={fen} withUnit={false} />
            </td>
          </tr>
        ))}
        <tr className={styles.rest}>
          <th scope="row">{t('sums.open')}</th>
          <td>
            {openFen === 0 ? (
              <span className={styles.arrived}>
                <CheckCircleFilled aria-hidden="true" /> {t('sums.even')}
              </span>
            ) : (
              t('count', { count: groupDigits(openCount) })
            )}
          </td>
          <td>
            <Money fen={openFen} withUnit={false} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}
