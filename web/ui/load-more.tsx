// Below a list that comes page by page: how many are shown, and a button for more.

import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './load-more.module.css';

export function LoadMore(props: {
  shown: number;
  hasMore: boolean;
  isLoading: boolean;
  onMore: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className={`${styles.more} no-print`}>
      <span className="note">
        {t(props.hasMore ? 'shownSome' : 'shownAll', { count: props.shown })}
      </span>
      {props.hasMore && (
        <Button size="small" loading={props.isLoading} onClick={props.onMore}>
          {t('showMore')}
        </Button>
      )}
      {props.children}
    </div>
  );
}
