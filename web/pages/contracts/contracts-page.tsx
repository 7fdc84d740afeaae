// Contracts for works 合同: drafts, signed ones, ended ones.

import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  contractStates,
  enterpriseMay,
  enterpriseReaders,
} from '../../../src/enterprises/model.ts';
import { works as worksNames } from '../../../src/households/model.ts';
import { useContracts, type ContractFilters } from '../../api/contracts.ts';
import { useEnterprises } from '../../api/enterprises.ts';
import { useHolds } from '../../api/session.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { Lead, PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { ErrorState, LoadingBar, LoadingPage } from '../../ui/states.tsx';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import { FigureLinks } from '../figure-links.tsx';
import { FilterBar, FilterChip, PlaceChip, useWordOptions } from '../filter-chips.tsx';
import { Pager, usePages } from '../pager.tsx';
import { useFilter } from '../use-filter.ts';
import { useRefusal } from '../use-refusal.ts';
import { ContractTable } from './contract-table.tsx';
import { DraftDrawer } from './draft-drawer.tsx';

const states = ['signed', 'draft', 'ended'] as const;

export function ContractsPage() {
  const { t } = useTranslation('contracts');
  const { t: title } = useTranslation('actions');
  const text = useText();
  const [isDrafting, setDrafting] = useState(false);
  const [wanted, setState] = useFilter('state');
  const [under] = useFilter('under');
  const [works] = useFilter('works');
  const [enterpriseId] = useFilter('enterpriseId');
  const state = states.find((one) => one === wanted) ?? 'signed';
  const filters: ContractFilters = {
    ...(under !== undefined && { under }),
    ...(works !== undefined && works in worksNames && { works: works as never }),
    ...(enterpriseId !== undefined && { enterpriseId }),
  };
  const pages = usePages({ ...filters, state });
  const offset = Number(pages.after ?? 0);
  const contracts = useContracts({ ...filters, state, offset });
  const drafts = useContracts({ ...filters, state: 'draft', limit: 1 });
  const signed = useContracts({ ...filters, state: 'signed', limit: 1 });
  const mayDraft = useRefusal()(enterpriseMay['works-contract.draft']) === undefined;
  if (contracts.isPending) return <LoadingPage />;
  if (contracts.isError) {
    return <ErrorState error={contracts.error} onRetry={() => void contracts.refetch()} />;
  }
  const { items, total } = contracts.data;
  const counts = { draft: drafts.data?.total, signed: signed.data?.total, ended: undefined };
  const next = offset + items.length < total ? String(offset + items.length) : null;
  return (
    <Sheet>
      <PageHead
        title={t('title')}
        subtitle={t('subtitle')}
        actions={
          mayDraft && (
            <Button type="primary" onClick={() => setDrafting(true)}>
              {title('works-contract.draft')}
            </Button>
          )
        }
      />
      {contracts.isFetching && <LoadingBar />}
      <Opening
        counts={counts}
        to={(key) => paths.contracts({ state: key, under, works, enterpriseId })}
      />
      <ViewTabs
        label={t('title')}
        chosen={state}
        onChoose={(key) => setState(key)}
        views={states.map((key) => ({ key, label: text(contractStates[key]), count: counts[key] }))}
      />
      <Filters />
      <SheetSection title={text(contractStates[state])}>
        <ContractTable rows={items} />
        <Pager pages={pages} shown={items.length} next={next} />
      </SheetSection>
      {isDrafting && <DraftDrawer onClose={() => setDrafting(false)} />}
    </Sheet>
  );
}

function Filters() {
  const { t } = useTranslation('contracts');
  const options = useWordOptions();
  const seesRegister = useHolds(enterpriseReaders);
  const enterprises = useEnterprises({ limit: 200 }, seesRegister).data?.items ?? [];
  return (
    <FilterBar>
      <FilterChip name="works" label={t('works')} options={options(worksNames)} />
      <PlaceChip />
      <FilterChip
        name="enterpriseId"
        label={t('enterprise')}
        options={enterprises.map((one) => ({ value: one.enterpriseId, label: one.name }))}
      />
    </FilterBar>
  );
}

function Opening(props: {
  counts: { signed: number | undefined; draft: number | undefined };
  to: (state: 'signed' | 'draft') => string;
}) {
  const { t } = useTranslation('contracts');
  const text = useText();
  const number = new Intl.NumberFormat(useLanguage());
  const { counts, to } = props;
  return (
    <Lead
      sentence={t('lead', {
        signed: number.format(counts.signed ?? 0),
        drafts: number.format(counts.draft ?? 0),
      })}
    >
      <FigureLinks
        figures={(['signed', 'draft'] as const).map((key) => ({
          key,
          label: text(contractStates[key]),
          value: counts[key] ?? 0,
          unit: t('unit'),
          to: to(key),
        }))}
      />
    </Lead>
  );
}
