// The benefit calculator: the programme's own questions on the left, what comes out on the right,
// the jump drawn below. Runs in the browser on the same rules as the server; nothing is sent.

import { useSearch } from '@tanstack/react-router';
import { Button, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { Refusal } from '../../../src/core/errors.ts';
import { evaluateBenefit } from '../../../src/rules/benefit/evaluate.ts';
import type {
  BenefitInputs,
  BenefitResult,
  Decide,
  ProgrammeData,
} from '../../../src/rules/types.ts';
import { useProgramme } from '../../api/programmes.ts';
import { useText } from '../../i18n/i18n.ts';
import { DecisionChip } from '../../ui/chips.tsx';
import { PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useSetFilters } from '../use-filter.ts';
import { BenefitForm } from './benefit-form.tsx';
import { decisionsInRules, findCostInput, readTyped, typedInputs } from './benefit-inputs.ts';
import { BenefitJump } from './benefit-jump.tsx';
import css from './benefit-page.module.css';
import { useInForce } from './decisions-in-force.ts';
import { BenefitAnswer, BenefitSteps } from './benefit-result.tsx';

type Outcome = { readonly result: BenefitResult } | { readonly refusal: Refusal };

/** The household in the address: what is typed, what it means, and the readings tried. */
function useHousehold(data: ProgrammeData) {
  const address = useSearch({ strict: false }) as Readonly<Record<string, string>>;
  const change = useSetFilters();
  const { inputs: questions } = data.benefit;
  const typed = typedInputs(questions, address);
  const known = data.decisions.decisions.map((it) => it.id);
  const ids = decisionsInRules(data.benefit, known);
  const inForce = useInForce();
  const tried = decideOf(data, ids, address);
  const ownIds = questions.map((it) => it.id);
  return {
    typed,
    inputs: readTyped(questions, typed),
    ids,
    inForce,
    tried,
    // The first answer takes the usual household along, so that only one thing changes.
    answer: (id: string, value: string | undefined) =>
      change({ ...pickIds(typed, ownIds), [id]: value, blank: '1' }),
    clear: () => change({ ...pickIds({}, ownIds), blank: '1' }),
    choose: (id: string, option: string | undefined) => change({ [id]: option }),
  };
}

export function BenefitPage() {
  const { data } = useProgramme();
  const { t } = useTranslation('benefit');
  const text = useText();
  const household = useHousehold(data);
  const { typed, inputs, ids, tried, inForce, answer, clear, choose } = household;
  const decide = { ...inForce, ...tried };
  const { inputs: questions } = data.benefit;
  if (data.benefit.items.length === 0) {
    return (
      <Sheet>
        <PageHead title={t('title')} />
        <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
      </Sheet>
    );
  }
  const outcome = workOut(data, inputs, decide);
  const costId = findCostInput(questions)?.id;
  return (
    <Sheet>
      <PageHead
        title={t('title')}
        subtitle={text(data.programme.name)}
        actions={<Button onClick={clear}>{t('clear')}</Button>}
      />
      <div className={css['split']}>
        <section className={css['questions']} aria-label={t('household')}>
          <h2>{t('household')}</h2>
          <BenefitForm
            inputs={questions}
            typed={typed}
            missing={'result' in outcome ? outcome.result.missing : []}
            years={data.programme.years}
            onChange={answer}
          />
          <Readings data={data} ids={ids} inForce={inForce} tried={tried} onChoose={choose} />
        </section>
        <section className={css['answers']} aria-label={t('result')}>
          {'refusal' in outcome ? (
            <p className={css['warning']} role="alert">
              {text(outcome.refusal.text)} {text(outcome.refusal.next)}
            </p>
          ) : (
            <BenefitAnswer data={data} result={outcome.result} />
          )}
        </section>
      </div>
      <BenefitJump
        data={data}
        inputs={inputs}
        decide={decide}
        decisions={ids.slice(0, 2)}
        paysFen={'result' in outcome ? outcome.result.householdFen : null}
        onCost={(costFen) => costId && answer(costId, String(costFen))}
      />
      {'result' in outcome && (
        <SheetSection title={t('howWorkedOut')} aside={t('stepsNote')}>
          <BenefitSteps result={outcome.result} />
        </SheetSection>
      )}
    </Sheet>
  );
}

function workOut(data: ProgrammeData, inputs: BenefitInputs, decide: Decide): Outcome {
  try {
    return { result: evaluateBenefit(data, inputs, decide) };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error };
    throw error;
  }
}

/** Readings tried in the address, where they are options of this programme. */
function decideOf(
  data: ProgrammeData,
  ids: readonly string[],
  address: Readonly<Record<string, string>>,
) {
  const tried: Record<string, string> = {};
  for (const decision of data.decisions.decisions) {
    const option = address[decision.id];
    const isKnown = decision.options.some((it) => it.id === option);
    if (ids.includes(decision.id) && isKnown && option) tried[decision.id] = option;
  }
  return tried;
}

function pickIds(typed: Readonly<Record<string, string | undefined>>, ids: readonly string[]) {
  return Object.fromEntries(ids.map((id) => [id, typed[id]]));
}

type ReadingsProps = {
  readonly data: ProgrammeData;
  readonly ids: readonly string[];
  readonly inForce: Decide;
  readonly tried: Decide;
  readonly onChoose: (id: string, option: string | undefined) => void;
};

/** The open questions the rules turn on: another reading may be tried, which decides nothing. */
function Readings({ data, ids, inForce, tried, onChoose }: ReadingsProps) {
  const { t } = useTranslation('benefit');
  const text = useText();
  const inForceOf = ({ id, chosen }: { id: string; chosen: string }) => inForce[id] ?? chosen;
  if (ids.length === 0) return null;
  return (
    <details className={css['readings']} open={Object.keys(tried).length > 0}>
      <summary>{t('readings', { count: ids.length })}</summary>
      <p className="note">{t('readingsNote')}</p>
      {data.decisions.decisions
        .filter((decision) => ids.includes(decision.id))
        .map((decision) => (
          <div key={decision.id} className={css['field']}>
            <span className={css['reading']} id={`reading-${decision.id}`}>
              <DecisionChip decision={decision.id} /> {text(decision.question)}
            </span>
            <Radio.Group
              vertical
              aria-labelledby={`reading-${decision.id}`}
              name={`reading-${decision.id}`}
              value={tried[decision.id] ?? inForceOf(decision)}
              options={decision.options.map((option) => ({
                value: option.id,
                label:
                  option.id === inForceOf(decision)
                    ? t('inForce', { option: text(option.label) })
                    : text(option.label),
              }))}
              onChange={({ target }) => {
                const option = String(target.value);
                onChoose(decision.id, option === inForceOf(decision) ? undefined : option);
              }}
            />
          </div>
        ))}
    </details>
  );
}
