// Clause chips on pages outside a programme's address open the clause of the own programme in a
// drawer, so that nobody leaves the household to read it.

import { useNavigate } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useOwnProgramme, useProgrammes } from '../../api/programmes.ts';
import { useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { NoticeLinksProvider, onPlainClick, type NoticeLinks } from '../../ui/links.tsx';
import styles from './household.module.css';

export function OwnNotice({ children }: { children: ReactNode }) {
  const programmeId = useProgrammes().data?.find(({ isOwn }) => isOwn)?.programmeId;
  const navigate = useNavigate();
  const [clause, setClause] = useState<string | undefined>();
  const links = useMemo<NoticeLinks | undefined>(
    () =>
      programmeId === undefined
        ? undefined
        : {
            clauseHref: (id) => paths.clause(programmeId, id),
            openClause: setClause,
            decisionHref: (id) => paths.decision(programmeId, id),
            openDecision: (id) => void navigate({ href: paths.decision(programmeId, id) }),
          },
    [programmeId, navigate],
  );
  if (!links) return children;
  return (
    <NoticeLinksProvider links={links}>
      {children}
      <Clause clause={clause} links={links} onClose={() => setClause(undefined)} />
    </NoticeLinksProvider>
  );
}

function Clause(props: { clause: string | undefined; links: NoticeLinks; onClose: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const view = useOwnProgramme();
  const navigate = useNavigate();
  const { clause, links, onClose } = props;
  const span = view?.clauses.find(({ id }) => id === clause);
  const href = links.clauseHref(clause ?? '');
  return (
    <Drawer
      open={clause !== undefined}
      onClose={onClose}
      size="min(520px, 100vw)"
      title={span ? `〔${span.id}〕${text(span.title)}` : t('clauseUnknown', { clause })}
      styles={{ body: { padding: 0, background: 'var(--paper)' } }}
      footer={
        <a href={href} onClick={onPlainClick(() => void navigate({ href }))}>
          {t('clauseInNotice')}
        </a>
      }
    >
      {span && (
        <div className={styles.clause} lang="zh-CN" tabIndex={0} role="group" aria-label={span.id}>
          {view?.noticeText.slice(span.start, span.end).trim()}
        </div>
      )}
    </Drawer>
  );
}
