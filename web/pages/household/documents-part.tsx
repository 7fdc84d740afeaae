// The evidence: documents and photos by kind, with their day. Those that show a card or an account
// open for a purpose only; wrong ones are withdrawn and then left out.

import { LockOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentKinds, documentMay, showsPersonal } from '../../../src/documents/model.ts';
import { documentHref } from '../../api/documents.ts';
import type { HouseholdFile } from '../../api/ledger.ts';
import { useHolds } from '../../api/session.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { sizeInWords } from '../../ui/action-form-file.tsx';
import { dayInWords } from '../../ui/day.ts';
import { AttachForm, OpenForm, WithdrawForm } from './forms/document-forms.tsx';
import styles from './household.module.css';

type Kept = HouseholdFile['documents'][number];
type Opened = { readonly action: string; readonly document?: Kept };

/** The button that adds a file stands in the head of the section. */
export function AttachButton({ file }: { file: HouseholdFile }) {
  const { t: title } = useTranslation('actions');
  const mayAttach = useHolds(documentMay['document.attach']);
  const [isOpen, setOpen] = useState(false);
  const action = 'document.attach';
  if (!mayAttach) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {title(action)}
      </Button>
      {isOpen && <AttachForm action={action} file={file} onClose={() => setOpen(false)} />}
    </>
  );
}

export function DocumentsPart({ file }: { file: HouseholdFile }) {
  const { t } = useTranslation('household');
  const [opened, open] = useState<Opened | undefined>();
  const kept = file.documents.filter(({ state }) => state === 'kept');
  const form = { action: opened?.action ?? '', file, onClose: () => open(undefined) };
  const isOpening = opened?.action === 'document.open';
  return (
    <>
      {kept.length === 0 && <p className="note">{t('documents.none')}</p>}
      <ul className={styles.documents}>
        {kept.map((one) => (
          <Document key={one.documentId} document={one} onAct={open} />
        ))}
      </ul>
      {opened?.document && isOpening && <OpenForm {...form} document={opened.document} />}
      {opened?.document && !isOpening && <WithdrawForm {...form} document={opened.document} />}
    </>
  );
}

function Document(props: { document: Kept; onAct: (opened: Opened) => void }) {
  const { document: one, onAct } = props;
  const { t } = useTranslation('household');
  const { t: title } = useTranslation('actions');
  const text = useText();
  const language = useLanguage();
  const mayWithdraw = useHolds(documentMay['document.withdraw']);
  const mayOpen = useHolds(documentMay['document.open']);
  const isSealed = showsPersonal(one.kind);
  const kind = text(documentKinds[one.kind]);
  const href = documentHref(one.documentId);
  return (
    <li>
      {!isSealed && one.mime.startsWith('image/') && (
        <a href={href} target="_blank" rel="noreferrer">
          <img src={href} alt={`${kind} ${one.name}`} loading="lazy" />
        </a>
      )}
      <strong>{kind}</strong>
      {isSealed ? (
        <span>
          <LockOutlined aria-hidden="true" /> {one.name}
        </span>
      ) : (
        <a href={href} download={one.name}>
          {one.name}
        </a>
      )}
      <span className="note">
        {dayInWords(one.takenOn ?? one.addedOn, language)} · {sizeInWords(one.sizeBytes)}
      </span>
      <span className={styles.small}>
        {isSealed && mayOpen && (
          <button type="button" onClick={() => onAct({ action: 'document.open', document: one })}>
            {t('documents.open')}
          </button>
        )}
        {mayWithdraw && (
          <button
            type="button"
            aria-label={`${title('document.withdraw')} ${one.name}`}
            onClick={() => onAct({ action: 'document.withdraw', document: one })}
          >
            {title('document.withdraw')}
          </button>
        )}
      </span>
    </li>
  );
}
