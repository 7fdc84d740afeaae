// The pages of payments side by side: batches, what the banks answered, what is taken back.

import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../paths.ts';
import { PageTabs } from '../../ui/page-tabs.tsx';

export function PaymentsTabs() {
  const { t } = useTranslation('payments');
  const { pathname } = useLocation();
  const pages = [
    [paths.batches(), t('batches')],
    [paths.bankReturns(), t('returns')],
    [paths.clawbacks(), t('clawbacks')],
  ] as const;
  return (
    <PageTabs label={t('title')}>
      {pages.map(([to, label]) => (
        <Link key={to} to={to} aria-current={pathname === to ? 'page' : undefined}>
          {label}
        </Link>
      ))}
    </PageTabs>
  );
}
