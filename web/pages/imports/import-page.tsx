// One import, from the file to the ledger: how far it is, what was found beside the rows, what
// would change, what a person has to choose, and the confirmation.

import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { importPhases, importStates } from '../../../src/imports/model.ts';
import { isUnderWay, useImport, workbookHref, type Import } from '../../api/imports.ts';
import { useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { sizeInWords } from '../../ui/action-form-file.tsx';
import { PageHead, Sheet } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, LoadingPage } from '../../ui/states.tsx';
import { CancelButton, CheckAgainButton } from './import-buttons.tsx';
import { ImportCheck } from './import-check.tsx';
import { SettingsPart } from './import-settings.tsx';
import styles from './imports.module.css';

export function ImportPage() {
  const { importId = '' } = useParams({ strict: false }) as { importId?: string };
  const found = useImport(importId);
  if (found.isPending) return <LoadingPage />;
  if (found.isError) {
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  }
  return <Shown key={importId} one={found.data} />;
}

function Shown({ one }: { one: Import }) {
  const { t } = useTranslation('imports');
  return (
    <Sheet>
      <PageHead
        title={t('title')}
        subtitle={`${one.townName} · ${one.fileName} · ${sizeInWords(one.fileBytes)}`}
      >
        <Steps one={one} />
      </PageHead>
      {isUnderWay(one) && <UnderWay one={one} />}
      {one.state === 'checked' && <ImportCheck one={one} />}
      {one.state === 'stored' && <Stored one={one} />}
      {one.state === 'cancelled' && <Cancelled />}
      {one.state === 'failed' && <Failed one={one} />}
    </Sheet>
  );
}

const stepOf: Readonly<Record<Import['state'], number>> = {
  uploaded: 1,
  checking: 1,
  checked: 2,
  storing: 3,
  stored: 4,
  cancelled: 0,
  failed: 0,
};

/** 选文件 – 读取 – 核对 – 确认: what is done, where one is, what is to come. */
function Steps({ one }: { one: Import }) {
  const { t } = useTranslation('imports');
  const now = stepOf[one.state];
  const names = ['file', 'reading', 'checking', 'storing'] as const;
  if (now === 0) return null;
  return (
    <ol className={styles.steps}>
      {names.map((name, at) => (
        <li
          key={name}
          className={at < now ? styles.done : undefined}
          aria-current={at === now ? 'step' : undefined}
        >
          <span aria-hidden="true">{at < now ? '✓' : at + 1}</span>
          {t(`step.${name}`)}
        </li>
      ))}
    </ol>
  );
}

function UnderWay({ one }: { one: Import }) {
  const { t } = useTranslation('imports');
  const text = useText();
  const { progress } = one;
  const total = progress?.rowsTotal ?? undefined;
  return (
    <div className={styles.underWay} role="status">
      <h2>{text(progress ? importPhases[progress.phase] : importStates[one.state])}</h2>
      <progress
        aria-label={t('progress')}
        {...(total !== undefined && { max: Math.max(1, total), value: progress?.rowsDone ?? 0 })}
      />
      {progress && (
        <p>
          {total === undefined
            ? t('progress.rows', { done: progress.rowsDone })
            : t('progress.of', { done: progress.rowsDone, total })}
        </p>
      )}
      <p className="note">{t('progress.leave')}</p>
      {one.state !== 'storing' && <CancelButton one={one} />}
    </div>
  );
}

function Stored({ one }: { one: Import }) {
  const { t } = useTranslation('imports');
  const { summary } = one;
  return (
    <EmptyState
      title={t('stored', {
        new: summary?.changes.new ?? 0,
        updated: summary?.changes.updated ?? 0,
      })}
      action={<Link to={paths.ledger({ under: one.townKey })}>{t('stored.ledger')}</Link>}
    >
      {t('stored.refused', { count: summary?.rows.refused ?? 0 })}{' '}
      <a href={workbookHref(one.importId)}>{t('workbook')}</a>
    </EmptyState>
  );
}

function Cancelled() {
  const { t } = useTranslation('imports');
  return (
    <EmptyState title={t('cancelled')} action={<Link to={paths.imports()}>{t('back')}</Link>}>
      {t('cancelled.next')}
    </EmptyState>
  );
}

/** A file that could not be read; where only the headings were strange, they are told here. */
function Failed({ one }: { one: Import }) {
  const { t } = useTranslation('imports');
  const text = useText();
  const { failure } = one;
  return (
    <>
      <EmptyState
        title={failure ? text(failure.message) : t('failed')}
        action={<CheckAgainButton one={one} />}
      >
        {failure && text(failure.next)}
      </EmptyState>
      {failure?.headings && <SettingsPart one={one} headings={failure.headings} choices={[]} />}
    </>
  );
}
