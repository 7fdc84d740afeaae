// Which form does which action of a household's file. An action that is done elsewhere, such as
// one on a whole batch, has none here.

import type { ComponentType } from 'react';
import type { CaseFile, HouseholdFile } from '../../../api/ledger.ts';
import * as ofCase from './case-forms.tsx';
import { CheckForm, FailForm } from './check-forms.tsx';
import { FactsForm } from './facts-form.tsx';
import type { CaseFormProps, FormProps } from './file-form.tsx';
import * as ofHousehold from './household-forms.tsx';
import { InstallForm } from './install-form.tsx';
import * as ofMoney from './money-forms.tsx';
import * as ofWorks from './works-forms.tsx';

const householdForms: Readonly<Record<string, ComponentType<FormProps>>> = {
  'household.correct': FactsForm,
  'household.request-change': FactsForm,
  'household.add-works': ofHousehold.AddWorksForm,
  'household.move-group': ofHousehold.MoveGroupForm,
  'household.merge-duplicate': ofHousehold.MergeForm,
  'household.unmask': ofHousehold.UnmaskForm,
  'prior-aid.record': ofMoney.RecordPriorAidForm,
};

const caseForms: Readonly<Record<string, ComponentType<CaseFormProps>>> = {
  'case.choose-method': ofCase.ChooseMethodForm,
  'case.request-exception': ofCase.RequestExceptionForm,
  'case.approve-exception': ofCase.DecideExceptionForm,
  'case.refuse-exception': ofCase.DecideExceptionForm,
  'case.approve': ofCase.ApproveForm,
  'case.reject': ofCase.EndForm,
  'case.withdraw': ofCase.EndForm,
  'case.request-change': ofCase.RequestCaseChangeForm,
  'case.contract': ofCase.ContractForm,
  'case.check-windows': ofWorks.CheckWindowsForm,
  'case.prove-layer': ofWorks.ProveLayerForm,
  'case.install': InstallForm,
  'case.commission-again': ofWorks.CommissionAgainForm,
  'case.settle-old-stove': ofWorks.SettleOldStoveForm,
  'case.self-check': ofWorks.SelfCheckForm,
  'acceptance.town-check': CheckForm,
  'acceptance.joint-check': CheckForm,
  'case.fail': FailForm,
  'case.set-cost': ofMoney.SetCostForm,
  'case.record-own-share': ofMoney.RecordOwnShareForm,
  'case.cancel-own-share': ofMoney.CancelOwnShareForm,
  'case.clear': ofMoney.ClearForm,
  'entitlement.release': ofMoney.ReleaseForm,
};

export const hasForm = (action: string): boolean => action in householdForms || action in caseForms;

/** The form of an action, opened; nothing when it has none. */
export function ActionOf(props: {
  action: string;
  file: HouseholdFile;
  shown: CaseFile | undefined;
  onClose: () => void;
}) {
  const { action, file, shown, onClose } = props;
  const OfHousehold = householdForms[action];
  if (OfHousehold) return <OfHousehold action={action} file={file} onClose={onClose} />;
  const OfCase = caseForms[action];
  if (!OfCase || !shown) return null;
  return <OfCase action={action} file={file} shown={shown} onClose={onClose} />;
}
