// Making a batch: what it is made of, and before it is made what it would take and who is left out.

import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../src/contracts/call.ts';
import { composeBatch } from '../../../src/contracts/payments.ts';
import { works, type Works } from '../../../src/households/model.ts';
import { leftOutReasons } from '../../../src/payments/model.ts';
import { paymentsKey, useBanks, usePlan, type PlanQuery } from '../../api/payments.ts';
import { usePlaces } from '../../api/places.ts';
import { useOwnProgramme } from '../../api/programmes.ts';
import { useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import type { Fields, Values } from '../../ui/action-form-fields.ts';
import { Money } from '../../ui/figure.tsx';
import { ErrorLine, LoadingBar } from '../../ui/states.tsx';
import styles from './payments.module.css';

function useFields() {
  const { t } = useTranslation('payments');
  const text = useText();
  const banks = useBanks().data ?? [];
  const towns = (usePlaces().data?.items ?? []).filter(({ level }) => level === 'town');
  const data = useOwnProgramme()?.data;
  const years = data?.programme.years ?? [];
  return {
    bankId: {
      kind: 'choice',
      label: t('bank'),
      initial: banks[0]?.id ?? '',
      options: banks.map(({ id, name }) => ({ value: id, label: text(name) })),
    },
    under: {
      kind: 'choice',
      label: t('town'),
      isOptional: true,
      options: towns.map(({ key, shortName }) => ({ value: key, label: shortName })),
    },
    works: {
      kind: 'choice',
      label: t('works'),
      isOptional: true,
      options: (Object.keys(works) as Works[]).map((one) => ({
        value: one,
        label: text(works[one]),
      })),
    },
    year: {
      kind: 'choice',
      label: t('year'),
      isOptional: true,
      options: years.map((year) => ({ value: String(year), label: String(year) })),
    },
    untilFen: { kind: 'money', label: t('until'), note: t('until.note'), isOptional: true },
  } as const satisfies Fields;
}

type Given = Partial<Values<ReturnType<typeof useFields>>>;

const filterOf = ({ under, works: kind, year, untilFen }: Given) => ({
  ...(under && { under }),
  ...(kind && { works: kind as Works }),
  ...(year && { year: Number(year) }),
  ...(untilFen && { untilFen }),
});

export function ComposeBatch(props: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('payments');
  const fields = useFields();
  const client = useQueryClient();
  const navigate = useNavigate();
  return (
    <ActionDrawer
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={t('compose')}
      intro={t('compose.intro')}
      fields={fields}
      submitLabel={t('compose')}
      preview={(values) => <Plan given={values} />}
      act={({ bankId, ...rest }, { key }) =>
        call(composeBatch, { body: { bankId, filter: filterOf(rest) } }, { key })
      }
      onDone={({ batchId }) => {
        void client.invalidateQueries({ queryKey: paymentsKey });
        void navigate({ to: paths.batch(batchId) });
      }}
    />
  );
}

function Plan({ given }: { given: Given }) {
  const { t } = useTranslation('payments');
  const { bankId, ...rest } = given;
  const query: PlanQuery | undefined = bankId ? { bankId, ...filterOf(rest) } : undefined;
  const plan = usePlan(useDeferredValue(query));
  if (plan.isError) return <ErrorLine error={plan.error} />;
  if (!plan.data) return null;
  const { orders, totalFen, leftOutCount, leftOut } = plan.data;
  return (
    <div className={styles.plan} aria-live="polite">
      {plan.isFetching && <LoadingBar />}
      <p>
        {t('plan', { orders })} <strong>{<Money fen={totalFen} />}</strong>
      </p>
      {leftOutCount > 0 && (
        <details>
          <summary>{t('plan.leftOut', { count: leftOutCount })}</summary>
          <LeftOut rows={leftOut} />
        </details>
      )}
    </div>
  );
}

type LeftOutRow = NonNullable<ReturnType<typeof usePlan>['data']>['leftOut'][number];
const leftOutShown = 100;

function LeftOut({ rows }: { rows: readonly LeftOutRow[] }) {
  const text = useText();
  return (
    <ul className={styles.leftOut}>
      {rows.slice(0, leftOutShown).map((row) => (
        <li key={row.entitlementId}>
          <Link to={paths.household(row.householdId)}>{row.headName}</Link>
          <span>{text(leftOutReasons[row.reason])}</span>
          <Money fen={row.amountFen} />
        </li>
      ))}
    </ul>
  );
}
