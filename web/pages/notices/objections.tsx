// What was said against a notice, what was answered, and how it was settled.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptanceMay, objectionStates, remedies } from '../../../src/acceptance/model.ts';
import { call } from '../../../src/contracts/call.ts';
import { answerObjection, settleObjection } from '../../../src/contracts/notices.ts';
import { useRefresh } from '../../api/act.ts';
import type { NoticeFile, Objection } from '../../api/notices.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import { ActButton } from '../../ui/acts.tsx';
import { dayInWords } from '../../ui/day.ts';
import { useChoices, useDayField, whenOf } from '../form-fields.ts';
import { useRefusal } from '../use-refusal.ts';
import styles from './notices.module.css';

export function Objections({ file }: { file: NoticeFile }) {
  const { t } = useTranslation('notices');
  const [open, setOpen] = useState<{ act: 'answer' | 'settle'; objection: Objection }>();
  if (file.objections.length === 0) return <p className="note">{t('objections.none')}</p>;
  const close = () => setOpen(undefined);
  return (
    <>
      <ul className={styles.objections}>
        {file.objections.map((objection) => (
          <li key={objection.objectionId}>
            <Said objection={objection} rows={file.rows} />
            <Next objection={objection} onOpen={(act) => setOpen({ act, objection })} />
          </li>
        ))}
      </ul>
      {open?.act === 'answer' && <AnswerDrawer objection={open.objection} onClose={close} />}
      {open?.act === 'settle' && <SettleDrawer objection={open.objection} onClose={close} />}
    </>
  );
}

function Said({ objection, rows }: { objection: Objection; rows: NoticeFile['rows'] }) {
  const { t } = useTranslation('notices');
  const text = useText();
  const language = useLanguage();
  const about = rows.find(({ caseId }) => caseId === objection.caseId);
  return (
    <>
      <div>
        <strong>{text(objectionStates[objection.state])}</strong>{' '}
        <span className="note">
          {dayInWords(objection.recordedOn, language)}{' '}
          {about ? `${about.number} ${about.headMasked}` : t('object.whole')}{' '}
          {objection.contactMasked}
        </span>
      </div>
      <p className={styles.said}>{objection.text}</p>
      {objection.reason && (
        <p className={styles.said}>
          {t('answer')}: {objection.reason}
          {objection.remedy && ` (${text(remedies[objection.remedy])})`}
        </p>
      )}
      {objection.settlement && (
        <p className={styles.said}>
          {t('settled')}: {objection.settlement}
        </p>
      )}
    </>
  );
}

function Next(props: { objection: Objection; onOpen: (act: 'answer' | 'settle') => void }) {
  const { t: title } = useTranslation('actions');
  const refusal = useRefusal();
  const { state, settledOn } = props.objection;
  const act = state === 'open' ? 'answer' : 'settle';
  if (state === 'dismissed' || settledOn !== null) return null;
  const action = act === 'answer' ? 'notice.answer-objection' : 'notice.settle-objection';
  return (
    <div className={styles.buttons}>
      <ActButton
        act={{
          key: act,
          label: title(action),
          onOpen: () => props.onOpen(act),
          refusal: refusal(acceptanceMay[action]),
        }}
      />
    </div>
  );
}

type Props = { readonly objection: Objection; readonly onClose: () => void };

function AnswerDrawer({ objection, onClose }: Props) {
  const { t } = useTranslation('notices');
  const { t: title } = useTranslation('actions');
  const choices = useChoices();
  const refresh = useRefresh();
  const { upheld, dismissed } = objectionStates;
  return (
    <ActionDrawer
      isOpen
      onClose={onClose}
      title={title('notice.answer-objection')}
      submitLabel={title('notice.answer-objection')}
      intro={objection.text}
      version={objection.version}
      onStale={refresh}
      onDone={refresh}
      fields={{
        result: {
          kind: 'choice',
          label: t('answer.result'),
          options: choices({ upheld, dismissed }),
        },
        reason: { kind: 'text', label: t('answer.reason'), isLong: true, maxLength: 500 },
        remedy: {
          kind: 'choice',
          label: t('answer.remedy'),
          note: t('answer.remedy.note'),
          isOptional: true,
          options: choices(remedies),
        },
        what: {
          kind: 'text',
          label: t('answer.order'),
          isLong: true,
          isOptional: true,
          maxLength: 500,
        },
        dueOn: { kind: 'day', label: t('answer.dueOn'), isOptional: true },
        occurredOn: useDayField(),
      }}
      act={({ result, reason, remedy = null, what, dueOn, occurredOn }, sending) => {
        const { key, expectedVersion } = sending;
        const order = what !== undefined && dueOn !== undefined ? { what, dueOn } : null;
        const body = { result, reason, remedy, order, ...whenOf(occurredOn, expectedVersion) };
        const params = { objectionId: objection.objectionId };
        return call(answerObjection, { params, body }, { key });
      }}
    />
  );
}

function SettleDrawer({ objection, onClose }: Props) {
  const { t } = useTranslation('notices');
  const { t: title } = useTranslation('actions');
  const refresh = useRefresh();
  return (
    <ActionDrawer
      isOpen
      onClose={onClose}
      title={title('notice.settle-objection')}
      submitLabel={title('notice.settle-objection')}
      intro={objection.text}
      version={objection.version}
      onStale={refresh}
      onDone={refresh}
      fields={{
        settlement: { kind: 'text', label: t('settle.how'), isLong: true, maxLength: 500 },
        occurredOn: useDayField(),
      }}
      act={({ settlement, occurredOn }, { key, expectedVersion }) => {
        const body = { settlement, ...whenOf(occurredOn, expectedVersion) };
        const params = { objectionId: objection.objectionId };
        return call(settleObjection, { params, body }, { key });
      }}
    />
  );
}
