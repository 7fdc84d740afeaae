// The form with which the office chooses another option: which, on what document, and why. It is
// an ordinary action: journaled, refused to anybody else.

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../src/contracts/call.ts';
import { chooseDecision } from '../../../src/contracts/programmes.ts';
import { programmeKey, useProgrammeId } from '../../api/programmes.ts';
import { useText } from '../../i18n/i18n.ts';
import { ErrorLine } from '../../ui/states.tsx';
import css from './decisions-page.module.css';
import type { Decision } from './decisions-search.ts';

type Props = {
  readonly decision: Decision;
  readonly chosen: string;
  readonly onDone: () => void;
};

export function ChooseForm({ decision, chosen, onDone }: Props) {
  const { t } = useTranslation('decisions');
  const text = useText();
  const [option, setOption] = useState<string>();
  const [document, setDocument] = useState('');
  const [reason, setReason] = useState('');
  const [isTold, setTold] = useState(false);
  const send = useChoose(decision.id, onDone);
  const missing = [
    option === undefined && t('missOption'),
    document.trim().length < 2 && t('missDocument'),
    reason.trim().length < 2 && t('missReason'),
  ].filter((it) => it !== false);
  const id = `choose-${decision.id}`;
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        setTold(true);
        if (option !== undefined && missing.length === 0) send.mutate({ option, document, reason });
      }}
    >
      <fieldset>
        <legend>{t('newOption')}</legend>
        <Radio.Group
          value={option}
          onChange={(event) => setOption(String(event.target.value))}
          options={decision.options
            .filter((it) => it.id !== chosen)
            .map((it) => ({ value: it.id, label: text(it.label) }))}
        />
      </fieldset>
      <label htmlFor={`${id}-document`}>{t('document')}</label>
      <Input
        id={`${id}-document`}
        value={document}
        maxLength={200}
        onChange={(event) => setDocument(event.target.value)}
      />
      <label htmlFor={`${id}-reason`}>{t('reason')}</label>
      <Input.TextArea
        id={`${id}-reason`}
        value={reason}
        rows={3}
        maxLength={1000}
        onChange={(event) => setReason(event.target.value)}
      />
      {isTold && missing.length > 0 && (
        <p className={css['missing']} role="alert">
          {missing.join(' ')}
        </p>
      )}
      {send.isError && <ErrorLine error={send.error} />}
      <div className={css['buttons']}>
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t('confirm')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

/** Sends the choice under one key for as long as the form is open, so that twice is once. */
function useChoose(decisionId: string, onDone: () => void) {
  const programmeId = useProgrammeId();
  const client = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: (body: { option: string; document: string; reason: string }) =>
      call(chooseDecision, { params: { programmeId, decisionId }, body }, { key }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: programmeKey(programmeId) });
      onDone();
    },
  });
}
