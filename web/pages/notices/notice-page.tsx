// One public notice: the list as it hangs on the board, ready to be printed, and beside it what was
// said against it and what may be done.

import { PrinterOutlined } from '@ant-design/icons';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { works } from '../../../src/households/model.ts';
import { useNotice, type NoticeFile } from '../../api/notices.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { Money } from '../../ui/figure.tsx';
import { Lead, PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, LoadingBar, LoadingPage } from '../../ui/states.tsx';
import { useMethodName } from '../programme-words.ts';
import { DaysLeft } from './notice-table.tsx';
import styles from './notices.module.css';
import { Objections } from './objections.tsx';
import { NoticeActs } from './notice-acts.tsx';

export function NoticePage() {
  const { t } = useTranslation('notices');
  const { noticeId = '' } = useParams({ strict: false }) as { noticeId?: string };
  const notice = useNotice(noticeId);
  if (notice.isPending) return <LoadingPage />;
  if (notice.isError) {
    return <ErrorState error={notice.error} onRetry={() => void notice.refetch()} />;
  }
  const file = notice.data;
  return (
    <Sheet>
      <PageHead
        title={t('of', { village: file.villageName })}
        subtitle={<DaysLeft notice={file} />}
        actions={
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {t('print')}
          </Button>
        }
      />
      {notice.isFetching && <LoadingBar />}
      <Announcement file={file} />
      <div className={styles.columns}>
        <SheetSection title={t('list', { count: file.rows.length })}>
          <HungOut rows={file.rows} />
        </SheetSection>
        <aside className={`${styles.aside} no-print`}>
          <SheetSection title={t('objections')}>
            <Objections file={file} />
          </SheetSection>
          <SheetSection title={t('acts')}>
            <NoticeActs file={file} />
          </SheetSection>
        </aside>
      </div>
    </Sheet>
  );
}

/** The words above the list, on the screen and on paper. */
function Announcement({ file }: { file: NoticeFile }) {
  const { t } = useTranslation('notices');
  const text = useText();
  const language = useLanguage();
  return (
    <Lead
      sentence={t('announcement', {
        village: file.villageName,
        works: text(works[file.works]),
        count: file.rows.length,
        from: dayInWords(file.publishedOn, language),
        to: dayInWords(file.endsOn, language),
        days: file.days,
        counting: t(`counting.${file.counting}`),
      })}
    >
      {!file.isCalendarKnown && <p className="note">{t('calendarUnknown')}</p>}
    </Lead>
  );
}

function HungOut({ rows }: { rows: NoticeFile['rows'] }) {
  const { t } = useTranslation('notices');
  const methodName = useMethodName();
  const columns: Array<Column<NoticeFile['rows'][number]>> = [
    { key: 'number', title: t('number'), isNarrow: true, cell: (row) => row.number },
    { key: 'group', title: t('group'), cell: ({ groupName }) => groupName ?? '–' },
    { key: 'head', title: t('head'), isNarrow: true, cell: ({ headMasked }) => headMasked },
    { key: 'id', title: t('id'), isNarrow: true, cell: ({ idMasked }) => idMasked ?? '–' },
    {
      key: 'method',
      title: t('method'),
      cell: ({ method }) => (method ? methodName(method) : '–'),
    },
    {
      key: 'area',
      title: t('area'),
      isNumber: true,
      cell: ({ heatedAreaM2 }) => heatedAreaM2.toFixed(1),
    },
    {
      key: 'amount',
      title: t('amount'),
      isNumber: true,
      cell: ({ amountFen }) => <Money fen={amountFen} withUnit={false} />,
    },
    {
      key: 'account',
      title: t('account'),
      isNarrow: true,
      cell: (row) => row.accountMasked ?? '–',
    },
  ];
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={rows}
      rowKey={({ caseId }) => caseId}
      isMarked={({ withdrawnOn }) => withdrawnOn !== null}
      empty={<EmptyState title={t('list.none')} />}
    />
  );
}
