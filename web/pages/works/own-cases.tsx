// The houses of an enterprise: it chooses one of its contracts and sees where each house stands.

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useContracts } from '../../api/contracts.ts';
import { paths } from '../../paths.ts';
import { Lead, SheetSection } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, LoadingBar } from '../../ui/states.tsx';
import { ContractCases } from '../contracts/contract-cases.tsx';
import { FilterBar, FilterChip } from '../filter-chips.tsx';
import { useFilter } from '../use-filter.ts';

export function OwnCases() {
  const { t } = useTranslation('works');
  const contracts = useContracts({ state: 'signed', limit: 200 });
  const [wanted] = useFilter('contract');
  if (contracts.isPending) return <LoadingBar />;
  if (contracts.isError) return <ErrorState error={contracts.error} />;
  const { items } = contracts.data;
  const contract = items.find(({ contractId }) => contractId === wanted) ?? items[0];
  if (!contract) return <EmptyState title={t('own.none')} />;
  const cases = items.reduce((sum, one) => sum + one.cases, 0);
  return (
    <>
      <Lead sentence={t('own.lead', { contracts: items.length, cases })} />
      <FilterBar>
        <FilterChip
          name="contract"
          label={t('contract')}
          fallback={contract.contractId}
          options={items.map(({ contractId, number, placeName }) => ({
            value: contractId,
            label: `${number} ${placeName}`,
          }))}
        />
      </FilterBar>
      <SheetSection
        title={t('own.cases', { count: contract.cases })}
        aside={<Link to={paths.worksContract(contract.contractId)}>{contract.number}</Link>}
      >
        <ContractCases contractId={contract.contractId} />
      </SheetSection>
    </>
  );
}
