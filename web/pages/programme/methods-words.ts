// How a limit compares, in the language of the page: `不大于`, `at most`.

import { useTranslation } from 'react-i18next';

export type Comparison =
  | 'at-least'
  | 'above'
  | 'at-most'
  | 'below'
  | 'exactly'
  | 'required'
  | 'between'
  | 'about';

export function useComparisons(): Readonly<Record<Comparison, string>> {
  const { t } = useTranslation('methods');
  return {
    'at-least': t('atLeast'),
    above: t('above'),
    'at-most': t('atMost'),
    below: t('below'),
    exactly: t('exactly'),
    required: t('required'),
    between: t('between'),
    about: t('about'),
  };
}
