// The notice bound to the address: what is chosen there is lit and scrolled to, and a click on a
// figure, clause or decision is written there. Used beside the findings and on a page of its own.

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgrammeView } from '../../../src/rules/types.ts';
import { useNoticeLinks } from '../../ui/links.tsx';
import {
  addressOfMark,
  figureMarkId,
  marksOfLine,
  noticeMarks,
  type MarkKind,
} from '../../ui/notice-marks.ts';
import { NoticeText, type NoticeTarget } from '../../ui/notice-text.tsx';
import { useFilter, useSetFilters } from '../use-filter.ts';
import css from './notice-page.module.css';

/** What the address chooses in the notice: a line of the reconciliation, a figure or a clause. */
export function useNoticeTarget(view: ProgrammeView): NoticeTarget | undefined {
  const [lineId] = useFilter('line');
  const [figure] = useFilter('figure');
  const [clause] = useFilter('clause');
  const [pane] = useFilter('view');
  return useMemo(() => {
    const line = view.report.lines.find((it) => it.id === lineId);
    if (line) {
      const ids = marksOfLine(line);
      if (ids.length > 0) return { type: 'marks', ids, pane };
      if (line.clause !== undefined) return { type: 'clause', id: line.clause, pane };
    }
    if (figure !== undefined) return { type: 'marks', ids: [figureMarkId(figure)], pane };
    if (clause !== undefined) return { type: 'clause', id: clause, pane };
    return undefined;
  }, [view, lineId, figure, clause, pane]);
}

/** The words for each kind of underline. */
export function useKindNames(): Readonly<Record<MarkKind, string>> {
  const { t } = useTranslation('notice');
  return useMemo(
    () => ({
      mismatch: t('kindMismatch'),
      open: t('kindOpen'),
      reconciled: t('kindReconciled'),
      stated: t('kindStated'),
    }),
    [t],
  );
}

export function NoticePane({ view }: { view: ProgrammeView }) {
  const { t } = useTranslation('notice');
  const change = useSetFilters();
  const links = useNoticeLinks();
  const target = useNoticeTarget(view);
  const kindNames = useKindNames();
  const marks = useMemo(() => noticeMarks(view), [view]);
  return (
    <NoticeText
      text={view.noticeText}
      clauses={view.clauses}
      marks={marks}
      target={target}
      kindNames={kindNames}
      label={t('textLabel')}
      onSelectMark={(id) => {
        const figure = addressOfMark(id);
        const line = figure === undefined ? id.slice(2) : undefined;
        const view = line === undefined ? undefined : 'list';
        change({ figure, line, clause: undefined, ...(view && { view }) });
      }}
      onSelectClause={(clause) => change({ clause, figure: undefined, line: undefined })}
      onSelectDecision={(decision) => links?.openDecision(decision)}
    />
  );
}

/** What the underlines mean, by shape and word. */
export function NoticeLegend() {
  const names = useKindNames();
  return (
    <ul className={css['legend']}>
      {(['reconciled', 'open', 'mismatch', 'stated'] as const).map((kind) => (
        <li key={kind}>
          <span className={css[kind]} aria-hidden="true">
            123
          </span>{' '}
          {names[kind]}
        </li>
      ))}
    </ul>
  );
}
