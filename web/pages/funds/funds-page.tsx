// The money, from the notice to the payment: each line of the budget with what became of it, the
// transfers behind each sum, and the identities that prove that nothing is missing.

import { Button } from 'antd';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { parseDay, type Day } from '../../../src/core/day.ts';
import { fundsMay } from '../../../src/funds/model.ts';
import { figures, type FigureId } from '../../../src/payments/reconciliation/model.ts';
import { useReconciliation, useRecompute, type Reconciliation } from '../../api/funds.ts';
import { useHolds } from '../../api/session.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { dayInWords } from '../../ui/day.ts';
import { Figure, FigureRow } from '../../ui/figure.tsx';
import { Lead, PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { ErrorLine, ErrorState, LoadingBar, LoadingPage } from '../../ui/states.tsx';
import { useFilter, useSetFilters } from '../use-filter.ts';
import { Checks, Notice } from './checks.tsx';
import { FigureDrawer } from './figure-drawer.tsx';
import { FundsTabs } from './funds-tabs.tsx';
import styles from './funds.module.css';
import { LineForm, type LineAct } from './line-form.tsx';
import { LineTable } from './line-table.tsx';

export function FundsPage() {
  const { t } = useTranslation('funds');
  const [asOfText] = useFilter('asOf');
  const asOf = parseDay(asOfText ?? '');
  const language = useLanguage();
  const reconciliation = useReconciliation(asOf);
  const [act, setAct] = useState<LineAct | undefined>();
  const mayAppropriate = useHolds(fundsMay['funds.appropriate']);
  if (reconciliation.isPending) return <LoadingPage />;
  if (reconciliation.isError) {
    const retry = () => void reconciliation.refetch();
    return <ErrorState error={reconciliation.error} onRetry={retry} />;
  }
  const { data } = reconciliation;
  const appropriate = (
    <Button type="primary" onClick={() => setAct({ kind: 'appropriate' })}>
      {t('appropriate')}
    </Button>
  );
  return (
    <Sheet>
      <PageHead
        title={t('title')}
        subtitle={t('asOf', { day: dayInWords(data.asOf, language) })}
        actions={mayAppropriate && appropriate}
      />
      {reconciliation.isFetching && <LoadingBar />}
      <FundsTabs />
      <FundsLead data={data} />
      <SheetSection title={t('lines')} aside={t('lines.note')}>
        <LineTable data={data} onAct={setAct} />
      </SheetSection>
      <SheetSection title={t('checks')} aside={<Recompute />}>
        <Checks checks={data.checks} />
      </SheetSection>
      <SheetSection title={t('notice')} aside={t('notice.note')}>
        <Notice rows={data.notice} />
      </SheetSection>
      <Behind asOf={asOf} data={data} />
      <LineForm act={act} lines={data.lines} onClose={() => setAct(undefined)} />
    </Sheet>
  );
}

const led = ['budget', 'appropriated', 'paid', 'available'] as const satisfies FigureId[];

function FundsLead({ data }: { data: Reconciliation }) {
  const { t } = useTranslation('funds');
  const text = useText();
  const { totals, checks } = data;
  const wrong = checks.filter(({ differenceFen }) => differenceFen !== 0).length;
  return (
    <Lead
      sentence={
        <Trans
          t={t}
          i18nKey={wrong === 0 ? 'lead.even' : 'lead.uneven'}
          values={{ count: checks.length, wrong }}
          components={{ strong: <strong /> }}
        />
      }
    >
      <FigureRow>
        {led.map((id) => (
          <Figure
            key={id}
            label={text(figures[id].name)}
            value={Math.round((totals[id] ?? 0) / 1_000_000)}
            unit="万元"
          />
        ))}
      </FigureRow>
    </Lead>
  );
}

/** Works everything out again when asked, and says whether it comes to the same. */
function Recompute() {
  const { t } = useTranslation('funds');
  const again = useRecompute();
  return (
    <span className={styles.again}>
      {again.isError && <ErrorLine error={again.error} />}
      {again.data && (
        <span role="status" className={again.data.isExact ? styles.even : styles.uneven}>
          {t(again.data.isExact ? 'again.exact' : 'again.faults', {
            transfers: again.data.transfers,
            count: again.data.faults.length,
          })}
        </span>
      )}
      <Button size="small" loading={again.isFetching} onClick={() => void again.refetch()}>
        {t('again')}
      </Button>
    </span>
  );
}

function Behind({ asOf, data }: { asOf: Day | undefined; data: Reconciliation }) {
  const [lineId] = useFilter('line');
  const [figure] = useFilter('figure');
  const set = useSetFilters();
  const line = data.lines.find((one) => one.lineId === lineId);
  const isKnown = figure !== undefined && figure in figures;
  if (!line || !isKnown) return null;
  return (
    <FigureDrawer
      line={line}
      figure={figure as FigureId}
      asOf={asOf}
      onClose={() => set({ line: undefined, figure: undefined })}
    />
  );
}
