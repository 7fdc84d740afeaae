// The district's towns and villages as a tree, and a search by any name a place has had. A place
// opens with its codes, names and history.

import { Input } from 'antd';
import { useDeferredValue, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlaces, usePlaceSearch } from '../api/places.ts';
import { Lead, PageHead, Sheet, SheetSection } from '../ui/sheet.tsx';
import { ErrorState, LoadingBar, LoadingPage } from '../ui/states.tsx';
import { PlaceDrawer } from './places/place-drawer.tsx';
import { PlaceButton, PlaceTree } from './places/place-tree.tsx';
import styles from './places/places.module.css';
import { useFilter } from './use-filter.ts';

export function PlacesPage() {
  const { t } = useTranslation('places');
  const places = usePlaces();
  const [words = '', setWords] = useFilter('q');
  const [chosen, choose] = useFilter('place');
  const id = useId();
  if (places.isPending) return <LoadingPage />;
  if (places.isError) {
    return <ErrorState error={places.error} onRetry={() => void places.refetch()} />;
  }
  const { items } = places.data;
  const count = (level: string) => items.filter((place) => place.level === level).length;
  const local = items.filter(({ code }) => code === null).length;
  return (
    <Sheet>
      <PageHead title={t('title')} />
      <Lead sentence={t('lead', { towns: count('town'), villages: count('village'), local })}>
        <div className={styles.search}>
          <label htmlFor={id}>{t('search')}</label>
          <Input
            id={id}
            allowClear
            value={words}
            onChange={(event) => setWords(event.target.value || undefined)}
          />
        </div>
      </Lead>
      {words === '' ? (
        <PlaceTree places={items} onChoose={choose} />
      ) : (
        <Found words={words} onChoose={choose} />
      )}
      <PlaceDrawer placeKey={chosen} onClose={() => choose(undefined)} />
    </Sheet>
  );
}

function Found({ words, onChoose }: { words: string; onChoose: (placeKey: string) => void }) {
  const { t } = useTranslation('places');
  const found = usePlaceSearch(useDeferredValue(words.trim()));
  if (found.isError) return <ErrorState error={found.error} />;
  const items = found.data ?? [];
  return (
    <SheetSection title={t('found', { count: items.length })}>
      {found.isFetching && <LoadingBar />}
      {items.length === 0 && !found.isFetching && <p>{t('notFound', { words })}</p>}
      <ul className={styles.found}>
        {items.map((place) => (
          <li key={place.key}>
            <PlaceButton place={place} onChoose={onChoose} />
            <span className="note">
              {[place.parentName, t(`level.${place.level}`)].filter(Boolean).join(' ')}
            </span>
          </li>
        ))}
      </ul>
    </SheetSection>
  );
}
