// What may be done with an enterprise: the decisions, its papers, names, and corrections.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  enterpriseMay,
  enterpriseStates,
  enterpriseTransitions,
  type EnterpriseState,
} from '../../../src/enterprises/model.ts';
import type { EnterpriseFile } from '../../api/enterprises.ts';
import { useText } from '../../i18n/i18n.ts';
import { Acts } from '../../ui/acts.tsx';
import { useRefusal } from '../use-refusal.ts';
import {
  AliasDrawer,
  AmendDrawer,
  DecisionDrawer,
  PaperDrawer,
  type Decision,
} from './enterprise-forms.tsx';

const decisions = Object.keys(enterpriseTransitions) as Decision[];
const others = ['enterprise.add-paper', 'enterprise.amend', 'enterprise.add-alias'] as const;

export function EnterpriseActs({ file }: { file: EnterpriseFile }) {
  const { t } = useTranslation('enterprises');
  const { t: title } = useTranslation('actions');
  const text = useText();
  const refusal = useRefusal();
  const [open, setOpen] = useState<Decision | (typeof others)[number]>();
  const close = () => setOpen(undefined);
  const standsInTheWay = (decision: Decision) => {
    const from: readonly EnterpriseState[] = enterpriseTransitions[decision].from;
    return (
      !from.includes(file.state) && t('wrongState', { state: text(enterpriseStates[file.state]) })
    );
  };
  const acts = [
    ...decisions.map((key) => ({ key, refusal: refusal(enterpriseMay[key], standsInTheWay(key)) })),
    ...others.map((key) => ({ key, refusal: refusal(enterpriseMay[key]) })),
  ];
  return (
    <>
      <Acts
        acts={acts.map((act) => ({
          ...act,
          label: title(act.key),
          onOpen: () => setOpen(act.key),
          isPrimary: act.key === 'enterprise.admit',
        }))}
      />
      {open === 'enterprise.add-paper' && <PaperDrawer file={file} onClose={close} />}
      {open === 'enterprise.amend' && <AmendDrawer file={file} onClose={close} />}
      {open === 'enterprise.add-alias' && <AliasDrawer file={file} onClose={close} />}
      {open !== undefined && isDecision(open) && (
        <DecisionDrawer file={file} decision={open} onClose={close} />
      )}
    </>
  );
}

const isDecision = (action: string): action is Decision => action in enterpriseTransitions;
