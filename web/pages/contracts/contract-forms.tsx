// Signing a contract, the approval of its design, its end.

import { useTranslation } from 'react-i18next';
import { call } from '../../../src/contracts/call.ts';
import {
  approveDesign,
  endContract,
  signContract,
} from '../../../src/contracts/works-contracts.ts';
import { contractStates } from '../../../src/enterprises/model.ts';
import { uploadToPlace, useRefresh } from '../../api/act.ts';
import type { ContractFile } from '../../api/contracts.ts';
import { useText } from '../../i18n/i18n.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import { useDayField, whenOf } from '../form-fields.ts';

type Props = { readonly file: ContractFile; readonly onClose: () => void };

function useShared({ file, onClose }: Props) {
  const { t } = useTranslation('contracts');
  const text = useText();
  const refresh = useRefresh();
  return {
    isOpen: true,
    onClose,
    version: file.version,
    facts: [{ label: t('state'), value: text(contractStates[file.state]) }],
    onStale: refresh,
    onDone: refresh,
  } as const;
}

export function SignDrawer(props: Props) {
  const { t } = useTranslation('contracts');
  const { t: title } = useTranslation('actions');
  const { contractId, placeKey, number } = props.file;
  return (
    <ActionDrawer
      {...useShared(props)}
      title={`${title('works-contract.sign')} · ${number}`}
      submitLabel={title('works-contract.sign')}
      intro={t('sign.intro')}
      fields={{
        ownerSignedOn: { kind: 'day', label: t('ownerSignedOn') },
        enterpriseSignedOn: { kind: 'day', label: t('enterpriseSignedOn') },
        scan: { kind: 'file', label: t('scan') },
        occurredOn: useDayField(),
      }}
      act={async ({ scan, occurredOn, ...days }, { key, expectedVersion }) => {
        const kind = 'works-contract';
        const documentId = await uploadToPlace(placeKey, { file: scan, kind, key });
        const body = { ...days, documentId, ...whenOf(occurredOn, expectedVersion) };
        return call(signContract, { params: { contractId }, body }, { key });
      }}
    />
  );
}

export function DesignDrawer(props: Props) {
  const { t } = useTranslation('contracts');
  const { t: title } = useTranslation('actions');
  const { contractId } = props.file;
  return (
    <ActionDrawer
      {...useShared(props)}
      title={title('works-contract.approve-design')}
      submitLabel={title('works-contract.approve-design')}
      intro={t('design.intro')}
      fields={{
        designApproval: { kind: 'text', label: t('design'), maxLength: 100 },
        occurredOn: useDayField(),
      }}
      act={({ designApproval, occurredOn }, { key, expectedVersion }) => {
        const body = { designApproval, ...whenOf(occurredOn, expectedVersion) };
        return call(approveDesign, { params: { contractId }, body }, { key });
      }}
    />
  );
}

export function EndDrawer(props: Props) {
  const { t } = useTranslation('contracts');
  const { t: title } = useTranslation('actions');
  const { contractId } = props.file;
  return (
    <ActionDrawer
      {...useShared(props)}
      title={title('works-contract.end')}
      submitLabel={title('works-contract.end')}
      isDanger
      fields={{
        reason: { kind: 'text', label: t('reason'), isLong: true, maxLength: 500 },
        occurredOn: useDayField(),
      }}
      act={({ reason, occurredOn }, { key, expectedVersion }) => {
        const body = { reason, ...whenOf(occurredOn, expectedVersion) };
        return call(endContract, { params: { contractId }, body }, { key });
      }}
    />
  );
}
