// One lot: its sample with what was found, its strata, the proof of the draw, and who has signed.

import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { lotStates, timings } from '../../../src/acceptance/model.ts';
import { works } from '../../../src/households/model.ts';
import { useLot, type LotFile } from '../../api/acceptance.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { dayInWords } from '../../ui/day.ts';
import { Facts } from '../../ui/facts.tsx';
import { Lead, PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { ErrorState, LoadingBar, LoadingPage } from '../../ui/states.tsx';
import styles from './acceptance.module.css';
import { DrawProof } from './draw-proof.tsx';
import { LotActs } from './lot-acts.tsx';
import { LotCases } from './lot-cases.tsx';
import { Strata } from './lot-strata.tsx';
import { Signatures } from './signatures.tsx';

export function LotPage() {
  const { lotId = '' } = useParams({ strict: false }) as { lotId?: string };
  const lot = useLot(lotId);
  if (lot.isPending) return <LoadingPage />;
  if (lot.isError) return <ErrorState error={lot.error} onRetry={() => void lot.refetch()} />;
  return (
    <Sheet>
      {lot.isFetching && <LoadingBar />}
      <LotSheet lot={lot.data} />
    </Sheet>
  );
}

function LotSheet({ lot }: { lot: LotFile }) {
  const { t } = useTranslation('acceptance');
  const text = useText();
  const number = new Intl.NumberFormat(useLanguage());
  const { departments, drawnCases } = lot;
  return (
    <>
      <PageHead
        title={t('lot.title', { town: lot.townName, year: lot.year })}
        subtitle={`${text(works[lot.works])} · ${text(lotStates[lot.state])}`}
      />
      <Lead
        sentence={t('lot.lead', {
          cases: number.format(lot.cases),
          drawn: number.format(lot.drawn),
          checked: drawnCases.filter(({ lastResult }) => lastResult !== null).length,
          failed: drawnCases.filter(({ firstResult }) => firstResult === 'fail').length,
          signed: departments.filter(({ signature }) => signature !== null).length,
          departments: departments.length,
        })}
      />
      <div className={styles.columns}>
        <div>
          <SheetSection title={t('lot.sample')}>
            <LotCases lot={lot} rows={drawnCases} />
          </SheetSection>
          <SheetSection title={t('lot.strata')}>
            <Strata lot={lot} />
          </SheetSection>
          {lot.leftOut.length > 0 && (
            <SheetSection title={t('lot.leftOut')}>
              <LotCases lot={lot} rows={lot.leftOut} />
            </SheetSection>
          )}
        </div>
        <aside className={styles.aside}>
          <SheetSection title={t('lot.acts')}>
            <LotActs lot={lot} />
          </SheetSection>
          <SheetSection title={t('sign.title')}>
            <Signatures lot={lot} />
          </SheetSection>
          <SheetSection title={t('draw.title')}>
            <DrawProof lot={lot} />
          </SheetSection>
          <SheetSection title={t('lot.timing')}>
            <Timing lot={lot} />
          </SheetSection>
        </aside>
      </div>
    </>
  );
}

function Timing({ lot }: { lot: LotFile }) {
  const { t } = useTranslation('acceptance');
  const { t: common } = useTranslation('lists');
  const text = useText();
  const language = useLanguage();
  const day = (value: string | null) => value && dayInWords(value, language);
  const window =
    lot.windowFrom && lot.windowTo
      ? common('daysBetween', { from: day(lot.windowFrom), to: day(lot.windowTo) })
      : null;
  return (
    <Facts
      lines={[
        [t('lot.timing'), text(timings[lot.timing])],
        [t('lot.window'), window],
        [t('lot.drawnOn'), day(lot.drawnOn)],
        [t('lot.concludedOn'), day(lot.concludedOn)],
      ]}
    />
  );
}
