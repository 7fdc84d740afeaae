// The foot of a list that comes page by page: which rows are shown, back and on.

import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './filter-chips.module.css';

/** The pages gone through; another filter begins at the first again. */
export function usePages(filters: object) {
  const key = JSON.stringify(filters);
  const [gone, setGone] = useState<{ key: string; afters: readonly string[] }>({ key, afters: [] });
  const afters = gone.key === key ? gone.afters : [];
  return {
    depth: afters.length,
    after: afters.at(-1),
    open: (next: string) => setGone({ key, afters: [...afters, next] }),
    back: () => setGone({ key, afters: afters.slice(0, -1) }),
  };
}

/** How many a list has that was read up to a limit: `200+` when there are more. */
export const countUpTo = (count: number, hasMore: boolean): number | string =>
  hasMore ? `${count}+` : count;

export function Pager(props: {
  pages: ReturnType<typeof usePages>;
  shown: number;
  next: string | null;
  perPage?: number;
}) {
  const { t } = useTranslation('lists');
  const { pages, shown, next, perPage = 50 } = props;
  if (pages.depth === 0 && next === null) return null;
  const before = pages.depth * perPage;
  return (
    <div className={`${styles.pager} no-print`}>
      <span>{t('shown', { from: before + 1, to: before + shown })}</span>
      <Button size="small" disabled={pages.depth === 0} onClick={pages.back}>
        {t('previous')}
      </Button>
      <Button size="small" disabled={next === null} onClick={() => next && pages.open(next)}>
        {t('next')}
      </Button>
    </div>
  );
}
