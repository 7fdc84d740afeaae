// Filters of a list as chips: each with its value; choosing writes the address.

import { CloseOutlined } from '@ant-design/icons';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Text } from '../../src/core/text.ts';
import { usePlaces } from '../api/places.ts';
import { useText } from '../i18n/i18n.ts';
import styles from './filter-chips.module.css';
import { useFilter } from './use-filter.ts';

export type FilterOption = { readonly value: string; readonly label: string };

export function FilterBar({ children }: { children: ReactNode }) {
  return <div className={`${styles.filters} no-print`}>{children}</div>;
}

/** `fallback`: what holds when nothing is chosen; then there is nothing to take away. */
export function FilterChip(props: {
  name: string;
  label: string;
  options: readonly FilterOption[];
  fallback?: string;
}) {
  const { t } = useTranslation('lists');
  const [value, set] = useFilter(props.name);
  const id = useId();
  if (props.options.length === 0) return null;
  return (
    <span className={`${styles.chip} ${value ? styles.chosen : ''}`}>
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        value={value ?? props.fallback ?? ''}
        onChange={(event) => set(event.target.value || undefined)}
      >
        {props.fallback === undefined && <option value="">{t('any')}</option>}
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {value !== undefined && props.fallback === undefined && (
        <button
          type="button"
          aria-label={t('remove', { filter: props.label })}
          onClick={() => set(undefined)}
        >
          <CloseOutlined aria-hidden="true" />
        </button>
      )}
    </span>
  );
}

/** Words of a model as options. */
export function useWordOptions() {
  const text = useText();
  return (words: Readonly<Record<string, Text>>): FilterOption[] =>
    Object.entries(words).map(([value, name]) => ({ value, label: text(name) }));
}

/** The towns, each with its villages below it. */
export function usePlaceOptions(level: 'all' | 'town' = 'all'): FilterOption[] {
  const places = usePlaces().data?.items ?? [];
  const towns = places.filter((place) => place.level === 'town');
  return towns.flatMap((town) => {
    const own = { value: town.key, label: town.name };
    if (level === 'town') return [own];
    const below = places.filter(({ key }) => key !== town.key && key.startsWith(town.key));
    return [own, ...below.map(({ key, name }) => ({ value: key, label: `　${name}` }))];
  });
}

export function PlaceChip({ level }: { level?: 'town' }) {
  const { t } = useTranslation('lists');
  return <FilterChip name="under" label={t('place')} options={usePlaceOptions(level)} />;
}
