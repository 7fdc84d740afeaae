// Checks of a house: the town's, the inspectors', and an order to put something right.

import { useTranslation } from 'react-i18next';
import { failCase, jointCheck, townCheck } from '../../../../src/contracts/acceptance.ts';
import { call } from '../../../../src/contracts/call.ts';
import { useCheckForm } from '../../../api/households.ts';
import { useText } from '../../../i18n/i18n.ts';
import { LoadingBar } from '../../../ui/states.tsx';
import { FileForm, type CaseFormProps } from './file-form.tsx';
import { usePapers } from './works-forms.tsx';

const degrees = { kind: 'number', unit: '℃', digits: 1, scale: 10, min: -60, max: 120 } as const;

export function CheckForm(props: CaseFormProps) {
  const { t } = useTranslation('household');
  const text = useText();
  const { file, shown, action } = props;
  const isTown = action === 'acceptance.town-check';
  const form = useCheckForm(isTown ? 'town' : 'inspectors');
  const paper = usePapers(file, t('form.signedForm'));
  if (form.isPending) return <LoadingBar />;
  const rule = form.data?.[shown.works];
  const points = rule?.points ?? [];
  const isMeasured = typeof rule?.warmDeciC === 'number';
  const warm = isMeasured ? t('form.warm', { degrees: (rule.warmDeciC ?? 0) / 10 }) : undefined;
  const temperature = { ...degrees, isOptional: !isMeasured };
  return (
    <FileForm
      {...props}
      fields={{
        passed: {
          kind: 'several',
          label: t('form.points.passed'),
          note: t('form.points.note'),
          isOptional: true,
          options: points.map(({ id, name }) => ({ value: id, label: text(name) })),
        },
        roomDeciC: { ...temperature, label: t('form.room'), note: warm },
        outdoorDeciC: { ...temperature, label: t('form.outdoor') },
        remark: { kind: 'text', label: t('note'), isLong: true, isOptional: true, maxLength: 500 },
        documentId: paper,
        what: {
          kind: 'text',
          label: t('form.order'),
          note: t('form.order.note'),
          isLong: true,
          isOptional: true,
          maxLength: 500,
        },
        dueOn: { kind: 'day', label: t('form.dueOn'), isOptional: true },
      }}
      send={({ passed, what, dueOn, ...values }, { when, options }) => {
        const body = {
          items: points.map(({ id }) => ({ id, ok: passed.includes(id) })),
          roomDeciC: values.roomDeciC ?? null,
          outdoorDeciC: values.outdoorDeciC ?? null,
          remark: values.remark ?? null,
          documentId: values.documentId ?? null,
          order: what !== undefined && dueOn !== undefined ? { what, dueOn } : null,
          ...when,
        };
        const contract = isTown ? townCheck : jointCheck;
        return call(contract, { params: { caseId: shown.caseId }, body }, options);
      }}
    />
  );
}

export function FailForm(props: CaseFormProps) {
  const { t } = useTranslation('household');
  return (
    <FileForm
      {...props}
      isDanger
      fields={{
        what: { kind: 'text', label: t('form.order'), isLong: true, maxLength: 500 },
        dueOn: { kind: 'day', label: t('form.dueOn') },
      }}
      send={(order, { when, options }) => {
        const params = { caseId: props.shown.caseId };
        return call(failCase, { params, body: { order, ...when } }, options);
      }}
    />
  );
}
