// The filters of the ledger: a chip for each, with its value; choosing writes the address.

import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { categories, works } from '../../../src/households/model.ts';
import { usePlaces } from '../../api/places.ts';
import { useOwnProgramme } from '../../api/programmes.ts';
import { useText } from '../../i18n/i18n.ts';
import { useFilter, useSetFilters } from '../use-filter.ts';
import styles from './ledger.module.css';
import { filterNames } from './use-ledger-filters.ts';

type Option = { readonly value: string; readonly label: string };

export function LedgerFilters() {
  const { t } = useTranslation('ledger');
  const set = useSetFilters();
  const options = useOptions();
  const [since] = useFilter('since');
  return (
    <div className={styles.filters}>
      <Chip name="works" label={t('works')} options={options.works} fallback="heating" />
      <Chip name="under" label={t('place')} options={options.places} />
      <Chip name="year" label={t('year')} options={options.years} />
      <Chip name="method" label={t('method')} options={options.methods} />
      <Chip name="project" label={t('project')} options={options.projects} />
      <Chip name="category" label={t('category')} options={options.categories} />
      {since && (
        <Chip name="since" label={t('since')} options={[{ value: since, label: `≤ ${since}` }]} />
      )}
      <Button
        type="link"
        size="small"
        onClick={() => set(Object.fromEntries(filterNames.map((name) => [name, undefined])))}
      >
        {t('clear')}
      </Button>
    </div>
  );
}

/** What may be chosen in each: places, and what the district's own programme names. */
function useOptions() {
  const text = useText();
  const places = usePlaces().data?.items ?? [];
  const programme = useOwnProgramme();
  const named = (words: Readonly<Record<string, Parameters<typeof text>[0]>>): Option[] =>
    Object.entries(words).map(([value, name]) => ({ value, label: text(name) }));
  const listed = (items: ReadonlyArray<{ id: string; name: Parameters<typeof text>[0] }> = []) =>
    items.map(({ id, name }) => ({ value: id, label: text(name) }));
  return {
    works: named(works),
    places: places
      .filter(({ level }) => level === 'town')
      .flatMap((town) => [
        { value: town.key, label: town.name },
        ...places
          .filter(
            ({ key, level }) => level !== 'town' && key !== town.key && key.startsWith(town.key),
          )
          .map((village) => ({ value: village.key, label: `　${village.name}` })),
      ]),
    years: (programme?.data.programme.years ?? []).map((year) => ({
      value: String(year),
      label: String(year),
    })),
    methods: listed(programme?.data.methods?.methods),
    projects: listed(programme?.data.projects.projects),
    categories: named(categories),
  };
}

function Chip(props: {
  name: string;
  label: string;
  options: readonly Option[];
  /** What holds when nothing is chosen; then there is nothing to take away. */
  fallback?: string;
}) {
  const { t } = useTranslation('ledger');
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
