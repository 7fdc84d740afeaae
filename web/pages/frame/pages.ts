// The pages of the office a person may open, for the menu's search and for the keys that lead to
// them: g and then a letter.

import { useTranslation } from 'react-i18next';
import { ledgerReaders } from '../../../src/households/model.ts';
import { journalReaders } from '../../../src/journal/model.ts';
import { paymentReaders } from '../../../src/payments/model.ts';
import { useHolds } from '../../api/session.ts';
import { paths } from '../../paths.ts';

export type Page = { readonly name: string; readonly to: string; readonly key?: string };

export function usePages(): readonly Page[] {
  const { t } = useTranslation('frame');
  const seesLedger = useHolds(ledgerReaders);
  const seesPayments = useHolds(paymentReaders);
  const seesJournal = useHolds(journalReaders);
  const pages: Array<Page | false> = [
    { name: t('page.start'), to: paths.start(), key: 'h' },
    seesLedger && { name: t('page.district'), to: paths.overview(), key: 'o' },
    seesLedger && { name: t('page.ledger'), to: paths.ledger(), key: 'l' },
    seesPayments && { name: t('page.batches'), to: paths.batches(), key: 'b' },
    seesPayments && { name: t('page.returns'), to: paths.bankReturns() },
    seesPayments && { name: t('page.clawbacks'), to: paths.clawbacks() },
    seesPayments && { name: t('page.funds'), to: paths.funds(), key: 'f' },
    seesLedger && { name: t('page.entitlements'), to: paths.entitlements() },
    seesJournal && { name: t('page.journal'), to: paths.journal(), key: 'j' },
    { name: t('page.places'), to: paths.places(), key: 'p' },
  ];
  return pages.filter((page) => page !== false);
}
