// The views of a page as tabs, each with its count where there is something to count.

import { useLanguage } from '../i18n/i18n.ts';
import styles from './view-tabs.module.css';

export type View<Key extends string> = {
  readonly key: Key;
  readonly label: string;
  readonly count?: number | string | undefined;
};

export function ViewTabs<Key extends string>(props: {
  label: string;
  views: ReadonlyArray<View<Key>>;
  chosen: Key;
  onChoose: (key: Key) => void;
}) {
  const number = new Intl.NumberFormat(useLanguage());
  return (
    <div className={`${styles.tabs} no-print`} role="group" aria-label={props.label}>
      {props.views.map(({ key, label, count }) => (
        <button
          key={key}
          type="button"
          aria-pressed={key === props.chosen}
          onClick={() => props.onChoose(key)}
        >
          {label}{' '}
          {count !== undefined && (
            <span>{typeof count === 'number' ? number.format(count) : count}</span>
          )}
        </button>
      ))}
    </div>
  );
}
