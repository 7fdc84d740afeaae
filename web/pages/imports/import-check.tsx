// A checked file before it is stored: its figures, the rows as a grid with what was found beside
// them, what changes with old and new values, and the one button that stores what is good.

import { useState } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../../src/contracts/call.ts';
import { confirmImport } from '../../../src/contracts/imports.ts';
import { useReadAgain, workbookHref, type Import } from '../../api/imports.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import { useFilter } from '../use-filter.ts';
import { CancelButton } from './import-buttons.tsx';
import { ChangesTab } from './import-changes.tsx';
import { FindingsTab } from './import-findings.tsx';
import { SettingsPart } from './import-settings.tsx';
import { rowKey, type Taken } from './import-take.ts';
import styles from './imports.module.css';

const tabs = ['error', 'warning', 'changes', 'look'] as const;
type Tab = (typeof tabs)[number];

export function ImportCheck({ one }: { one: Import }) {
  const { t } = useTranslation('imports');
  const [wanted, choose] = useFilter('tab');
  const [taken, setTaken] = useState<Taken>(new Map());
  const { summary } = one;
  if (!summary) return null;
  const counts: Readonly<Record<Tab, number>> = {
    error: summary.findings.error,
    warning: summary.findings.warning,
    changes: summary.changes.new + summary.changes.updated,
    look: summary.needsLook,
  };
  const first = tabs.find((tab) => counts[tab] > 0) ?? 'changes';
  const tab = tabs.find((name) => name === wanted) ?? first;
  return (
    <>
      <Figures one={one} taken={taken} />
      <Settings one={one} />
      <div className={styles.tabs} role="group" aria-label={t('tabs')}>
        {tabs.map((name) => (
          <button key={name} type="button" aria-pressed={name === tab} onClick={() => choose(name)}>
            {t(`tab.${name}`)} <span>{counts[name]}</span>
          </button>
        ))}
      </div>
      {tab === 'error' || tab === 'warning' ? (
        <FindingsTab key={tab} one={one} severity={tab} />
      ) : (
        <ChangesTab
          key={tab}
          one={one}
          isLook={tab === 'look'}
          taken={taken}
          onTake={(row, isTaken) => {
            const next = new Map(taken);
            if (isTaken) next.set(rowKey(row), row);
            else next.delete(rowKey(row));
            setTaken(next);
          }}
        />
      )}
    </>
  );
}

/** Open while something has to be told; folded where the file is understood well enough. */
function Settings({ one }: { one: Import }) {
  const { t } = useTranslation('imports');
  const { openChoices: choices = [], unknownHeadings: headings = [] } = one.summary ?? {};
  const part = <SettingsPart one={one} headings={headings} choices={choices} />;
  if (choices.length > 0) return part;
  if (headings.length === 0) return null;
  return (
    <details className={styles.folded}>
      <summary>{t('settings.unknown', { headings: headings.join('、') })}</summary>
      {part}
    </details>
  );
}

/** What was read and what becomes of it, with the buttons that decide. */
function Figures({ one, taken }: { one: Import; taken: Taken }) {
  const { t } = useTranslation('imports');
  const { summary } = one;
  if (!summary) return null;
  const { rows, changes, findings } = summary;
  return (
    <div className={styles.figures}>
      <p>
        <strong>{rows.read}</strong> {t('rows.read')}
      </p>
      <p>
        <strong>{rows.accepted}</strong> {t('rows.accepted')}{' '}
        <span className="note">{t('figures.changes', { ...changes })}</span>
      </p>
      <p className={rows.refused > 0 ? styles.bad : undefined}>
        <strong>{rows.refused}</strong> {t('rows.refused')}
      </p>
      <p className={findings.warning > 0 ? styles.doubtful : undefined}>
        <strong>{findings.warning}</strong> {t('figures.warnings')}
      </p>
      <p>
        <strong>{rows.skipped}</strong> {t('rows.skipped')}{' '}
        <span className="note">{t('figures.skipped')}</span>
      </p>
      <div className={styles.decide}>
        <CancelButton one={one} />
        <Button href={workbookHref(one.importId)}>{t('workbook')}</Button>
        <Confirm one={one} taken={taken} />
      </div>
    </div>
  );
}

function Confirm({ one, taken }: { one: Import; taken: Taken }) {
  const { t } = useTranslation('imports');
  const readAgain = useReadAgain();
  const [isOpen, setOpen] = useState(false);
  const { summary } = one;
  const count = summary?.rows.accepted ?? 0;
  const needsLook = summary?.needsLook ?? 0;
  const label = t('confirm', { count });
  const ways = [
    { value: 'none', label: t('take.none') },
    { value: 'ticked', label: t('take.ticked', { count: taken.size }) },
    { value: 'all', label: t('take.all') },
  ] as const;
  const take = {
    kind: 'choice',
    label: t('take', { count: needsLook }),
    options: ways,
    initial: taken.size > 0 ? 'ticked' : 'none',
  } as const;
  return (
    <>
      <Button type="primary" disabled={count === 0} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <ActionDrawer
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={label}
        submitLabel={label}
        version={one.version}
        onStale={readAgain}
        onDone={readAgain}
        intro={t('confirm.intro', { refused: summary?.rows.refused ?? 0, town: one.townName })}
        fields={needsLook > 0 ? { take } : {}}
        act={(values, { key, expectedVersion }) => {
          const given = 'take' in values ? values.take : 'none';
          const chosen = ways.find(({ value }) => value === given)?.value ?? 'none';
          const body = {
            take: chosen === 'ticked' ? [...taken.values()] : chosen,
            ...(expectedVersion !== undefined && { expectedVersion }),
          };
          return call(confirmImport, { params: { importId: one.importId }, body }, { key });
        }}
      />
    </>
  );
}
