// An address that leads nowhere.

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../paths.ts';
import { EmptyState } from '../ui/states.tsx';

export function UnknownPage() {
  const { t } = useTranslation('frame');
  return (
    <main>
      <EmptyState
        title={t('unknown.title')}
        action={<Link to={paths.start()}>{t('unknown.action')}</Link>}
      >
        {t('unknown.next')}
      </EmptyState>
    </main>
  );
}
