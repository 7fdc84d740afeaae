// The money of a case: its cost, the household's own share, working out the aid and taking it back.

import { useTranslation } from 'react-i18next';
import { call } from '../../../../src/contracts/call.ts';
import {
  cancelOwnShare,
  clearCase,
  recordOwnShare,
  recordPriorAid,
  releaseEntitlement,
  setCost,
} from '../../../../src/contracts/funds-acts.ts';
import { formatYuan } from '../../../../src/core/money.ts';
import { costBases, ownShareMethods, type CostBasis } from '../../../../src/funds/model.ts';
import { works, type Works } from '../../../../src/households/model.ts';
import { useCaseMoney } from '../../../api/households.ts';
import { useMethodOptions } from '../../programme-words.ts';
import { FileForm, type CaseFormProps, type FormProps } from './file-form.tsx';
import { yuanTyped } from './facts.ts';
import { useOptions } from './works-forms.tsx';

const ofCase = ({ shown }: CaseFormProps) => ({ caseId: shown.caseId });

export function SetCostForm(props: CaseFormProps) {
  const { t } = useTranslation('household');
  const { contract } = props.shown;
  const bases = useOptions<CostBasis>(costBases);
  return (
    <FileForm
      {...props}
      fields={{
        basis: { kind: 'choice', label: t('form.basis'), options: bases },
        equipmentFen: {
          kind: 'money',
          label: t('form.equipment'),
          initial: yuanTyped(contract?.equipmentFen),
        },
        constructionFen: {
          kind: 'money',
          label: t('form.construction'),
          initial: yuanTyped(contract?.constructionFen),
        },
        document: {
          kind: 'text',
          label: t('form.document'),
          note: t('form.document.note'),
          maxLength: 200,
        },
      }}
      send={(values, { when, options }) =>
        call(setCost, { params: ofCase(props), body: { ...values, ...when } }, options)
      }
    />
  );
}

export function RecordOwnShareForm(props: CaseFormProps) {
  const { t } = useTranslation('household');
  const money = useCaseMoney(props.shown.caseId).data;
  const methods = useOptions<keyof typeof ownShareMethods>(ownShareMethods);
  const required = money?.expected?.ownRequiredFen;
  const note =
    required === undefined ? undefined : t('form.ownShare.note', { amount: formatYuan(required) });
  return (
    <FileForm
      {...props}
      fields={{
        receipt: { kind: 'text', label: t('form.receipt'), maxLength: 60 },
        amountFen: { kind: 'money', label: t('form.amount'), note },
        method: { kind: 'choice', label: t('form.paidBy'), options: methods, initial: 'cash' },
      }}
      send={(values, { when, options }) =>
        call(recordOwnShare, { params: ofCase(props), body: { ...values, ...when } }, options)
      }
    />
  );
}

export function CancelOwnShareForm(props: CaseFormProps) {
  const { t } = useTranslation('household');
  const paid = (useCaseMoney(props.shown.caseId).data?.ownShares ?? []).filter(
    ({ cancelReason }) => cancelReason === null,
  );
  return (
    <FileForm
      {...props}
      isDanger
      fields={{
        ownShareId: {
          kind: 'choice',
          label: t('form.receipt'),
          options: paid.map(({ ownShareId, receipt, amountFen, paidOn }) => ({
            value: ownShareId,
            label: `${receipt} · ${formatYuan(amountFen)} · ${paidOn}`,
          })),
        },
        reason: { kind: 'text', label: t('form.reason'), isLong: true, maxLength: 500 },
      }}
      send={(values, { when, options }) =>
        call(cancelOwnShare, { params: ofCase(props), body: { ...values, ...when } }, options)
      }
    />
  );
}

export function ClearForm(props: CaseFormProps) {
  const { t } = useTranslation('household');
  const expected = useCaseMoney(props.shown.caseId).data?.expected;
  const intro = expected
    ? t('form.clear', {
        total: formatYuan(expected.totalFen),
        own: formatYuan(expected.ownRequiredFen),
      })
    : undefined;
  return (
    <FileForm
      {...props}
      intro={intro}
      fields={{}}
      send={(_, { when, options }) =>
        call(clearCase, { params: ofCase(props), body: when }, options)
      }
    />
  );
}

export function ReleaseForm(props: CaseFormProps) {
  const { t } = useTranslation('household');
  return (
    <FileForm
      {...props}
      isDanger
      fields={{ reason: { kind: 'text', label: t('form.reason'), isLong: true, maxLength: 500 } }}
      send={(values, { when, options }) =>
        call(releaseEntitlement, { params: ofCase(props), body: { ...values, ...when } }, options)
      }
    />
  );
}

export function RecordPriorAidForm(props: FormProps) {
  const { t } = useTranslation('household');
  const kinds = useOptions<Works>(works);
  const methods = useMethodOptions();
  return (
    <FileForm
      {...props}
      fields={{
        works: { kind: 'choice', label: t('form.works'), options: kinds, initial: 'heating' },
        what: { kind: 'text', label: t('form.given'), maxLength: 40 },
        method: { kind: 'choice', label: t('method'), options: methods, isOptional: true },
        year: { kind: 'number', label: t('year'), min: 2015, max: 2050 },
        document: {
          kind: 'text',
          label: t('form.document'),
          note: t('form.document.note'),
          maxLength: 200,
        },
      }}
      send={({ method, ...values }, { when, options }) => {
        const body = { ...values, method: method ?? null, ...when };
        const params = { householdId: props.file.householdId };
        return call(recordPriorAid, { params, body }, options);
      }}
    />
  );
}
