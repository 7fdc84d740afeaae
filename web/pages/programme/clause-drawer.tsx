// The words of one clause, beside the page that rests on them.

import { useNavigate } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { useProgramme, useProgrammeId } from '../../api/programmes.ts';
import { useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { onPlainClick } from '../../ui/links.tsx';
import styles from './clause-drawer.module.css';

export function ClauseDrawer(props: { clause: string | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const view = useProgramme();
  const programmeId = useProgrammeId();
  const navigate = useNavigate();
  const { clause, onClose } = props;
  const span = view.clauses.find(({ id }) => id === clause);
  const href = paths.clause(programmeId, clause ?? '');
  const open = () => {
    onClose();
    void navigate({ href });
  };
  return (
    <Drawer
      open={clause !== undefined}
      onClose={onClose}
      size="min(520px, 100vw)"
      title={span ? `〔${span.id}〕${text(span.title)}` : t('clauseUnknown', { clause })}
      styles={{ body: { padding: 0, background: 'var(--paper)' } }}
      footer={
        <a href={href} onClick={onPlainClick(open)}>
          {t('clauseInNotice')}
        </a>
      }
    >
      {span && (
        <div className={styles.text} lang="zh-CN" tabIndex={0} role="group" aria-label={span.id}>
          {view.noticeText.slice(span.start, span.end).trim()}
        </div>
      )}
    </Drawer>
  );
}
