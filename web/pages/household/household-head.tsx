// The head of a household's file: name, state and how long in it, where and who in masked form, and
// the ten steps with their days.

import { WarningFilled } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { caseStates, works, type CaseState } from '../../../src/households/model.ts';
import { useNeighbours, type CaseFile, type HouseholdFile } from '../../api/ledger.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { dayInWords } from '../../ui/day.ts';
import { StateGlyph, StateMark } from '../../ui/state-mark.tsx';
import styles from './household.module.css';

export function HouseholdHead(props: { file: HouseholdFile; shown: CaseFile | undefined }) {
  const { t } = useTranslation('household');
  const text = useText();
  const { file, shown } = props;
  const place = [file.townName, file.villageName, file.groupName].filter(Boolean).join(' ');
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        <h1>{file.headName}</h1>
        {shown && (
          <span className={styles.state}>
            <StateMark state={shown.state} />
          </span>
        )}
        {file.findings.length > 0 && (
          <span className={styles.doubts}>
            <WarningFilled aria-hidden="true" /> {t('doubts', { count: file.findings.length })}
          </span>
        )}
        <Neighbours householdId={file.householdId} />
      </div>
      <p className={styles.facts}>
        {shown && <span>{t('case', { works: text(works[shown.works]), year: shown.year })}</span>}
        <span>{place}</span>
        <span>{t('id', { number: file.idMasked ?? '–' })}</span>
        <span>{t('phone', { number: file.phoneMasked ?? '–' })}</span>
      </p>
      {shown && <Steps shown={shown} />}
    </header>
  );
}

/** The households before and after in the list one came from. */
function Neighbours({ householdId }: { householdId: string }) {
  const { t } = useTranslation('household');
  const found = useNeighbours(householdId);
  if (!found) return null;
  const { at, of, before, after } = found;
  return (
    <nav className={styles.neighbours} aria-label={t('neighbours')}>
      <Neighbour id={before}>{t('previous')}</Neighbour>
      <span>{`${at} / ${of}`}</span>
      <Neighbour id={after}>{t('next')}</Neighbour>
    </nav>
  );
}

function Neighbour({ id, children }: { id: string | undefined; children: string }) {
  if (id === undefined) return <span>{children}</span>;
  return <Link to={paths.household(id)}>{children}</Link>;
}

const way = [
  'registered',
  'chosen',
  'approved',
  'contracted',
  'installed',
  'self-checked',
  'accepted',
  'published',
  'cleared',
  'paid',
] as const satisfies readonly CaseState[];

/** The way to payment; a step not reached is a hollow dot, never the coloured glyph. */
function Steps({ shown }: { shown: CaseFile }) {
  const { t } = useTranslation('household');
  const text = useText();
  const language = useLanguage();
  const lastIn = new Map(shown.steps.map(({ state, occurredOn }) => [state, occurredOn]));
  const now = (way as readonly CaseState[]).indexOf(shown.state);
  const aside = now < 0 ? shown.state : undefined;
  const reached = now < 0 ? way.findLastIndex((state) => lastIn.has(state)) : now;
  return (
    <ol className={styles.steps} aria-label={t('steps')}>
      {way.map((state, at) => {
        const isReached = at <= reached;
        const day = lastIn.get(state);
        return (
          <li
            key={state}
            className={isReached ? styles.reached : undefined}
            aria-current={state === shown.state ? 'step' : undefined}
          >
            {isReached ? <StateGlyph state={state} /> : <span className={styles.dot} />}
            <span>{text(caseStates[state])}</span>
            <span className="note">{isReached && day ? dayInWords(day, language) : ''}</span>
          </li>
        );
      })}
      {aside && (
        <li aria-current="step">
          <StateGlyph state={aside} />
          <span>{text(caseStates[aside])}</span>
          <span className="note">{dayInWords(shown.lastOn, language)}</span>
        </li>
      )}
    </ol>
  );
}
