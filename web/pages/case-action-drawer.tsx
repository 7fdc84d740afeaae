// An action on one case of a list: the household's file is read, then its form opens.

import { useHousehold } from '../api/ledger.ts';
import { ActionOf } from './household/forms/forms.tsx';
import { LoadingBar } from '../ui/states.tsx';
import { useEffect } from 'react';
import { useRefresh } from '../api/act.ts';

export type CaseAction = {
  readonly action: string;
  readonly householdId: string;
  readonly caseId: string;
};

export function CaseActionDrawer(props: { of: CaseAction; onClose: () => void }) {
  const { of, onClose } = props;
  const household = useHousehold(of.householdId);
  const refresh = useRefresh();
  // Whether it was done or only looked at, the list behind the form is read again.
  useEffect(() => refresh, [refresh]);
  if (!household.data) return <LoadingBar />;
  const shown = household.data.cases.find(({ caseId }) => caseId === of.caseId);
  return <ActionOf action={of.action} file={household.data} shown={shown} onClose={onClose} />;
}
