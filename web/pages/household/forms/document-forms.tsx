// The forms of the evidence: adding a file, opening one that shows numbers, taking back a wrong
// one.

import { useTranslation } from 'react-i18next';
import { call } from '../../../../src/contracts/call.ts';
import {
  attachToHousehold,
  openDocument,
  withdrawDocument,
} from '../../../../src/contracts/documents.ts';
import { documentKinds, fileParts, type DocumentKind } from '../../../../src/documents/model.ts';
import { works } from '../../../../src/households/model.ts';
import { saveFile } from '../../../api/documents.ts';
import type { HouseholdFile } from '../../../api/ledger.ts';
import { useText } from '../../../i18n/i18n.ts';
import { FileForm, type FormProps } from './file-form.tsx';

type Kept = HouseholdFile['documents'][number];

function useKinds() {
  const text = useText();
  return (Object.keys(documentKinds) as DocumentKind[])
    .filter((kind) => documentKinds[kind].part !== 'office')
    .map((value) => ({
      value,
      label: text(documentKinds[value]),
      group: text(fileParts[documentKinds[value].part]),
    }));
}

export function AttachForm(props: FormProps & { kind?: DocumentKind }) {
  const { t } = useTranslation('household');
  const text = useText();
  const { file, kind, ...form } = props;
  return (
    <FileForm
      {...form}
      file={file}
      version={null}
      fields={{
        bytes: { kind: 'file', label: t('form.file'), accept: 'image/*,.pdf,.doc,.docx,.xlsx' },
        kind: {
          kind: 'choice',
          label: t('form.kind'),
          options: useKinds(),
          ...(kind && { initial: kind }),
        },
        caseId: {
          kind: 'choice',
          label: t('form.works'),
          isOptional: true,
          options: file.cases.map((one) => ({ value: one.caseId, label: text(works[one.works]) })),
        },
        takenOn: { kind: 'day', label: t('form.takenOn'), isOptional: true },
      }}
      send={({ bytes, ...about }, { when: { occurredOn }, options }) => {
        const query = { ...about, name: bytes.name.slice(-200), occurredOn };
        const params = { householdId: file.householdId };
        return call(attachToHousehold, { params, query, body: bytes }, options);
      }}
    />
  );
}

export function OpenForm(props: FormProps & { document: Kept }) {
  const { t } = useTranslation('household');
  const { document: kept, ...form } = props;
  return (
    <FileForm
      {...form}
      isUndated
      version={null}
      intro={t('form.open', { name: kept.name })}
      fields={{
        purpose: { kind: 'text', label: t('form.purpose'), isLong: true, maxLength: 500 },
      }}
      send={async (values, { options }) => {
        const params = { documentId: kept.documentId };
        saveFile(await call(openDocument, { params, body: values }, options), kept.name);
      }}
    />
  );
}

export function WithdrawForm(props: FormProps & { document: Kept }) {
  const { t } = useTranslation('household');
  const { document: kept, ...form } = props;
  return (
    <FileForm
      {...form}
      isDanger
      version={kept.version}
      intro={kept.name}
      fields={{ reason: { kind: 'text', label: t('form.reason'), isLong: true, maxLength: 500 } }}
      send={(values, { when, options }) => {
        const params = { documentId: kept.documentId };
        return call(withdrawDocument, { params, body: { ...values, ...when } }, options);
      }}
    />
  );
}
