// The pages of the money side by side: the budget, the entitlements.

import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../paths.ts';
import { PageTabs } from '../../ui/page-tabs.tsx';

export function FundsTabs() {
  const { t } = useTranslation('funds');
  const { pathname } = useLocation();
  const pages = [
    [paths.funds(), t('lines')],
    [paths.entitlements(), t('entitlements')],
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
