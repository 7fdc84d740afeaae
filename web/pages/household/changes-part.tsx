// What was asked to be changed after approval: old beside new, who decides and what was decided.

import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  accountKinds,
  categories,
  householdMay,
  houseKinds,
  structures,
} from '../../../src/households/model.ts';
import type { HouseholdFile } from '../../api/ledger.ts';
import { useHolds } from '../../api/session.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { dayInWords } from '../../ui/day.ts';
import { useMethodName, useProjectName } from '../programme-words.ts';
import { DecideChangeForm } from './forms/household-forms.tsx';
import styles from './household.module.css';

type Change = HouseholdFile['changes'][number];
type Opened = { readonly change: Change; readonly isOfCase: boolean; readonly action: string };

export function ChangesPart({ file }: { file: HouseholdFile }) {
  const { t } = useTranslation('household');
  const { t: title } = useTranslation('actions');
  const language = useLanguage();
  const mayDecide = useHolds(householdMay['household-change.approve']);
  const [opened, open] = useState<Opened | undefined>();
  const all = [
    ...file.changes.map((change) => ({ change, isOfCase: false })),
    ...file.caseChanges.map((change) => ({ change, isOfCase: true })),
  ];
  return (
    <>
      <ul className={styles.changes}>
        {all.map(({ change, isOfCase }) => (
          <li key={change.changeId}>
            <p>
              <strong>
                {t(`change.${change.state}` as never, { defaultValue: change.state })}
              </strong>{' '}
              <span className="note">{dayInWords(change.requestedOn, language)}</span>{' '}
              {change.reason}
            </p>
            <OldAndNew shown={change.shown} />
            {change.decisionNote && <p className="note">{change.decisionNote}</p>}
            {mayDecide && change.decidedOn === null && (
              <div className={styles.decide}>
                {['approve', 'reject'].map((verdict) => {
                  const action = `${isOfCase ? 'case' : 'household'}-change.${verdict}`;
                  return (
                    <Button key={verdict} onClick={() => open({ change, isOfCase, action })}>
                      {title(action as never)}
                    </Button>
                  );
                })}
              </div>
            )}
          </li>
        ))}
      </ul>
      {opened && (
        <DecideChangeForm
          file={file}
          action={opened.action}
          change={opened.change}
          isOfCase={opened.isOfCase}
          onClose={() => open(undefined)}
        />
      )}
    </>
  );
}

/** The two sides of each field, in words. */
function OldAndNew({ shown }: Pick<Change, 'shown'>) {
  const { t } = useTranslation('household');
  const value = useValueInWords();
  return (
    <table className={styles.sides}>
      <thead>
        <tr>
          <th scope="col">{t('change.field')}</th>
          <th scope="col">{t('change.from')}</th>
          <th scope="col">{t('change.to')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ field, from, to }) => (
          <tr key={field}>
            <th scope="row">{t(`field.${field}` as never, { defaultValue: field })}</th>
            <td>{value(field, from)}</td>
            <td>{value(field, to)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const words: Readonly<Record<string, Readonly<Record<string, { zh: string; en: string }>>>> = {
  category: categories,
  houseKind: houseKinds,
  structure: structures,
  accountKind: accountKinds,
};

function useValueInWords() {
  const { t } = useTranslation('household');
  const text = useText();
  const project = useProjectName();
  const method = useMethodName();
  return (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return '–';
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (typeof value === 'object') return Object.values(value).filter(Boolean).join(' ');
    const plain = String(value);
    const word = words[field]?.[plain];
    if (word) return text(word);
    if (field === 'project') return project(plain);
    return field === 'method' ? method(plain) : plain;
  };
}
