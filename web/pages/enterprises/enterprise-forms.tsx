// The forms of an enterprise. A decision rests on a paper that goes up with it.

import { useTranslation } from 'react-i18next';
import { call } from '../../../src/contracts/call.ts';
import * as contracts from '../../../src/contracts/enterprises.ts';
import {
  enterpriseKinds,
  enterpriseStates,
  paperKinds,
  type enterpriseTransitions,
} from '../../../src/enterprises/model.ts';
import { uploadToPlace, useRefresh } from '../../api/act.ts';
import type { EnterpriseFile } from '../../api/enterprises.ts';
import { useMe } from '../../api/session.ts';
import { useText } from '../../i18n/i18n.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import { useChoices, useDayField, whenOf } from '../form-fields.ts';
import { useEnterpriseOrganisations } from './register-drawer.tsx';

type Props = { readonly file: EnterpriseFile; readonly onClose: () => void };
export type Decision = keyof typeof enterpriseTransitions;

/** What the drawers of one enterprise share. */
function useShared({ file, onClose }: Props) {
  const text = useText();
  const { t } = useTranslation('enterprises');
  const refresh = useRefresh();
  return {
    isOpen: true,
    onClose,
    version: file.version,
    facts: [{ label: t('state'), value: text(enterpriseStates[file.state]) }],
    onStale: refresh,
    onDone: refresh,
  } as const;
}

/** Papers of enterprises belong to the district. */
const useDistrictKey = () => String(useMe().data?.district.code ?? '');

const decisionContracts = {
  'enterprise.admit': contracts.admitEnterprise,
  'enterprise.suspend': contracts.suspendEnterprise,
  'enterprise.resume': contracts.resumeEnterprise,
  'enterprise.remove': contracts.removeEnterprise,
} as const;

export function DecisionDrawer(props: Props & { decision: Decision }) {
  const { t } = useTranslation('enterprises');
  const { t: title } = useTranslation('actions');
  const { file, decision } = props;
  const district = useDistrictKey();
  const isAdmission = decision === 'enterprise.admit';
  const { enterpriseId } = file;
  return (
    <ActionDrawer
      {...useShared(props)}
      title={`${title(decision)} · ${file.name}`}
      submitLabel={title(decision)}
      isDanger={decision === 'enterprise.remove'}
      intro={t(isAdmission ? 'admit.intro' : 'decide.intro')}
      fields={{
        reason: { kind: 'text', label: t('reason'), isLong: true, maxLength: 500 },
        paper: { kind: 'file', label: t(isAdmission ? 'review' : 'document') },
        ...(isAdmission && {
          score: {
            kind: 'number',
            label: t('score'),
            min: 0,
            max: 100,
            digits: 2,
            isOptional: true,
          } as const,
        }),
        occurredOn: useDayField(),
      }}
      act={async ({ reason, paper, score, occurredOn }, { key, expectedVersion }) => {
        const kind = isAdmission ? 'expert-review' : 'decision';
        const documentId = await uploadToPlace(district, { file: paper, kind, key });
        const body = { reason, documentId, ...whenOf(occurredOn, expectedVersion) };
        const params = { enterpriseId };
        if (decision === 'enterprise.admit') {
          const admission = { ...body, score: typeof score === 'number' ? score : null };
          return call(contracts.admitEnterprise, { params, body: admission }, { key });
        }
        return call(decisionContracts[decision], { params, body }, { key });
      }}
    />
  );
}

export function PaperDrawer(props: Props) {
  const { t } = useTranslation('enterprises');
  const { t: title } = useTranslation('actions');
  const choices = useChoices();
  const district = useDistrictKey();
  return (
    <ActionDrawer
      {...useShared(props)}
      title={title('enterprise.add-paper')}
      submitLabel={title('enterprise.add-paper')}
      fields={{
        kind: { kind: 'choice', label: t('paper.kind'), options: choices(paperKinds) },
        number: { kind: 'text', label: t('paper.number'), maxLength: 100 },
        validUntil: { kind: 'day', label: t('paper.until'), isOptional: true },
        paper: { kind: 'file', label: t('paper.file'), isOptional: true },
        occurredOn: useDayField(),
      }}
      act={async ({ paper, occurredOn, validUntil = null, ...values }, sending) => {
        const { key, expectedVersion } = sending;
        const kind = values.kind === 'safety-permit' ? 'other' : values.kind;
        const documentId = paper ? await uploadToPlace(district, { file: paper, kind, key }) : null;
        const params = { enterpriseId: props.file.enterpriseId };
        const body = { ...values, validUntil, documentId, ...whenOf(occurredOn, expectedVersion) };
        return call(contracts.addPaper, { params, body }, { key });
      }}
    />
  );
}

export function AliasDrawer(props: Props) {
  const { t } = useTranslation('enterprises');
  const { t: title } = useTranslation('actions');
  return (
    <ActionDrawer
      {...useShared(props)}
      title={title('enterprise.add-alias')}
      submitLabel={title('enterprise.add-alias')}
      fields={{
        name: { kind: 'text', label: t('alias'), note: t('alias.note'), maxLength: 100 },
        occurredOn: useDayField(),
      }}
      act={({ name, occurredOn }, { key, expectedVersion }) => {
        const params = { enterpriseId: props.file.enterpriseId };
        const body = { name, ...whenOf(occurredOn, expectedVersion) };
        return call(contracts.addAlias, { params, body }, { key });
      }}
    />
  );
}

export function AmendDrawer(props: Props) {
  const { t } = useTranslation('enterprises');
  const { t: title } = useTranslation('actions');
  const choices = useChoices();
  const { file } = props;
  return (
    <ActionDrawer
      {...useShared(props)}
      title={title('enterprise.amend')}
      submitLabel={title('enterprise.amend')}
      fields={{
        kinds: {
          kind: 'several',
          label: t('kind'),
          initial: file.kinds,
          options: choices(enterpriseKinds),
        },
        organisationId: {
          kind: 'choice',
          label: t('organisation'),
          note: t('organisation.note'),
          isOptional: true,
          initial: file.organisationId ?? '',
          options: useEnterpriseOrganisations(),
        },
        contactName: {
          kind: 'text',
          label: t('contact'),
          isOptional: true,
          initial: file.contactName ?? '',
          maxLength: 50,
        },
        contactPhone: {
          kind: 'text',
          label: t('phone'),
          isOptional: true,
          initial: file.contactPhone ?? '',
          maxLength: 20,
        },
        reason: { kind: 'text', label: t('reason'), isLong: true, maxLength: 500 },
        occurredOn: useDayField(),
      }}
      act={({ reason, occurredOn, kinds, ...values }, { key, expectedVersion }) => {
        const changes = {
          kinds: kinds as EnterpriseFile['kinds'],
          organisationId: values.organisationId ?? null,
          contactName: values.contactName ?? null,
          contactPhone: values.contactPhone ?? null,
        };
        const body = { changes, reason, ...whenOf(occurredOn, expectedVersion) };
        const params = { enterpriseId: file.enterpriseId };
        return call(contracts.amendEnterprise, { params, body }, { key });
      }}
    />
  );
}
