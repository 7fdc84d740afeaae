// On pages outside a programme a clause chip leads to the notice of the person's own programme.

import { useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { paths } from '../../paths.ts';
import { NoticeLinksProvider, type NoticeLinks } from '../../ui/links.tsx';
import { useMenuProgramme } from './navigation.tsx';

export function OwnNoticeLinks({ children }: { children: ReactNode }) {
  const programmeId = useMenuProgramme() ?? '';
  const navigate = useNavigate();
  const links = useMemo<NoticeLinks>(
    () => ({
      clauseHref: (id) => paths.clause(programmeId, id),
      openClause: (id) => void navigate({ href: paths.clause(programmeId, id) }),
      decisionHref: (id) => paths.decision(programmeId, id),
      openDecision: (id) => void navigate({ href: paths.decision(programmeId, id) }),
    }),
    [programmeId, navigate],
  );
  return <NoticeLinksProvider links={links}>{children}</NoticeLinksProvider>;
}
