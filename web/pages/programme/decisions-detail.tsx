// One decision opened: options, reason, what rests on it, what each other option would change, and
// the button with which the office chooses another.

import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../../src/contracts/contract.ts';
import type { listDecisionChoices } from '../../../src/contracts/programmes.ts';
import type { Decide, ProgrammeView } from '../../../src/rules/types.ts';
import { useHolds } from '../../api/session.ts';
import { useProgrammeId, useProgrammes } from '../../api/programmes.ts';
import { useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { Link } from '@tanstack/react-router';
import { Money } from '../../ui/figure.tsx';
import { decisionsInRules } from './benefit-inputs.ts';
import { ChooseForm } from './decisions-choose.tsx';
import {
  effectOf,
  HOUSEHOLD,
  restingOn,
  samplesOf,
  TOTAL,
  type Change,
} from './decisions-effect.ts';
import css from './decisions-page.module.css';
import type { Decision } from './decisions-search.ts';

type Props = {
  readonly view: ProgrammeView;
  readonly decision: Decision;
  readonly chosen: string;
  readonly choices: Reply<typeof listDecisionChoices> | undefined;
};

export function DecisionDetail({ view, decision, chosen, choices }: Props) {
  const { t } = useTranslation('decisions');
  const text = useText();
  const history = choices?.items.filter((it) => it.decisionId === decision.id) ?? [];
  const nameOf = (id: string) => {
    const option = decision.options.find((it) => it.id === id);
    return option ? text(option.label) : id;
  };
  return (
    <div className={css['detail']}>
      <dl>
        <dt>{t('options')}</dt>
        <dd>
          <ul className={css['options']}>
            {decision.options.map((option) => (
              <li key={option.id} aria-current={option.id === chosen ? 'true' : undefined}>
                <span className={css['dot']} aria-hidden="true" />
                <span>
                  {text(option.label)}
                  {option.id === chosen && <span className="note"> {t('inForce')}</span>}
                  {option.id === decision.chosen && option.id !== chosen && (
                    <span className="note"> {t('fromFolder')}</span>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </dd>
        <dt>{t('why')}</dt>
        <dd>{text(decision.why)}</dd>
        <Resting view={view} decision={decision} />
      </dl>
      <Effects view={view} decision={decision} chosen={chosen} inForce={choices?.decide ?? {}} />
      {history.map((choice) => (
        <p key={choice.chosenAt} className="note">
          {t('chosenBy', {
            day: choice.chosenAt.slice(0, 10),
            person: choice.personName,
            option: nameOf(choice.option),
            document: choice.document,
            reason: choice.reason,
          })}
        </p>
      ))}
      <Choose decision={decision} chosen={chosen} />
    </div>
  );
}

/** The lines, figures and checks that rest on the decision, each a link to its place. */
function Resting({ view, decision }: { view: ProgrammeView; decision: Decision }) {
  const { t } = useTranslation('decisions');
  const text = useText();
  const programmeId = useProgrammeId();
  const { lines, figures, checks, annexes } = restingOn(view, decision.id);
  if (lines.length + figures.length + checks.length + annexes.length === 0) return null;
  const to = (filters: Record<string, string>) =>
    paths.programme(programmeId, 'reconciliation', filters);
  return (
    <>
      <dt>{t('resting')}</dt>
      <dd className={css['resting']}>
        {lines.map((line) => (
          <Link key={line.id} to={to({ line: line.id })}>
            {t('line', { id: line.id, title: text(line.title) })}
          </Link>
        ))}
        {figures.map((figure) => (
          <Link key={figure.address} to={to({ figure: figure.address })}>
            {t('figure', { value: figure.printed ?? figure.written, unit: figure.unit })}
          </Link>
        ))}
        {checks.map((check) => (
          <Link key={check.id} to={paths.programme(programmeId, 'quality')}>
            {t('check', { id: check.id, name: text(check.name) })}
          </Link>
        ))}
        {annexes.map((annex) => (
          <span key={annex.id}>{text(annex.name)}</span>
        ))}
      </dd>
    </>
  );
}

type EffectsProps = Omit<Props, 'choices'> & { readonly inForce: Decide };

/** For decisions the benefit rules turn on: the same households worked out both ways. */
function Effects({ view, decision, chosen, inForce }: EffectsProps) {
  const { t } = useTranslation('decisions');
  const text = useText();
  const { data } = view;
  const effects = useMemo(() => {
    const ids = data.decisions.decisions.map((it) => it.id);
    if (!decisionsInRules(data.benefit, ids).includes(decision.id)) return [];
    const samples = samplesOf(view);
    return decision.options
      .filter((option) => option.id !== chosen)
      .map((option) => ({
        option,
        effect: effectOf(data, samples, inForce, { decisionId: decision.id, option: option.id }),
      }));
  }, [view, data, decision, chosen, inForce]);
  const nameOf = (amount: string) => {
    if (amount === TOTAL) return t('total');
    if (amount === HOUSEHOLD) return t('household');
    const fund = data.funds.sources.find((it) => it.id === amount);
    return fund ? text(fund.name) : amount;
  };
  return effects.map(({ option, effect }) => (
    <div key={option.id} className={css['effect']}>
      <h3>{t('instead', { option: text(option.label) })}</h3>
      {effect.rows.length === 0 ? (
        <p className="note">{t('noChange')}</p>
      ) : (
        <div className={css['scroll']} tabIndex={0} role="group" aria-label={t('effectTable')}>
          <table>
            <caption className="visually-hidden">{t('effectTable')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('sample')}</th>
                {effect.amounts.map((amount) => (
                  <th key={amount} scope="col" className="number">
                    {nameOf(amount)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {effect.rows.map((row) => (
                <tr key={row.sample.id}>
                  <th scope="row">{text(row.sample.name)}</th>
                  {effect.amounts.map((amount) => (
                    <td key={amount} className="number">
                      <BeforeAfter change={row.changes[amount]} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  ));
}

function BeforeAfter({ change }: { change: Change | undefined }) {
  const { t } = useTranslation('decisions');
  if (!change) return <span className="note">{t('same')}</span>;
  return (
    <>
      <span className={css['before']}>
        <Money fen={change.before} withUnit={false} />
      </span>{' '}
      → <Money fen={change.after} withUnit={false} />
    </>
  );
}

/** The button, or the reason why it cannot be used. */
function Choose({ decision, chosen }: { decision: Decision; chosen: string }) {
  const { t } = useTranslation('decisions');
  const programmeId = useProgrammeId();
  const programmes = useProgrammes().data;
  const isOffice = useHolds(['office']);
  const [isOpen, setOpen] = useState(false);
  const isOwn = programmes?.find((it) => it.programmeId === programmeId)?.isOwn ?? false;
  const reason = !isOffice ? t('onlyOffice') : !isOwn ? t('otherDistrict') : undefined;
  const single = decision.options.length < 2 ? t('oneOption') : undefined;
  const refusal = reason ?? single;
  return (
    <div className={`${css['choose']} no-print`}>
      {isOpen && !refusal ? (
        <ChooseForm decision={decision} chosen={chosen} onDone={() => setOpen(false)} />
      ) : (
        <>
          <Button
            aria-disabled={refusal !== undefined}
            className={refusal ? (css['greyed'] ?? '') : ''}
            onClick={() => {
              if (!refusal) setOpen(true);
            }}
          >
            {t('choose')}
          </Button>
          <span className="note">{refusal ?? t('needsDocument')}</span>
        </>
      )}
    </div>
  );
}
