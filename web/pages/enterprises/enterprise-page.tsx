// One enterprise: what stands in the register, its papers, the decisions on it, its contracts.

import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { enterpriseKinds, paperKinds } from '../../../src/enterprises/model.ts';
import { useOrganisations } from '../../api/accounts.ts';
import { useContracts } from '../../api/contracts.ts';
import { useEnterprise, type EnterpriseFile } from '../../api/enterprises.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { Facts } from '../../ui/facts.tsx';
import { Lead, PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, LoadingBar, LoadingPage } from '../../ui/states.tsx';
import { ContractTable } from '../contracts/contract-table.tsx';
import { daysUntil } from '../today.ts';
import { EnterpriseActs } from './enterprise-acts.tsx';
import { EnterpriseMark } from './enterprises-page.tsx';
import styles from './enterprises.module.css';

export function EnterprisePage() {
  const { t } = useTranslation('enterprises');
  const { enterpriseId = '' } = useParams({ strict: false }) as { enterpriseId?: string };
  const enterprise = useEnterprise(enterpriseId);
  const contracts = useContracts({ enterpriseId, limit: 200 });
  if (enterprise.isPending) return <LoadingPage />;
  if (enterprise.isError) {
    return <ErrorState error={enterprise.error} onRetry={() => void enterprise.refetch()} />;
  }
  const file = enterprise.data;
  const listed = contracts.data?.items ?? [];
  const cases = listed.reduce((sum, one) => sum + one.cases, 0);
  return (
    <Sheet>
      <PageHead title={file.name} subtitle={<EnterpriseMark state={file.state} />} />
      {enterprise.isFetching && <LoadingBar />}
      <Lead
        sentence={t('of.lead', { contracts: listed.length, cases, papers: file.papers.length })}
      />
      <div className={styles.columns}>
        <div>
          <SheetSection title={t('facts')}>
            <Registered file={file} />
          </SheetSection>
          <SheetSection title={t('papers')}>
            <Papers file={file} />
          </SheetSection>
          <SheetSection
            title={t('contracts')}
            aside={<Link to={paths.contracts({ enterpriseId })}>{t('contracts.all')}</Link>}
          >
            <ContractTable rows={listed} />
          </SheetSection>
        </div>
        <aside className={styles.aside}>
          <SheetSection title={t('acts')}>
            <EnterpriseActs file={file} />
          </SheetSection>
          <SheetSection title={t('decisions')}>
            <Decisions file={file} />
          </SheetSection>
        </aside>
      </div>
    </Sheet>
  );
}

function Registered({ file }: { file: EnterpriseFile }) {
  const { t } = useTranslation('enterprises');
  const text = useText();
  const separator = useLanguage() === 'zh' ? '、' : ', ';
  const organisations = useOrganisations().data ?? [];
  const organisation = organisations.find((one) => one.organisationId === file.organisationId);
  return (
    <Facts
      lines={[
        [t('code'), file.creditCode],
        [t('code.why'), file.creditCodeNote],
        [t('kind'), file.kinds.map((kind) => text(enterpriseKinds[kind])).join(separator)],
        [t('aliases'), file.aliases.length > 0 ? file.aliases.join(separator) : null],
        [t('organisation'), organisation?.name ?? t('organisation.none')],
        [t('contact'), [file.contactName, file.contactPhone].filter(Boolean).join(' ') || null],
      ]}
    />
  );
}

type Paper = EnterpriseFile['papers'][number];

function Papers({ file }: { file: EnterpriseFile }) {
  const { t } = useTranslation('enterprises');
  const text = useText();
  const language = useLanguage();
  const columns: Array<Column<Paper>> = [
    { key: 'kind', title: t('paper.kind'), cell: ({ kind }) => text(paperKinds[kind]) },
    { key: 'number', title: t('paper.number'), cell: ({ number }) => number },
    {
      key: 'until',
      title: t('paper.until'),
      cell: ({ validUntil }) =>
        validUntil ? (
          <span className={daysUntil(validUntil) < 0 ? styles.late : undefined}>
            {dayInWords(validUntil, language)}
          </span>
        ) : (
          t('paper.forever')
        ),
    },
  ];
  return (
    <DataTable
      caption={t('papers')}
      columns={columns}
      rows={file.papers}
      rowKey={({ paperId }) => paperId}
      empty={<EmptyState title={t('papers.none')} />}
    />
  );
}

function Decisions({ file }: { file: EnterpriseFile }) {
  const { t } = useTranslation('enterprises');
  const { t: title } = useTranslation('actions');
  const language = useLanguage();
  return (
    <ol className={styles.steps}>
      {file.steps.map((step) => (
        <li key={step.version}>
          {title(step.action as never)}{' '}
          <span className="note">{dayInWords(step.occurredOn, language)}</span>
          {step.score !== null && (
            <div className="note">{t('score.is', { score: step.score })}</div>
          )}
          {step.reason && <div className="note">{step.reason}</div>}
        </li>
      ))}
    </ol>
  );
}
