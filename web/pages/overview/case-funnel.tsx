// How far the cases have come: how many reached each step, how many stand there, how many for too
// long. The pale bar is what reached it, the full one what stands there.

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { caseStates, type CaseState } from '../../../src/households/model.ts';
import type { WaitingRow } from '../../api/overview.ts';
import { useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { groupDigits } from '../../ui/quantity.ts';
import { SheetSection } from '../../ui/sheet.tsx';
import { StateGlyph, StateMark } from '../../ui/state-mark.tsx';
import styles from './overview.module.css';
import { aside, reachedOf, statesOf, way, type Row } from './read.ts';

const toneOf = (state: CaseState) => {
  const at = (way as readonly CaseState[]).indexOf(state);
  if (at < way.indexOf('contracted')) return styles.before;
  return at < way.indexOf('accepted') ? styles.works : styles.proof;
};

export function CaseFunnel(props: {
  rows: readonly Row[];
  waiting: readonly WaitingRow[];
  year: number | undefined;
  isNow: boolean;
}) {
  const { t } = useTranslation('district');
  const states = statesOf(props.rows);
  const reached = reachedOf(states);
  const most = Math.max(1, reached[0]?.reached ?? 1);
  const filters = props.year === undefined ? {} : { year: String(props.year) };
  const over = (state: CaseState) =>
    props.waiting
      .filter((row) => row.state === state)
      .reduce((sum, { overCount }) => sum + overCount, 0);
  return (
    <SheetSection title={t('funnel')}>
      <table className={styles.rows}>
        <caption className="visually-hidden">{t('funnel')}</caption>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {t('state')}
            </th>
            <th scope="col">{t('reached')}</th>
            <th scope="col">{t('standing')}</th>
            <th scope="col">{t('overdue')}</th>
          </tr>
        </thead>
        <tbody>
          {reached.map(({ state, reached: count }) => (
            <tr key={state} className={toneOf(state)}>
              <th scope="row">
                <StateMark state={state} />
              </th>
              <td className={styles.wide}>
                <StepBar reached={count} standing={states[state] ?? 0} most={most} />
              </td>
              <td>{groupDigits(count)}</td>
              <td>
                <Link to={paths.ledger({ state, ...filters })}>
                  {groupDigits(states[state] ?? 0)}
                </Link>
              </td>
              <td className={over(state) > 0 ? styles.late : styles.of}>
                {over(state) > 0 ? groupDigits(over(state)) : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Aside states={states} filters={filters} />
    </SheetSection>
  );
}

function StepBar(props: { reached: number; standing: number; most: number }) {
  const width = (count: number) => `${(100 * count) / props.most}%`;
  return (
    <div className={styles.bar} aria-hidden="true">
      <span className={styles.pale} style={{ width: width(props.reached - props.standing) }} />
      <span className={styles.full} style={{ width: width(props.standing) }} />
    </div>
  );
}

function Aside(props: {
  states: ReturnType<typeof statesOf>;
  filters: Readonly<Record<string, string>>;
}) {
  const text = useText();
  return (
    <p className={styles.aside}>
      {aside.map((state) => (
        <Link key={state} to={paths.ledger({ state, ...props.filters })}>
          <StateGlyph state={state} /> {text(caseStates[state])}{' '}
          <strong>{groupDigits(props.states[state] ?? 0)}</strong>
        </Link>
      ))}
    </p>
  );
}
