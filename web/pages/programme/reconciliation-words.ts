// The names of the four groups of findings in the language of the page.

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FindingGroup } from './reconciliation-findings.ts';

export function useGroupNames(): Readonly<Record<FindingGroup, string>> {
  const { t } = useTranslation('reconciliation');
  return useMemo(
    () => ({
      mismatch: t('mismatch'),
      open: t('open'),
      matched: t('matched'),
      'worked-out': t('workedOut'),
    }),
    [t],
  );
}
