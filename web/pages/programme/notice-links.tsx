// On a page that shows the notice, a clause chip scrolls to the clause instead of opening a drawer.

import { useMemo, type ReactNode } from 'react';
import { NoticeLinksProvider, useNoticeLinks } from '../../ui/links.tsx';
import { useSetFilters } from '../use-filter.ts';

export function NoticeLinksHere({ children }: { children: ReactNode }) {
  const outer = useNoticeLinks();
  const change = useSetFilters();
  const links = useMemo(
    () =>
      outer && {
        ...outer,
        openClause: (clause: string) =>
          change({ clause, figure: undefined, line: undefined, view: 'text' }),
      },
    [outer, change],
  );
  if (!links) return children;
  return <NoticeLinksProvider links={links}>{children}</NoticeLinksProvider>;
}
