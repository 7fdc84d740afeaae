// Everything built into one house: devices, how the heating ran, the layers of insulation, the
// enterprise's checks. An enterprise, which does not see the household's file, works here.

import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ledgerReaders, works as worksNames } from '../../../src/households/model.ts';
import {
  layers,
  oldStoveFates,
  windowFindings,
  type OldStoveFate,
} from '../../../src/works/model.ts';
import { useHolds } from '../../api/session.ts';
import { useWorks, type CaseWorks } from '../../api/works.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { dayInWords } from '../../ui/day.ts';
import { Facts } from '../../ui/facts.tsx';
import { Lead, PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { ErrorState, LoadingBar, LoadingPage } from '../../ui/states.tsx';
import { useFilter } from '../use-filter.ts';
import { DeviceTable } from './devices.tsx';
import { degrees } from './installations.tsx';
import { WorksActs } from './works-acts.tsx';
import styles from './works.module.css';

export function CaseWorksPage() {
  const { caseId = '' } = useParams({ strict: false }) as { caseId?: string };
  const works = useWorks(caseId);
  if (works.isPending) return <LoadingPage />;
  if (works.isError) return <ErrorState error={works.error} onRetry={() => void works.refetch()} />;
  return (
    <Sheet>
      {works.isFetching && <LoadingBar />}
      <WorksSheet file={works.data} />
    </Sheet>
  );
}

function WorksSheet({ file }: { file: CaseWorks }) {
  const { t } = useTranslation('works');
  const text = useText();
  const language = useLanguage();
  const [household] = useFilter('household');
  const householdId = file.devices[0]?.householdId ?? household;
  const readsLedger = useHolds(ledgerReaders);
  const [device] = file.devices;
  const { installation } = file;
  return (
    <>
      <PageHead
        title={device ? `${device.headName} ${device.villageName}` : t('of')}
        subtitle={text(worksNames[file.works])}
      >
        {readsLedger && householdId && <Link to={paths.household(householdId)}>{t('file')}</Link>}
      </PageHead>
      <Lead
        sentence={
          installation
            ? t('of.installed', {
                day: dayInWords(installation.installedOn, language),
                devices: file.devices.length,
                checks: file.selfChecks.length,
              })
            : t('of.waiting')
        }
      />
      <div className={styles.columns}>
        <div>
          <SheetSection title={t('view.devices')}>
            <DeviceTable rows={file.devices} />
          </SheetSection>
          <SheetSection title={t('checks')}>
            <SelfChecks file={file} />
          </SheetSection>
        </div>
        <aside className={styles.aside}>
          <SheetSection title={t('acts')}>
            <WorksActs file={file} householdId={householdId} />
          </SheetSection>
          <SheetSection title={t('measured')}>
            <Measured file={file} />
          </SheetSection>
        </aside>
      </div>
    </>
  );
}

const celsius = (deciC: number | null | undefined) =>
  deciC === null || deciC === undefined ? null : `${degrees(deciC)} ℃`;

function Measured({ file }: { file: CaseWorks }) {
  const { t } = useTranslation('works');
  const text = useText();
  const language = useLanguage();
  const { installation, windows } = file;
  const fate = installation?.oldStoveFate as OldStoveFate | null | undefined;
  return (
    <Facts
      lines={[
        [t('warm'), celsius(file.asked.warmDeciC)],
        [t('room.label'), celsius(installation?.roomDeciC)],
        [t('outdoor.label'), celsius(installation?.outdoorDeciC)],
        [t('hours'), installation?.hoursRun ?? null],
        [t('stove'), fate ? text(oldStoveFates[fate]) : null],
        [t('windows'), windows && text(windowFindings[windows.finding])],
        ...file.layers.map(
          ({ layer, provenOn }) => [text(layers[layer]), dayInWords(provenOn, language)] as const,
        ),
        [t('photos'), t('photos.count', { count: file.photos.length })],
      ]}
    />
  );
}

function SelfChecks({ file }: { file: CaseWorks }) {
  const { t } = useTranslation('works');
  const text = useText();
  const language = useLanguage();
  const separator = language === 'zh' ? '、' : ', ';
  if (file.selfChecks.length === 0) return <p className="note">{t('checks.none')}</p>;
  const nameOf = (id: string) => {
    const point = file.asked.selfCheck.find((one) => one.id === id);
    return point ? text(point) : id;
  };
  return (
    <ul className={styles.list}>
      {file.selfChecks.map((check) => {
        const bad = check.items.filter(({ ok }) => !ok);
        return (
          <li key={check.version}>
            {dayInWords(check.checkedOn, language)} {check.person}{' '}
            {bad.length === 0 ? (
              t('checks.good', { count: check.items.length })
            ) : (
              <span className={styles.bad}>{bad.map(({ id }) => nameOf(id)).join(separator)}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
