// Bringing approved houses of the ledger under a contract: all that are ticked, at one price each,
// or none of them.

import { useTranslation } from 'react-i18next';
import { call } from '../../../src/contracts/call.ts';
import { contractCases } from '../../../src/contracts/works-contracts.ts';
import { formatYuan } from '../../../src/core/money.ts';
import { useRefresh } from '../../api/act.ts';
import type { ContractFile } from '../../api/contracts.ts';
import { useCases } from '../../api/ledger.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import { EmptyState, ErrorLine, LoadingBar } from '../../ui/states.tsx';
import { useDayField, whenOf } from '../form-fields.ts';
import { useMethodName } from '../programme-words.ts';

type Props = { readonly file: ContractFile; readonly onClose: () => void };

export function AddCasesDrawer({ file, onClose }: Props) {
  const { t } = useTranslation('contracts');
  const { t: title } = useTranslation('actions');
  const methodName = useMethodName();
  const refresh = useRefresh();
  const day = useDayField();
  const { works, placeKey, contractId } = file;
  const approved = useCases({
    works,
    under: placeKey,
    state: 'approved',
    limit: 200,
    sort: 'oldest',
  });
  if (approved.isPending) return <LoadingBar />;
  if (approved.isError) return <ErrorLine error={approved.error} />;
  const options = approved.data.items.map((row) => ({
    value: row.caseId,
    label: [row.headName, row.villageName, row.groupName, row.method && methodName(row.method)]
      .filter(Boolean)
      .join(' '),
  }));
  return (
    <ActionDrawer
      isOpen
      onClose={onClose}
      title={`${title('case.contract')} · ${file.number}`}
      submitLabel={title('case.contract')}
      intro={
        options.length === 0 ? (
          <EmptyState title={t('add.none')} />
        ) : (
          t(approved.data.next === null ? 'add.intro' : 'add.first')
        )
      }
      onDone={refresh}
      fields={{
        cases: { kind: 'several', label: t('add.cases'), options },
        equipmentFen: { kind: 'money', label: t('add.equipment') },
        constructionFen: { kind: 'money', label: t('add.construction') },
        occurredOn: day,
      }}
      preview={({ cases = [], equipmentFen = 0, constructionFen = 0 }) => {
        const sum = formatYuan(cases.length * (equipmentFen + constructionFen));
        return <p role="status">{t('add.preview', { count: cases.length, sum })}</p>;
      }}
      act={({ cases, equipmentFen, constructionFen, occurredOn }, { key }) => {
        const priced = cases.map((caseId) => ({ caseId, equipmentFen, constructionFen }));
        const body = { cases: priced, ...whenOf(occurredOn) };
        return call(contractCases, { params: { contractId }, body }, { key });
      }}
    />
  );
}
