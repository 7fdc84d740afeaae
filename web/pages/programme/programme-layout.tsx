// What all pages of a programme share: it is loaded, remembered, and its clause chips open the
// clause in a drawer. A page that shows the notice itself may give chips other links.

import { Outlet, useNavigate } from '@tanstack/react-router';
import { Suspense, useEffect, useMemo, useState } from 'react';
import { useProgrammeId } from '../../api/programmes.ts';
import { paths } from '../../paths.ts';
import { NoticeLinksProvider, type NoticeLinks } from '../../ui/links.tsx';
import { LoadingPage } from '../../ui/states.tsx';
import { rememberProgramme } from '../last-programme.ts';
import { ClauseDrawer } from './clause-drawer.tsx';

export function ProgrammeLayout() {
  const programmeId = useProgrammeId();
  const navigate = useNavigate();
  const [clause, setClause] = useState<string | undefined>();
  useEffect(() => rememberProgramme(programmeId), [programmeId]);
  const links = useMemo<NoticeLinks>(
    () => ({
      clauseHref: (id) => paths.clause(programmeId, id),
      openClause: setClause,
      decisionHref: (id) => paths.decision(programmeId, id),
      openDecision: (id) => {
        setClause(undefined);
        void navigate({ href: paths.decision(programmeId, id) });
      },
    }),
    [programmeId, navigate],
  );
  return (
    <NoticeLinksProvider links={links}>
      <Suspense fallback={<LoadingPage />}>
        <Outlet />
        <ClauseDrawer clause={clause} onClose={() => setClause(undefined)} />
      </Suspense>
    </NoticeLinksProvider>
  );
}
