// The table of targets (annex 1) by file: read without being stored, its faults and the sums that
// differ from the notice shown, then stored as a new version.

import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../src/contracts/call.ts';
import type { Reply } from '../../../src/contracts/contract.ts';
import { loadTargets, previewTargets } from '../../../src/contracts/targets.ts';
import { targetsKey, targetsTemplateHref, useTargets } from '../../api/imports.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { ActionForm } from '../../ui/action-form.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import styles from './imports.module.css';

type Preview = Reply<typeof previewTargets>;
type Finding = Preview['findings'][number];
type Difference = Preview['differences'][number];
type Version = Reply<typeof loadTargets>;

export function TargetsImportPage() {
  const { t } = useTranslation('imports');
  const [preview, setPreview] = useState<Preview | undefined>();
  const reading = useMutation({
    mutationFn: (file: File) =>
      call(previewTargets, { query: { name: file.name.slice(-200) }, body: file }),
    onSuccess: setPreview,
  });
  return (
    <Sheet>
      <PageHead
        title={t('targets.title')}
        actions={<a href={targetsTemplateHref()}>{t('template')}</a>}
      />
      <SheetSection title={t('targets.read')}>
        <div className={styles.settings}>
          <ActionForm
            fields={{ file: { kind: 'file', label: t('file'), accept: '.xlsx,.xls,.csv' } }}
            submitLabel={t('targets.readFile')}
            act={({ file }) => reading.mutateAsync(file)}
          />
        </div>
      </SheetSection>
      {preview && <Read preview={preview} onLoaded={() => setPreview(undefined)} />}
      <Versions />
    </Sheet>
  );
}

function Read({ preview, onLoaded }: { preview: Preview; onLoaded: () => void }) {
  const { t } = useTranslation('imports');
  const client = useQueryClient();
  const { rows, findings, differences, households } = preview;
  const isBad = findings.some(({ severity }) => severity === 'error');
  const confirmed = { kind: 'tick', label: t('targets.differ.confirm') } as const;
  const document = {
    kind: 'text',
    label: t('targets.document'),
    note: t('targets.document.note'),
    maxLength: 200,
  } as const;
  return (
    <SheetSection title={t('targets.found', { rows: rows.length, households })}>
      {findings.length > 0 && <Findings findings={findings} />}
      {differences.length > 0 && <Differences differences={differences} />}
      {isBad || rows.length === 0 ? (
        <p>{t('targets.bad')}</p>
      ) : (
        <div className={styles.settings}>
          <ActionForm
            fields={{ document, ...(differences.length > 0 && { confirmed }) }}
            submitLabel={t('targets.load', { count: rows.length })}
            act={(values, { key }) => {
              const differencesConfirmed = values.confirmed === true;
              const body = { document: values.document, rows, differencesConfirmed };
              return call(loadTargets, { body }, { key });
            }}
            onDone={() => {
              void client.invalidateQueries({ queryKey: targetsKey });
              onLoaded();
            }}
          />
        </div>
      )}
    </SheetSection>
  );
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation('imports');
  const text = useText();
  const columns: Column<Finding>[] = [
    { key: 'cell', title: t('row'), isNarrow: true, cell: ({ sheet, cell }) => `${sheet} ${cell}` },
    { key: 'value', title: t('value'), cell: ({ value }) => value },
    { key: 'message', title: t('findings'), cell: ({ message }) => text(message) },
  ];
  return (
    <DataTable
      caption={t('findings')}
      columns={columns}
      rows={findings}
      rowKey={({ sheet, cell, code }) => `${sheet} ${cell} ${code}`}
    />
  );
}

function Differences({ differences }: { differences: readonly Difference[] }) {
  const { t } = useTranslation('imports');
  const text = useText();
  const columns: Column<Difference>[] = [
    { key: 'label', title: t('targets.sum'), cell: ({ label }) => text(label) },
    {
      key: 'expected',
      title: t('targets.expected'),
      isNumber: true,
      cell: ({ expected }) => expected,
    },
    { key: 'found', title: t('targets.inFile'), isNumber: true, cell: ({ found }) => found },
  ];
  return (
    <DataTable
      caption={t('targets.differ')}
      columns={columns}
      rows={differences}
      rowKey={({ label }) => label.zh}
    />
  );
}

function Versions() {
  const { t } = useTranslation('imports');
  const language = useLanguage();
  const versions = useTargets().data?.versions ?? [];
  const columns: Column<Version>[] = [
    { key: 'document', title: t('targets.document'), cell: ({ document }) => document },
    {
      key: 'day',
      title: t('started'),
      isNarrow: true,
      cell: ({ loadedOn }) => dayInWords(loadedOn.slice(0, 10), language),
    },
    {
      key: 'households',
      title: t('targets.households'),
      isNumber: true,
      cell: ({ households }) => households,
    },
    {
      key: 'differences',
      title: t('targets.differ'),
      isNumber: true,
      cell: ({ differences }) => differences.length,
    },
  ];
  return (
    <SheetSection title={t('targets.versions')}>
      {versions.length === 0 ? (
        <p className="note">{t('targets.none')}</p>
      ) : (
        <DataTable
          caption={t('targets.versions')}
          columns={columns}
          rows={versions}
          rowKey={({ versionId }) => versionId}
        />
      )}
    </SheetSection>
  );
}
