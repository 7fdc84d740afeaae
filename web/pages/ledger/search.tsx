// The search of the ledger. What is typed stands at once; the address follows when typing rests, so
// that no key is lost and Chinese input is not disturbed.

import { Input } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFilter } from '../use-filter.ts';
import styles from './ledger.module.css';
import { useSlashKey } from './use-row-keys.ts';

const restMs = 250;

export function Search() {
  const { t } = useTranslation('ledger');
  const id = useId();
  useSlashKey(id);
  const [typed, setTyped] = useTyped();
  return (
    <div className={styles.search}>
      <label htmlFor={id} className="visually-hidden">
        {t('search')}
      </label>
      <Input
        id={id}
        allowClear
        type="search"
        placeholder={t('search.example')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </div>
  );
}

/** What stands in the field; it gives way to the address when somebody else has changed that. */
function useTyped() {
  const [search = '', setSearch] = useFilter('search');
  const [typed, setTyped] = useState(search);
  const [known, setKnown] = useState({ address: search, sent: search });
  if (search !== known.address) {
    setKnown({ address: search, sent: search });
    if (search !== known.sent) setTyped(search);
  }
  useEffect(() => {
    if (typed === known.sent) return undefined;
    const rest = setTimeout(() => {
      setKnown((before) => ({ ...before, sent: typed }));
      setSearch(typed || undefined);
    }, restMs);
    return () => clearTimeout(rest);
  }, [typed, known.sent, setSearch]);
  return [typed, setTyped] as const;
}
