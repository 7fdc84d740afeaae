// Correcting a household before approval, and asking for a change after it: the same fields, of
// which only those that differ are sent. Personal numbers begin empty and then stay as they are.

import { useTranslation } from 'react-i18next';
import { call } from '../../../../src/contracts/call.ts';
import { correctHousehold, requestChange } from '../../../../src/contracts/households.ts';
import {
  accountKinds,
  categories,
  houseKinds,
  structures,
} from '../../../../src/households/model.ts';
import type { HouseholdFile } from '../../../api/ledger.ts';
import type { Fields } from '../../../ui/action-form-fields.ts';
import { changesOf } from './facts.ts';
import { FileForm, type FormProps } from './file-form.tsx';
import { useOptions } from './works-forms.tsx';

const from = (value: string | number | null | undefined) => ({
  initial: value === null || value === undefined ? '' : String(value),
});

export function FactsForm(props: FormProps) {
  const { t } = useTranslation('household');
  const { file, action } = props;
  const isRequest = action === 'household.request-change';
  const fields: Fields = {
    ...useFactFields(file),
    ...useNumberFields(),
    reason: { kind: 'text', label: t('form.reason'), isLong: true, maxLength: 500 },
  };
  return (
    <FileForm
      {...props}
      intro={t(isRequest ? 'form.request' : 'form.correct')}
      fields={fields}
      send={async (values, { when, options }): Promise<unknown> => {
        const { reason, ...given } = values as Readonly<Record<string, unknown>>;
        const body = { changes: changesOf(file, given), reason: String(reason), ...when };
        const params = { householdId: file.householdId };
        return isRequest
          ? call(requestChange, { params, body }, options)
          : call(correctHousehold, { params, body }, options);
      }}
    />
  );
}

/** What stands on the page of a household; `file` is undefined for one not yet there. */
export const useFactFields = (file?: HouseholdFile) => ({
  ...usePersonFields(file),
  ...useHouseFields(file),
});

const whole = { kind: 'number', isOptional: true } as const;

/** Who lives there. */
function usePersonFields(file?: HouseholdFile) {
  const { t } = useTranslation('household');
  const resident = file?.isResident ?? null;
  return {
    headName: { kind: 'text', label: t('head'), maxLength: 50, ...from(file?.headName) },
    category: {
      kind: 'choice',
      label: t('category'),
      options: useOptions<keyof typeof categories>(categories),
      ...from(file?.category ?? 'ordinary'),
    },
    people: { ...whole, label: t('people'), min: 0, max: 30, ...from(file?.people) },
    isResident: {
      kind: 'choice',
      label: t('resident'),
      isOptional: true,
      options: [
        { value: 'yes', label: t('yes') },
        { value: 'no', label: t('no') },
      ],
      ...from(resident === null ? null : resident ? 'yes' : 'no'),
    },
    address: {
      kind: 'text',
      label: t('address'),
      isOptional: true,
      maxLength: 300,
      ...from(file?.address),
    },
  } as const satisfies Fields;
}

/** The house and how it was heated. */
function useHouseFields(file?: HouseholdFile) {
  const { t } = useTranslation('household');
  const area = { kind: 'number', unit: '㎡', digits: 2, min: 1, max: 2000 } as const;
  return {
    heatedAreaM2: { ...area, label: t('area'), ...from(file?.heatedAreaM2) },
    floorAreaM2: { ...area, label: t('floorArea'), isOptional: true, ...from(file?.floorAreaM2) },
    houseKind: {
      kind: 'choice',
      label: t('houseKind'),
      isOptional: true,
      options: useOptions<keyof typeof houseKinds>(houseKinds),
      ...from(file?.houseKind),
    },
    structure: {
      kind: 'choice',
      label: t('structure'),
      isOptional: true,
      options: useOptions<keyof typeof structures>(structures),
      ...from(file?.structure),
    },
    builtYear: { ...whole, label: t('builtYear'), min: 1900, max: 2050, ...from(file?.builtYear) },
    priorHeating: {
      kind: 'text',
      label: t('prior'),
      isOptional: true,
      maxLength: 60,
      ...from(file?.priorHeating),
    },
    coalKgPerYear: {
      ...whole,
      label: t('form.coal'),
      min: 0,
      max: 50_000,
      ...from(file?.coalKgPerYear),
    },
    note: {
      kind: 'text',
      label: t('note'),
      isOptional: true,
      isLong: true,
      maxLength: 2000,
      ...from(file?.note),
    },
  } as const satisfies Fields;
}

/** The personal numbers; left empty they stay as they are. */
export function useNumberFields() {
  const { t } = useTranslation('household');
  const stays = t('form.stays');
  const line = { kind: 'text', isOptional: true, note: stays } as const;
  return {
    idNumber: { ...line, label: t('form.idNumber'), maxLength: 18 },
    phone: { ...line, label: t('phoneLabel'), maxLength: 20 },
    accountNumber: { ...line, label: t('form.accountNumber'), maxLength: 30 },
    accountHolder: { ...line, label: t('form.accountHolder'), maxLength: 60 },
    accountKind: {
      kind: 'choice',
      label: t('form.accountKind'),
      options: useOptions<keyof typeof accountKinds>(accountKinds),
      initial: 'card',
      isOptional: true,
    },
  } as const satisfies Fields;
}
