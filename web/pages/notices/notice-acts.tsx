// What may be done with a notice: an objection written down, the notice closed.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptanceMay } from '../../../src/acceptance/model.ts';
import { call } from '../../../src/contracts/call.ts';
import { closeNotice, objectToNotice } from '../../../src/contracts/notices.ts';
import { uploadToPlace, useRefresh } from '../../api/act.ts';
import type { NoticeFile } from '../../api/notices.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import { Acts } from '../../ui/acts.tsx';
import { useDayField, whenOf } from '../form-fields.ts';
import { daysUntil } from '../today.ts';
import { useRefusal } from '../use-refusal.ts';

export function NoticeActs({ file }: { file: NoticeFile }) {
  const { t } = useTranslation('notices');
  const { t: title } = useTranslation('actions');
  const [open, setOpen] = useState<'object' | 'close'>();
  const refusal = useRefusal();
  const isOver = file.state === 'closed' && t('isClosed');
  const mayNotClose =
    isOver ||
    (daysUntil(file.endsOn) >= 0 && t('notOver', { day: file.endsOn })) ||
    (file.openObjections > 0 && t('objectionsOpen', { count: file.openObjections }));
  const close = () => setOpen(undefined);
  return (
    <>
      <Acts
        acts={[
          {
            key: 'close',
            label: title('notice.close'),
            onOpen: () => setOpen('close'),
            refusal: refusal(acceptanceMay['notice.close'], mayNotClose),
            isPrimary: true,
          },
          {
            key: 'object',
            label: title('notice.object'),
            onOpen: () => setOpen('object'),
            refusal: refusal(acceptanceMay['notice.object'], isOver),
          },
        ]}
      />
      {open === 'object' && <ObjectDrawer file={file} onClose={close} />}
      {open === 'close' && <CloseDrawer file={file} onClose={close} />}
    </>
  );
}

type Props = { readonly file: NoticeFile; readonly onClose: () => void };

function ObjectDrawer({ file, onClose }: Props) {
  const { t } = useTranslation('notices');
  const { t: title } = useTranslation('actions');
  const refresh = useRefresh();
  return (
    <ActionDrawer
      isOpen
      onClose={onClose}
      title={title('notice.object')}
      submitLabel={title('notice.object')}
      intro={t('object.intro')}
      version={file.version}
      onStale={refresh}
      onDone={refresh}
      fields={{
        caseId: {
          kind: 'choice',
          label: t('object.case'),
          note: t('object.case.note'),
          isOptional: true,
          options: file.rows.map((row) => ({
            value: row.caseId,
            label: `${row.number} ${row.groupName ?? ''} ${row.headMasked}`,
          })),
        },
        text: { kind: 'text', label: t('object.text'), isLong: true, maxLength: 2000 },
        contact: {
          kind: 'text',
          label: t('object.contact'),
          note: t('object.sealed'),
          isOptional: true,
        },
        occurredOn: useDayField(),
      }}
      act={({ caseId = null, text, contact = null, occurredOn }, { key, expectedVersion }) => {
        const body = { caseId, text, contact, ...whenOf(occurredOn, expectedVersion) };
        return call(objectToNotice, { params: { noticeId: file.noticeId }, body }, { key });
      }}
    />
  );
}

function CloseDrawer({ file, onClose }: Props) {
  const { t } = useTranslation('notices');
  const { t: title } = useTranslation('actions');
  const refresh = useRefresh();
  return (
    <ActionDrawer
      isOpen
      onClose={onClose}
      title={title('notice.close')}
      submitLabel={title('notice.close')}
      intro={t('close.intro', { count: file.rows.length })}
      version={file.version}
      onStale={refresh}
      onDone={refresh}
      fields={{
        photo: {
          kind: 'file',
          label: t('close.photo'),
          isOptional: file.boardDocumentId !== null,
          accept: 'image/*',
        },
        occurredOn: useDayField(),
      }}
      act={async ({ photo, occurredOn }, { key, expectedVersion }) => {
        const { noticeId, villageKey } = file;
        const documentId = photo
          ? await uploadToPlace(villageKey, { file: photo, kind: 'photo-notice-board', key })
          : null;
        const body = { documentId, ...whenOf(occurredOn, expectedVersion) };
        return call(closeNotice, { params: { noticeId }, body }, { key });
      }}
    />
  );
}
