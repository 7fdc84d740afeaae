// The house, the people in it and what is to be built: label and value, nothing that is not known.

import { useTranslation } from 'react-i18next';
import { accountKinds, categories, houseKinds, structures } from '../../../src/households/model.ts';
import type { Text } from '../../../src/core/text.ts';
import type { CaseFile, HouseholdFile } from '../../api/ledger.ts';
import { useOwnProgramme } from '../../api/programmes.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { dayInWords } from '../../ui/day.ts';
import styles from './household.module.css';

type Words = Readonly<Record<string, Text>>;

export function HousePart(props: { file: HouseholdFile; shown: CaseFile | undefined }) {
  const { t } = useTranslation('household');
  const text = useText();
  const language = useLanguage();
  const programme = useOwnProgramme();
  const { file, shown } = props;
  const word = (words: Words, id: string | null) => {
    const found = id === null ? undefined : words[id];
    return found ? text(found) : id;
  };
  const named = (items: ReadonlyArray<{ id: string; name: Text }> | undefined, id: string) => {
    const item = items?.find((one) => one.id === id);
    return item ? text(item.name) : id;
  };
  const data = programme?.data;
  const coal = file.coalKgPerYear;
  const contract = shown?.contract;
  const facts: ReadonlyArray<readonly [string, string | null | undefined]> = [
    [t('area'), t('squareMetres', { value: file.heatedAreaM2 })],
    [t('floorArea'), (file.floorAreaM2 && t('squareMetres', { value: file.floorAreaM2 })) || null],
    [t('houseKind'), word(houseKinds, file.houseKind)],
    [t('structure'), word(structures, file.structure)],
    [t('builtYear'), file.builtYear?.toString()],
    [t('people'), file.people?.toString()],
    [t('category'), word(categories, file.category)],
    [t('resident'), file.isResident === null ? null : t(file.isResident ? 'yes' : 'no')],
    [t('prior'), file.priorHeating],
    [t('coal'), coal === null ? null : t('kgPerYear', { value: coal })],
    [t('address'), file.address],
    [t('project'), shown && named(data?.projects.projects, shown.project)],
    [t('method'), shown?.method && named(data?.methods?.methods, shown.method)],
    [
      t('wished'),
      shown?.method
        ? null
        : shown?.wishedMethod && named(data?.methods?.methods, shown.wishedMethod),
    ],
    [t('enterprise'), contract?.enterpriseName],
    [t('contract'), contract && `${contract.number} ${dayInWords(contract.signedOn, language)}`],
    [t('account'), file.accountMasked && accountWords(file, word(accountKinds, file.accountKind))],
    [t('note'), file.note],
  ];
  return (
    <dl className={styles.list}>
      {facts
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

const accountWords = (file: HouseholdFile, kind: string | null | undefined) =>
  [kind, file.accountMasked, file.accountHolder].filter(Boolean).join(' ');
