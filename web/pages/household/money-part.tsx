// The amounts of a case: contract, costs, own share, what it is entitled to, what was paid.

import { useTranslation } from 'react-i18next';
import type { HouseholdFile } from '../../api/ledger.ts';
import { useLanguage } from '../../i18n/i18n.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { Money } from '../../ui/figure.tsx';

type Amount = HouseholdFile['amounts'][number];

export function MoneyPart({ amounts }: { amounts: readonly Amount[] }) {
  const { t } = useTranslation('household');
  const language = useLanguage();
  const columns: Column<Amount>[] = [
    { key: 'kind', title: t('money.kind'), cell: ({ kind }) => t(`money.${kind}`) },
    { key: 'name', title: t('money.name'), cell: ({ name }) => name },
    {
      key: 'day',
      title: t('money.day'),
      isNarrow: true,
      cell: ({ occurredOn }) => (occurredOn ? dayInWords(occurredOn, language) : ''),
    },
    {
      key: 'amount',
      title: t('money.amount'),
      isNumber: true,
      cell: ({ amountFen }) => <Money fen={amountFen} withUnit={false} />,
    },
  ];
  if (amounts.length === 0) return <p className="note">{t('money.none')}</p>;
  return (
    <DataTable
      caption={t('money')}
      columns={columns}
      rows={amounts}
      rowKey={({ kind, id }) => `${kind} ${id}`}
    />
  );
}
