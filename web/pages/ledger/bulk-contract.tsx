// Bringing the selected households under one signed contract at one price: all of them or none.

import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../../src/contracts/call.ts';
import { contractCases } from '../../../src/contracts/works-contracts.ts';
import { works, type Works } from '../../../src/households/model.ts';
import type { Outcome } from '../../api/bulk.ts';
import { useSignedContracts } from '../../api/households.ts';
import { ledgerKey, type LedgerRow } from '../../api/ledger.ts';
import { ActionForm } from '../../ui/action-form.tsx';
import { useFilter } from '../use-filter.ts';

export function BulkContract(props: {
  rows: readonly LedgerRow[];
  onResult: (result: Outcome) => void;
}) {
  const { t } = useTranslation('ledger');
  const { t: title } = useTranslation('actions');
  const client = useQueryClient();
  const [kind] = useFilter('works');
  const wanted: Works = kind !== undefined && kind in works ? (kind as Works) : 'heating';
  const { rows, onResult } = props;
  const contracts = useSignedContracts(rows[0]?.townKey ?? '', wanted).data ?? [];
  return (
    <ActionForm
      intro={t('bulk.contract')}
      fields={{
        contractId: {
          kind: 'choice',
          label: t('contract'),
          options: contracts.map(({ contractId, number, enterpriseName, placeName }) => ({
            value: contractId,
            label: `${number} ${enterpriseName}（${placeName}）`,
          })),
        },
        equipmentFen: { kind: 'money', label: t('equipment') },
        constructionFen: { kind: 'money', label: t('construction') },
      }}
      submitLabel={t('bulk.submit', { action: title('case.contract'), count: rows.length })}
      act={({ contractId, ...price }, { key }) => {
        const body = { cases: rows.map(({ caseId }) => ({ caseId, ...price })) };
        return call(contractCases, { params: { contractId }, body }, { key });
      }}
      onDone={() => {
        void client.invalidateQueries({ queryKey: [...ledgerKey, 'list'] });
        void client.invalidateQueries({ queryKey: [...ledgerKey, 'counts'] });
        onResult({ good: rows, refused: [] });
      }}
    />
  );
}
