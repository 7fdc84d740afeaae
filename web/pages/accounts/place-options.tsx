// Where a role holds: the whole district, a town, or a village, as options of a choice.

import { useTranslation } from 'react-i18next';
import { usePlaces } from '../../api/places.ts';

/** The value of the first option; the server writes it as null. */
export const wholeDistrict = '';

export function PlaceOptions() {
  const { t } = useTranslation('accounts');
  const places = usePlaces().data?.items ?? [];
  const towns = places.filter(({ level }) => level === 'town');
  return (
    <>
      <option value={wholeDistrict}>{t('wholeDistrict')}</option>
      {towns.map((town) => (
        <optgroup key={town.key} label={town.shortName}>
          <option value={town.key}>{town.name}</option>
          {places
            .filter(({ parentKey }) => parentKey === town.key)
            .map((village) => (
              <option key={village.key} value={village.key}>
                {village.shortName}
              </option>
            ))}
        </optgroup>
      ))}
    </>
  );
}
