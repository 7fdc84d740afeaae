// Everything of one household 一户一档: how far its works have come, what happened, the house, the
// money, the evidence, and what may be done now.

import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { works, type Works } from '../../../src/households/model.ts';
import { useHousehold, type CaseFile, type HouseholdFile } from '../../api/ledger.ts';
import { useText } from '../../i18n/i18n.ts';
import { Sheet, SheetSection } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, LoadingBar, LoadingPage } from '../../ui/states.tsx';
import { useFilter } from '../use-filter.ts';
import { ActionsPart } from './actions-part.tsx';
import { ChangesPart } from './changes-part.tsx';
import { AttachButton, DocumentsPart } from './documents-part.tsx';
import { EventsPart } from './events-part.tsx';
import { HousePart } from './house-part.tsx';
import styles from './household.module.css';
import { HouseholdHead } from './household-head.tsx';
import { MoneyPart } from './money-part.tsx';
import { OwnNotice } from './own-notice.tsx';

export function HouseholdPage() {
  const { householdId = '' } = useParams({ strict: false }) as { householdId?: string };
  const file = useHousehold(householdId);
  if (file.isPending) return <LoadingPage />;
  if (file.isError) return <ErrorState error={file.error} onRetry={() => void file.refetch()} />;
  return (
    <Sheet>
      {file.isFetching && <LoadingBar />}
      <OwnNotice>
        <File key={householdId} file={file.data} />
      </OwnNotice>
    </Sheet>
  );
}

function File({ file }: { file: HouseholdFile }) {
  const { t } = useTranslation('household');
  const [wanted, choose] = useFilter('works');
  const shown = file.cases.find((one) => one.works === wanted) ?? file.cases[0];
  return (
    <>
      <HouseholdHead file={file} shown={shown} />
      {file.cases.length > 1 && shown && (
        <WorksTabs cases={file.cases} shown={shown.works} onChoose={choose} />
      )}
      {!shown && <EmptyState title={t('noCase')} />}
      <div className={styles.columns}>
        <SheetSection title={t('events')} aside={<Sealed events={file.events} />}>
          <EventsPart events={file.events} />
        </SheetSection>
        <div className={styles.middle}>
          <SheetSection title={t('house')}>
            <HousePart file={file} shown={shown} />
          </SheetSection>
          <SheetSection title={t('money')}>
            <MoneyPart
              caseId={shown?.caseId}
              amounts={file.amounts.filter(({ caseId }) => caseId === shown?.caseId)}
            />
          </SheetSection>
          {file.changes.length + file.caseChanges.length > 0 && (
            <SheetSection title={t('changes')}>
              <ChangesPart file={file} />
            </SheetSection>
          )}
          <SheetSection title={t('documents')} aside={<AttachButton file={file} />}>
            <DocumentsPart file={file} />
          </SheetSection>
        </div>
        <ActionsPart
          explained={[...(shown?.actions ?? []), ...file.actions]}
          file={file}
          shown={shown}
        />
      </div>
    </>
  );
}

/** How many entries have their place in the sealed journal. */
function Sealed({ events }: { events: HouseholdFile['events'] }) {
  const { t } = useTranslation('household');
  const sealed = events.filter(({ position }) => position !== null).length;
  return <>{t('sealed', { sealed, all: events.length })}</>;
}

function WorksTabs(props: {
  cases: readonly CaseFile[];
  shown: Works;
  onChoose: (works: string) => void;
}) {
  const text = useText();
  return (
    <div className={styles.tabs} role="group">
      {props.cases.map((one) => (
        <button
          key={one.caseId}
          type="button"
          aria-pressed={one.works === props.shown}
          onClick={() => props.onChoose(one.works)}
        >
          {text(works[one.works])}
        </button>
      ))}
    </div>
  );
}
