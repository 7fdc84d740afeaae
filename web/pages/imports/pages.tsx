// Going through a list page by page: where one is, back and on.

import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './imports.module.css';

export function Pages(props: {
  page: number;
  of: number;
  size: number;
  onPage: (page: number) => void;
}) {
  const { t } = useTranslation('imports');
  const { page, of, size, onPage } = props;
  if (of <= size) return null;
  const [from, to] = [page * size + 1, Math.min(of, (page + 1) * size)];
  return (
    <div className={styles.pages}>
      <span>{t('shown', { from, to, of })}</span>
      <Button size="small" disabled={page === 0} onClick={() => onPage(page - 1)}>
        {t('previous')}
      </Button>
      <Button size="small" disabled={to >= of} onClick={() => onPage(page + 1)}>
        {t('next')}
      </Button>
    </div>
  );
}
