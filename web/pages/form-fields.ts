// Fields that many forms have: the business day, and several words as choices.

import { useTranslation } from 'react-i18next';
import type { Text } from '../../src/core/text.ts';
import { useText } from '../i18n/i18n.ts';

/** The day an act was done, when it was not today. */
export function useDayField() {
  const { t } = useTranslation('lists');
  return { kind: 'day', label: t('day'), note: t('day.note'), isOptional: true } as const;
}

/** The words of a model as options that keep their type. */
export function useChoices() {
  const text = useText();
  return <Name extends string>(words: Readonly<Record<Name, Text>>) =>
    (Object.entries(words) as [Name, Text][]).map(([value, name]) => ({
      value,
      label: text(name),
    }));
}

/** What goes with every act: its day and the version that was seen. */
export const whenOf = <OccurredOn>(
  occurredOn: OccurredOn | undefined,
  expectedVersion?: number,
) => ({
  ...(occurredOn !== undefined && { occurredOn }),
  ...(expectedVersion !== undefined && { expectedVersion }),
});
