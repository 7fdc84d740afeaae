// The two choices that make a grant: a role, and where it holds.

import { useTranslation } from 'react-i18next';
import { roleNames, roles, type Role } from '../../../src/people/model.ts';
import { useText } from '../../i18n/i18n.ts';
import { ChoiceField } from '../../ui/field.tsx';
import { PlaceOptions, wholeDistrict } from './place-options.tsx';

export type RoleChoice = { readonly role: Role; readonly place: string | null };

export function RoleFields(props: { value: RoleChoice; onChange: (value: RoleChoice) => void }) {
  const { t } = useTranslation('accounts');
  const text = useText();
  const { value, onChange } = props;
  const choose = (name: string) => {
    const role = roles.find((it) => it === name);
    if (role) onChange({ ...value, role });
  };
  return (
    <>
      <ChoiceField label={t('role')} value={value.role} onChange={choose}>
        {roles.map((role) => (
          <option key={role} value={role}>
            {text(roleNames[role])}
          </option>
        ))}
      </ChoiceField>
      <ChoiceField
        label={t('where')}
        isRequired={false}
        value={value.place ?? wholeDistrict}
        onChange={(place) => onChange({ ...value, place: place === wholeDistrict ? null : place })}
      >
        <PlaceOptions />
      </ChoiceField>
    </>
  );
}
