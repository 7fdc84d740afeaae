// What a search finds: each with its name, what it is, and where it leads.

import { useTranslation } from 'react-i18next';
import { caseStates, ledgerReaders } from '../../../src/households/model.ts';
import { paymentReaders } from '../../../src/payments/model.ts';
import { usePlaceSearch } from '../../api/places.ts';
import { useBatchSearch, useCaseSearch } from '../../api/search.ts';
import { useHolds } from '../../api/session.ts';
import { useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { usePages } from './pages.ts';

export type Found = {
  readonly key: string;
  readonly name: string;
  readonly note: string;
  readonly to: string;
};

const placesShown = 6;

export function useFound(words: string): { found: readonly Found[]; isFetching: boolean } {
  const { t } = useTranslation('search');
  const text = useText();
  const seesLedger = useHolds(ledgerReaders);
  const seesBatches = useHolds(paymentReaders);
  const cases = useCaseSearch(seesLedger ? words : '');
  const places = usePlaceSearch(words);
  const batches = useBatchSearch(seesBatches && /\d/.test(words) ? words : '');
  const pages = usePages().filter(({ name }) => name.toLowerCase().includes(words.toLowerCase()));
  if (words === '') return { found: pages.map(pageFound), isFetching: false };
  const found = [
    ...(cases.data?.items ?? []).map((row) => ({
      key: `case-${row.caseId}`,
      name: row.headName,
      note: [row.townName, row.villageName, row.idMasked, text(caseStates[row.state])]
        .filter(Boolean)
        .join(' '),
      to: paths.household(row.householdId),
    })),
    ...(batches.data ?? []).map(({ batchId, number }) => ({
      key: `batch-${batchId}`,
      name: number,
      note: t('batch'),
      to: paths.batch(batchId),
    })),
    ...(places.data ?? []).slice(0, placesShown).map((place) => ({
      key: `place-${place.key}`,
      name: place.name,
      note: t('place'),
      to: paths.ledger({ under: place.key }),
    })),
    ...pages.map(pageFound),
  ];
  return { found, isFetching: cases.isFetching || places.isFetching || batches.isFetching };
}

const pageFound = ({ name, to }: { name: string; to: string }): Found => ({
  key: `page-${to}`,
  name,
  note: '',
  to,
});
