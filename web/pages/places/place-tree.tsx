// Towns one below the other, the villages of each in a row of links.

import type { z } from 'zod';
import { useTranslation } from 'react-i18next';
import type { Place as PlaceSchema } from '../../../src/contracts/places.ts';
import styles from './places.module.css';

export type Place = z.output<typeof PlaceSchema>;

export function PlaceTree(props: {
  places: readonly Place[];
  onChoose: (placeKey: string) => void;
}) {
  const { t } = useTranslation('places');
  const { places, onChoose } = props;
  const below = (key: string) => places.filter((place) => place.parentKey === key);
  const county = places.find(({ level }) => level === 'county');
  const towns = places.filter(
    ({ parentKey, level }) =>
      level !== 'county' && (parentKey === null || parentKey === county?.key),
  );
  return (
    <div className={styles.tree}>
      {towns.map((town) => {
        const villages = below(town.key);
        return (
          <section key={town.key} className={styles.town} aria-label={town.name}>
            <h2>
              <PlaceButton place={town} onChoose={onChoose} />
              {villages.length > 0 && (
                <span className="note">{t('villages', { count: villages.length })}</span>
              )}
            </h2>
            <ul className={styles.villages}>
              {villages.map((village) => (
                <li key={village.key}>
                  <PlaceButton place={village} onChoose={onChoose} />
                  {below(village.key).length > 0 && (
                    <span className="note">
                      {below(village.key)
                        .map(({ shortName }) => shortName)
                        .join(' ')}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

/** The name as a button; a place without an official code says so. */
export function PlaceButton(props: { place: Place; onChoose: (placeKey: string) => void }) {
  const { t } = useTranslation('places');
  const { place } = props;
  return (
    <>
      <button
        type="button"
        lang="zh-CN"
        className={styles.place}
        title={place.name}
        onClick={() => props.onChoose(place.key)}
      >
        {place.level === 'town' ? place.name : place.shortName}
      </button>
      {place.code === null && <span className={styles.local}>{t('local')}</span>}
    </>
  );
}
