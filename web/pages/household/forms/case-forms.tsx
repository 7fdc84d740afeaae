// The town's steps of a case: choosing the method, exceptions, approval, changes, the contract.

import { useTranslation } from 'react-i18next';
import { call } from '../../../../src/contracts/call.ts';
import {
  approveCase,
  approveException,
  chooseMethod,
  refuseException,
  rejectCase,
  requestException,
  withdrawCase,
} from '../../../../src/contracts/households.ts';
import { requestCaseChange } from '../../../../src/contracts/case-changes.ts';
import { contractCases } from '../../../../src/contracts/works-contracts.ts';
import { useGroups, useSignedContracts } from '../../../api/households.ts';
import { useMethodOptions, useProjectOptions, useYearOptions } from '../../programme-words.ts';
import { FileForm, type CaseFormProps } from './file-form.tsx';
import { yuanTyped } from './facts.ts';

const ofCase = ({ shown }: CaseFormProps) => ({ caseId: shown.caseId });

function useReason() {
  const { t } = useTranslation('household');
  return { kind: 'text', label: t('form.reason'), isLong: true, maxLength: 500 } as const;
}

export function ChooseMethodForm(props: CaseFormProps) {
  const { t } = useTranslation('household');
  const { shown, file } = props;
  const options = useMethodOptions();
  const group = useGroups(file.villageKey).data?.find(({ groupId }) => groupId === file.groupId);
  const initial = group?.method ?? shown.wishedMethod ?? '';
  // Without the group's decision nobody could tell what to begin with.
  return (
    <FileForm
      key={initial}
      {...props}
      fields={{ method: { kind: 'choice', label: t('method'), options, initial } }}
      send={({ method }, { when, options: sent }) =>
        call(chooseMethod, { params: ofCase(props), body: { method, ...when } }, sent)
      }
    />
  );
}

export function RequestExceptionForm(props: CaseFormProps) {
  const { t } = useTranslation('household');
  const options = useMethodOptions();
  const reason = useReason();
  return (
    <FileForm
      {...props}
      fields={{ method: { kind: 'choice', label: t('method'), options }, reason }}
      send={(values, { when, options: sent }) =>
        call(requestException, { params: ofCase(props), body: { ...values, ...when } }, sent)
      }
    />
  );
}

export function DecideExceptionForm(props: CaseFormProps) {
  const { t } = useTranslation('household');
  const methods = useMethodOptions();
  const { shown } = props;
  const contract = props.action === 'case.approve-exception' ? approveException : refuseException;
  const wanted = methods.find(({ value }) => value === shown.exceptionMethod)?.label;
  return (
    <FileForm
      {...props}
      intro={t('form.exception', { method: wanted ?? '', reason: shown.exceptionReason ?? '' })}
      fields={{ note: { kind: 'text', label: t('form.opinion'), isLong: true, maxLength: 500 } }}
      send={(values, { when, options }) =>
        call(contract, { params: ofCase(props), body: { ...values, ...when } }, options)
      }
    />
  );
}

export function ApproveForm(props: CaseFormProps) {
  return (
    <FileForm
      {...props}
      fields={{}}
      send={(_, { when, options }) =>
        call(approveCase, { params: ofCase(props), body: when }, options)
      }
    />
  );
}

/** Not approving, and withdrawing: with a reason, and not got back. */
export function EndForm(props: CaseFormProps) {
  const reason = useReason();
  const contract = props.action === 'case.reject' ? rejectCase : withdrawCase;
  return (
    <FileForm
      {...props}
      isDanger
      fields={{ reason }}
      send={(values, { when, options }) =>
        call(contract, { params: ofCase(props), body: { ...values, ...when } }, options)
      }
    />
  );
}

export function RequestCaseChangeForm(props: CaseFormProps) {
  const { t } = useTranslation('household');
  const { file, shown } = props;
  const reason = useReason();
  const groups = useGroups(file.villageKey).data ?? [];
  const stays = t('form.stays');
  return (
    <FileForm
      {...props}
      intro={t('form.caseChange')}
      fields={{
        project: {
          kind: 'choice',
          label: t('project'),
          note: stays,
          isOptional: true,
          options: useProjectOptions().filter(({ value }) => value !== shown.project),
        },
        year: {
          kind: 'choice',
          label: t('year'),
          note: stays,
          isOptional: true,
          options: useYearOptions().filter(({ value }) => value !== String(shown.year)),
        },
        groupId: {
          kind: 'choice',
          label: t('form.group'),
          note: stays,
          isOptional: true,
          options: groups
            .filter(({ groupId }) => groupId !== file.groupId)
            .map(({ groupId, name }) => ({ value: groupId, label: name })),
        },
        reason,
      }}
      send={({ reason: why, year, project, groupId }, { when, options }) => {
        const changes = {
          ...(project !== undefined && { project }),
          ...(year !== undefined && { year: Number(year) }),
          ...(groupId !== undefined && { groupId }),
        };
        const body = { changes, reason: why, ...when };
        return call(requestCaseChange, { params: ofCase(props), body }, options);
      }}
    />
  );
}

export function ContractForm(props: CaseFormProps) {
  const { t } = useTranslation('household');
  const { file, shown } = props;
  const contracts = useSignedContracts(file.townKey, shown.works).data ?? [];
  return (
    <FileForm
      {...props}
      version={null}
      fields={{
        contractId: {
          kind: 'choice',
          label: t('contractLabel'),
          note: t('form.contract.note'),
          options: contracts.map(({ contractId, number, enterpriseName, placeName }) => ({
            value: contractId,
            label: `${number} ${enterpriseName}（${placeName}）`,
          })),
        },
        equipmentFen: {
          kind: 'money',
          label: t('form.equipment'),
          initial: yuanTyped(shown.equipmentFen),
        },
        constructionFen: {
          kind: 'money',
          label: t('form.construction'),
          initial: yuanTyped(shown.constructionFen),
        },
      }}
      send={({ contractId, ...price }, { when: { occurredOn }, options }) => {
        const body = { cases: [{ ...ofCase(props), ...price }], ...(occurredOn && { occurredOn }) };
        return call(contractCases, { params: { contractId }, body }, options);
      }}
    />
  );
}
