// Contracts for works as rows.

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { contractStates } from '../../../src/enterprises/model.ts';
import { works } from '../../../src/households/model.ts';
import type { WorksContract } from '../../api/contracts.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { Money } from '../../ui/figure.tsx';
import { EmptyState } from '../../ui/states.tsx';
import styles from './contracts.module.css';

export function ContractTable({ rows }: { rows: readonly WorksContract[] }) {
  const { t } = useTranslation('contracts');
  const text = useText();
  const language = useLanguage();
  const columns: Array<Column<WorksContract>> = [
    {
      key: 'number',
      title: t('number'),
      cell: (row) => <Link to={paths.worksContract(row.contractId)}>{row.number}</Link>,
    },
    { key: 'enterprise', title: t('enterprise'), cell: ({ enterpriseName }) => enterpriseName },
    { key: 'place', title: t('place'), isNarrow: true, cell: ({ placeName }) => placeName },
    { key: 'works', title: t('works'), isNarrow: true, cell: (row) => text(works[row.works]) },
    {
      key: 'state',
      title: t('state'),
      isNarrow: true,
      cell: ({ state, signedOn }) =>
        `${text(contractStates[state])} ${signedOn ? dayInWords(signedOn, language) : ''}`,
    },
    {
      key: 'done',
      title: t('doneBy'),
      isNarrow: true,
      cell: ({ doneBy }) => (doneBy ? dayInWords(doneBy, language) : '–'),
    },
    { key: 'cases', title: t('cases'), isNumber: true, cell: ({ cases }) => cases },
    {
      key: 'amount',
      title: t('amount'),
      isNumber: true,
      cell: ({ equipmentFen, constructionFen }) => (
        <Money fen={equipmentFen + constructionFen} withUnit={false} />
      ),
    },
  ];
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={rows}
      rowKey={({ contractId }) => contractId}
      empty={<EmptyState title={t('none')} />}
    />
  );
}

/** What a contract lacks before its houses may be built: a word or nothing. */
export function DesignMark({ contract }: { contract: WorksContract }) {
  const { t } = useTranslation('contracts');
  if (contract.designApproval !== null) return <>{contract.designApproval}</>;
  return <span className={styles.missing}>{t('design.none')}</span>;
}
