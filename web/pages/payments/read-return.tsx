// Reading a bank's return: the file is matched payment by payment, and what cannot be matched is
// set aside and shown.

import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { readBankReturn } from '../../../src/contracts/bank-returns.ts';
import { call } from '../../../src/contracts/call.ts';
import { fundsKey } from '../../api/funds.ts';
import { paymentsKey, useBanks } from '../../api/payments.ts';
import { useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import { Money } from '../../ui/figure.tsx';
import styles from './payments.module.css';

export function ReadReturn(props: { isOpen: boolean; onClose: () => void; bankId?: string }) {
  const { t } = useTranslation('payments');
  const text = useText();
  const client = useQueryClient();
  const banks = useBanks().data ?? [];
  const bank = banks.find(({ id }) => id === props.bankId) ?? banks[0];
  return (
    <ActionDrawer
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={t('readReturn')}
      intro={t('readReturn.intro')}
      fields={{
        bankId: {
          kind: 'choice',
          label: t('bank'),
          initial: bank?.id ?? '',
          options: banks.map(({ id, name }) => ({ value: id, label: text(name) })),
        },
        file: { kind: 'file', label: t('returnFile') },
      }}
      submitLabel={t('readReturn')}
      act={({ bankId, file }, { key }) =>
        call(readBankReturn, { query: { bankId, name: file.name }, body: file }, { key })
      }
      onDone={() => {
        void client.invalidateQueries({ queryKey: paymentsKey });
        void client.invalidateQueries({ queryKey: fundsKey });
      }}
      done={(reply) => (
        <div className={styles.plan} role="status">
          <p>{t('readReturn.done', { rows: reply.rows })}</p>
          <p>
            {t('readReturn.paid', { count: reply.paid })} <Money fen={reply.paidFen} />
          </p>
          <p>
            {t('readReturn.returned', { count: reply.returned })} <Money fen={reply.returnedFen} />
          </p>
          <p>{t('readReturn.aside', { count: reply.setAside })}</p>
          <Link to={paths.bankReturns({ return: reply.returnId })} onClick={props.onClose}>
            {t('readReturn.see')}
          </Link>
        </div>
      )}
    />
  );
}
