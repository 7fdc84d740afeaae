// Registering a household by hand: where it is, who lives there, the house, and its first case.

import { useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../../src/contracts/call.ts';
import { registerHousehold } from '../../../src/contracts/households.ts';
import type { Input } from '../../../src/contracts/contract.ts';
import { ledgerKey } from '../../api/ledger.ts';
import { usePlaces } from '../../api/places.ts';
import { paths } from '../../paths.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import type { Fields } from '../../ui/action-form-fields.ts';
import { accountOf } from '../household/forms/facts.ts';
import { useFactFields, useNumberFields } from '../household/forms/facts-form.tsx';
import { useCaseFields } from '../household/forms/household-forms.tsx';

type Body = Input<typeof registerHousehold>['body'];
type Given = Readonly<Record<string, unknown>>;

export function RegisterDrawer(props: { isOpen: boolean; onClose: () => void }) {
  const { t: title } = useTranslation('actions');
  const client = useQueryClient();
  const navigate = useNavigate();
  const fields: Fields = {
    ...useWhere(),
    ...useFactFields(),
    ...useUnmarked(useNumberFields()),
    ...useCaseFields(['heating', 'insulation']),
  };
  return (
    <ActionDrawer
      {...props}
      title={title('household.register')}
      submitLabel={title('household.register')}
      fields={fields}
      act={(values, { key }) => call(registerHousehold, { body: bodyOf(values) }, { key })}
      onDone={({ householdId }) => {
        void client.invalidateQueries({ queryKey: ledgerKey });
        void navigate({ to: paths.household(householdId) });
      }}
    />
  );
}

/** There is nothing yet that could stay as it is. */
const useUnmarked = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { note: _note, ...spec }]) => [name, spec as never]),
  );

function useWhere(): Fields {
  const { t } = useTranslation('ledger');
  const places = usePlaces().data?.items ?? [];
  const towns = new Map(
    places.filter(({ level }) => level === 'town').map(({ key, name }) => [key, name]),
  );
  const options = places
    .filter(({ level }) => level === 'village')
    .map(({ key, name, parentKey }) => {
      const group = parentKey === null ? undefined : towns.get(parentKey);
      return { value: key, label: name, ...(group !== undefined && { group }) };
    });
  return {
    villageKey: { kind: 'choice', label: t('village'), options },
    group: { kind: 'text', label: t('group'), isOptional: true, maxLength: 40 },
  };
}

/** What was filled in, in the shape of a new household. */
function bodyOf(values: Given): Body {
  const { works, project, year, wishedMethod, isResident, idNumber, ...others } = values;
  const facts = Object.entries(others).filter(
    ([name, value]) => value !== undefined && !name.startsWith('account'),
  );
  const account = accountOf(values, String(values['headName']));
  return {
    ...(Object.fromEntries(facts) as Pick<Body, 'villageKey' | 'headName' | 'heatedAreaM2'>),
    ...(isResident !== undefined && { isResident: isResident === 'yes' }),
    ...(idNumber !== undefined && { idNumber: String(idNumber).toUpperCase() }),
    ...(account && { account }),
    cases: [
      {
        works: works === 'insulation' ? 'insulation' : 'heating',
        project: String(project),
        year: Number(year),
        wishedMethod: typeof wishedMethod === 'string' ? wishedMethod : null,
      },
    ],
  };
}
