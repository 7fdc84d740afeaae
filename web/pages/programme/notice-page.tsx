// The notice on a page of its own: outline, text, and what is behind the figure that was clicked.

import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgrammeView } from '../../../src/rules/types.ts';
import { useProgramme } from '../../api/programmes.ts';
import { useText } from '../../i18n/i18n.ts';
import { PageHead } from '../../ui/sheet.tsx';
import { useFilter, useSetFilters } from '../use-filter.ts';
import css from './notice-page.module.css';
import { NoticeLinksHere } from './notice-links.tsx';
import { FigureDetail } from './notice-figure.tsx';
import { NoticeLegend, NoticePane } from './notice-pane.tsx';

export function NoticePage() {
  const view = useProgramme();
  const { t } = useTranslation('notice');
  const text = useText();
  const [figure] = useFilter('figure');
  const { document } = view.data.programme;
  return (
    <NoticeLinksHere>
      <PageHead
        title={t('title')}
        subtitle={document.number}
        actions={<Button onClick={() => window.print()}>{t('print')}</Button>}
      />
      <div className={css['split']} data-pane="text">
        <div className={css['textPane']}>
          <NoticePane view={view} />
        </div>
        <aside className={`${css['sidePane']} no-print`} aria-label={t('aside')}>
          {figure !== undefined && <FigureDetail view={view} address={figure} />}
          <section className={css['detail']}>
            <p className={css['intro']}>{t('intro', { count: view.figures.length })}</p>
            <NoticeLegend />
            {document.copyNote && <p className="note">{text(document.copyNote)}</p>}
          </section>
          <Outline view={view} />
        </aside>
      </div>
    </NoticeLinksHere>
  );
}

/** The clauses of the first two levels; folded on a phone, where the text comes first. */
function Outline({ view }: { view: ProgrammeView }) {
  const { t } = useTranslation('notice');
  const text = useText();
  const [clause] = useFilter('clause');
  const change = useSetFilters();
  const [isWide] = useState(() => window.matchMedia('(min-width: 1024px)').matches);
  return (
    <nav className={css['outline']} aria-label={t('outline')}>
      <details open={isWide}>
        <summary>{t('outline')}</summary>
        <ul>
          {view.clauses
            .filter((it) => it.level <= 2)
            .map((it) => (
              <li key={it.id} data-level={it.level}>
                <button
                  type="button"
                  aria-current={clause === it.id ? 'true' : undefined}
                  onClick={() => change({ clause: it.id, figure: undefined, line: undefined })}
                >
                  <span className={css['clauseId']}>{it.id}</span> {text(it.title)}
                </button>
              </li>
            ))}
        </ul>
      </details>
    </nav>
  );
}
