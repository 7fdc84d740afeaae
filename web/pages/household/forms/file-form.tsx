// What every form of a household's file shares: its drawer, the version and facts the person saw,
// the business day, and reading the file again afterwards.

import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../../../src/core/day.ts';
import { caseStates } from '../../../../src/households/model.ts';
import { ledgerKey, type CaseFile, type HouseholdFile } from '../../../api/ledger.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ActionDrawer } from '../../../ui/action-form-drawer.tsx';
import type { Fields, Values } from '../../../ui/action-form-fields.ts';
import { useMethodName, useProjectName } from '../../programme-words.ts';

/** What a form is opened with. */
export type FormProps = {
  readonly action: string;
  readonly file: HouseholdFile;
  readonly onClose: () => void;
};
export type CaseFormProps = FormProps & { readonly shown: CaseFile };

/** To be sent along with what was filled in. */
export type Sending = {
  readonly when: { readonly occurredOn?: Day; readonly expectedVersion?: number };
  readonly options: { readonly key: string };
};

type Props<F extends Fields, Reply> = FormProps & {
  readonly fields: F;
  /** The case it is done to; the household when left out. */
  readonly shown?: CaseFile;
  /** Another thing's version, such as a request for a change; null for a thing without one. */
  readonly version?: number | null;
  readonly intro?: ReactNode;
  readonly send: (values: Values<F>, sending: Sending) => Promise<Reply>;
  readonly done?: (reply: Reply) => ReactNode;
  readonly isDanger?: boolean;
  /** An act that has no business day of its own, such as looking at a number. */
  readonly isUndated?: boolean;
};

export function FileForm<const F extends Fields, Reply>(props: Props<F, Reply>) {
  const { action, file, shown, send, onClose, isUndated } = props;
  const { t } = useTranslation('household');
  const { t: title } = useTranslation('actions');
  const client = useQueryClient();
  const readAgain = () => void client.invalidateQueries({ queryKey: ledgerKey });
  const facts = useFacts(file, shown);
  const version = props.version === undefined ? (shown ?? file).version : props.version;
  const day = { kind: 'day', label: t('form.day'), isOptional: true, note: t('form.day.note') };
  const fields = isUndated ? props.fields : { ...props.fields, occurredOn: day as Fields[string] };
  return (
    <ActionDrawer
      isOpen
      onClose={onClose}
      title={`${title(action as never)} · ${file.headName}`}
      submitLabel={title(action as never)}
      fields={fields as Fields}
      facts={facts}
      version={version ?? undefined}
      onStale={readAgain}
      onDone={readAgain}
      act={(given, { key, expectedVersion }) => {
        const { occurredOn, ...values } = given as Record<string, unknown>;
        return send(values as Values<F>, {
          when: {
            ...(occurredOn !== undefined && { occurredOn: occurredOn as Day }),
            ...(expectedVersion !== undefined && { expectedVersion }),
          },
          options: { key },
        });
      }}
      {...(props.intro !== undefined && { intro: props.intro })}
      {...(props.done && { done: props.done })}
      {...(props.isDanger && { isDanger: true })}
    />
  );
}

/** What a person decides on, in words. */
function useFacts(file: HouseholdFile, shown: CaseFile | undefined) {
  const { t } = useTranslation('household');
  const text = useText();
  const method = useMethodName();
  const project = useProjectName();
  const place = [file.townName, file.villageName, file.groupName].filter(Boolean).join(' ');
  const ofHousehold = [
    { label: t('head'), value: file.headName },
    { label: t('place'), value: place },
    { label: t('area'), value: t('squareMetres', { value: file.heatedAreaM2 }) },
    { label: t('phoneLabel'), value: file.phoneMasked ?? '' },
    { label: t('account'), value: file.accountMasked ?? '' },
  ];
  if (!shown) return ofHousehold;
  return [
    { label: t('state'), value: text(caseStates[shown.state]) },
    { label: t('method'), value: shown.method ? method(shown.method) : '' },
    { label: t('project'), value: project(shown.project) },
    { label: t('year'), value: String(shown.year) },
    { label: t('contractLabel'), value: shown.contract?.number ?? '' },
    ...ofHousehold,
  ];
}
