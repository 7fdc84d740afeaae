// The notice beside what was checked in it. Whatever is chosen on one side is shown on the other;
// the address holds the choice, the tab and the search.

import { Button, Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useProgramme, useProgrammeId } from '../../api/programmes.ts';
import { useLanguage } from '../../i18n/i18n.ts';
import { PageHead } from '../../ui/sheet.tsx';
import { useFilter, useSetFilters } from '../use-filter.ts';
import { FigureDetail } from './notice-figure.tsx';
import { NoticeLinksHere } from './notice-links.tsx';
import css from './notice-page.module.css';
import { NoticeLegend, NoticePane } from './notice-pane.tsx';
import {
  countByFilter,
  filterFindings,
  findingsToCsv,
  listFindings,
  FINDING_GROUPS,
  type FindingFilter,
} from './reconciliation-findings.ts';
import { FindingList, FindingTabs } from './reconciliation-list.tsx';
import { useGroupNames } from './reconciliation-words.ts';

export function ReconciliationPage() {
  const view = useProgramme();
  const programmeId = useProgrammeId();
  const { t } = useTranslation('reconciliation');
  const language = useLanguage();
  const names = useGroupNames();
  const [tab] = useFilter('tab');
  const [search = ''] = useFilter('search');
  const [figure] = useFilter('figure');
  const [pane = 'list'] = useFilter('view');
  const change = useSetFilters();
  const findings = useMemo(() => listFindings(view), [view]);
  const filter = FINDING_GROUPS.find((group) => group === tab) ?? ('all' as FindingFilter);
  const shown = filterFindings(findings, filter, search);
  const save = () =>
    saveText(`${programmeId}-reconciliation.csv`, findingsToCsv(shown, language, names));
  return (
    <NoticeLinksHere>
      <PageHead
        title={t('title')}
        subtitle={view.data.programme.document.number}
        actions={
          <>
            <span className={`note ${css['deskOnly']}`}>{t('headNote')}</span>
            <Button onClick={save}>{t('export', { count: shown.length })}</Button>
          </>
        }
      />
      <div className={`${css['paneSwitch']} no-print`}>
        <Segmented
          block
          value={pane}
          onChange={(value) => change({ view: value })}
          options={[
            { value: 'list', label: t('paneList') },
            { value: 'text', label: t('paneText') },
          ]}
        />
      </div>
      <div className={css['split']} data-pane={pane}>
        <div className={css['textPane']} data-name="text">
          <div className={css['legendBar']}>
            <NoticeLegend />
          </div>
          <NoticePane view={view} />
        </div>
        <div className={css['sidePane']} data-name="list">
          {figure !== undefined && <FigureDetail view={view} address={figure} />}
          <FindingTabs counts={countByFilter(findings)} filter={filter} search={search} />
          <FindingList view={view} findings={shown} />
        </div>
      </div>
    </NoticeLinksHere>
  );
}

function saveText(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
