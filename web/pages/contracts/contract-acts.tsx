// What may be done with a contract: changed, signed, its design approved, houses added, ended.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { enterpriseMay } from '../../../src/enterprises/model.ts';
import type { ContractFile } from '../../api/contracts.ts';
import { useText } from '../../i18n/i18n.ts';
import { Acts } from '../../ui/acts.tsx';
import { useRefusal } from '../use-refusal.ts';
import { AddCasesDrawer } from './add-cases-drawer.tsx';
import { DesignDrawer, EndDrawer, SignDrawer } from './contract-forms.tsx';
import { AmendDrawer } from './draft-drawer.tsx';

const actions = [
  'works-contract.sign',
  'case.contract',
  'works-contract.approve-design',
  'works-contract.amend',
  'works-contract.end',
] as const;
type Action = (typeof actions)[number];

const drawers = {
  'works-contract.sign': SignDrawer,
  'case.contract': AddCasesDrawer,
  'works-contract.approve-design': DesignDrawer,
  'works-contract.amend': AmendDrawer,
  'works-contract.end': EndDrawer,
} as const satisfies Record<Action, unknown>;

export function ContractActs({ file }: { file: ContractFile }) {
  const { t: title } = useTranslation('actions');
  const refusal = useRefusal();
  const reasons = useReasons(file);
  const [open, setOpen] = useState<Action>();
  const Drawer = open && drawers[open];
  return (
    <>
      <Acts
        acts={actions.map((key) => ({
          key,
          label: title(key),
          onOpen: () => setOpen(key),
          refusal: refusal(enterpriseMay[key], reasons[key]),
          isPrimary: key === 'works-contract.sign',
        }))}
      />
      {Drawer && <Drawer file={file} onClose={() => setOpen(undefined)} />}
    </>
  );
}

/** What of the contract itself stands in the way. */
function useReasons(file: ContractFile): Readonly<Record<Action, string | undefined>> {
  const { t } = useTranslation('contracts');
  const text = useText();
  const { state, missing } = file;
  const ended = state === 'ended' ? t('isEnded') : undefined;
  const names = file.required.filter(({ id }) => missing.includes(id)).map((one) => text(one));
  const lacks = missing.length > 0 ? t('lacks', { names: names.join('、') }) : undefined;
  const signed = state === 'signed' ? t('isSigned') : undefined;
  return {
    'works-contract.sign': ended ?? signed ?? lacks,
    'case.contract': ended ?? (state === 'draft' ? t('notSigned') : undefined),
    'works-contract.approve-design': ended ?? (file.designApproval ? t('design.there') : undefined),
    'works-contract.amend': ended ?? signed,
    'works-contract.end': ended ?? (file.cases > 0 ? t('hasCases') : undefined),
  };
}
