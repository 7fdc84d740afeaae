// The bare address: what waits for the person now. Who has nothing of that kind, such as the
// administrator, is led to the programme last looked at, else to that of their own district.

import { useTranslation } from 'react-i18next';
import { useProgrammes } from '../api/programmes.ts';
import { useTodo } from '../api/todo.ts';
import { paths } from '../paths.ts';
import { EmptyState, ErrorState, LoadingPage } from '../ui/states.tsx';
import { lastProgramme } from './last-programme.ts';
import { Redirect } from './redirect.tsx';
import { Todo } from './start-page/todo.tsx';

export function StartPage() {
  const todo = useTodo();
  if (todo.isPending) return <LoadingPage />;
  if (todo.isError) return <ErrorState error={todo.error} onRetry={() => void todo.refetch()} />;
  const { items, today } = todo.data;
  return items.length > 0 ? <Todo items={items} today={today} /> : <ToProgramme />;
}

function ToProgramme() {
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
