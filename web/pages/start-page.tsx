// The bare address: leads to the programme last looked at, else to that of one's own district.

import { useTranslation } from 'react-i18next';
import { useProgrammes } from '../api/programmes.ts';
import { paths } from '../paths.ts';
import { EmptyState, ErrorState, LoadingPage } from '../ui/states.tsx';
import { lastProgramme } from './last-programme.ts';
import { Redirect } from './redirect.tsx';

export function StartPage() {
  const { t } = useTranslation('frame');
  const programmes = useProgrammes();
  if (programmes.isPending) return <LoadingPage />;
  if (programmes.isError) {
    return <ErrorState error={programmes.error} onRetry={() => void programmes.refetch()} />;
  }
  const cards = programmes.data;
  const chosen =
    cards.find((card) => card.programmeId === lastProgramme()) ??
    cards.find((card) => card.isOwn) ??
    cards[0];
  if (!chosen) return <EmptyState title={t('none.title')}>{t('none.next')}</EmptyState>;
  return <Redirect to={paths.programme(chosen.programmeId, 'overview')} />;
}
