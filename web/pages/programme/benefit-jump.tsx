// The jump, drawn and said: where paying a little more changes what one pays at once, and the
// stretch of costs at which a dearer installation is the cheaper one for the household.

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatYuan } from '../../../src/core/money.ts';
import { evaluateBenefit } from '../../../src/rules/benefit/evaluate.ts';
import type {
  BenefitInputs,
  BenefitResult,
  Decide,
  Jump,
  ProgrammeData,
} from '../../../src/rules/types.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { ClauseChip, DecisionChip } from '../../ui/chips.tsx';
import { JumpChart } from '../../ui/jump-chart.tsx';
import { unitName } from '../../ui/quantity.ts';
import { SheetSection } from '../../ui/sheet.tsx';
import { findCostInput } from './benefit-inputs.ts';
import { axisEnd, studyCost } from './benefit-line.ts';
import css from './benefit-page.module.css';

type Props = {
  readonly data: ProgrammeData;
  readonly inputs: BenefitInputs;
  readonly decide: Decide;
  readonly paysFen: number | null;
  readonly decisions: readonly string[];
  readonly onCost: (costFen: number) => void;
};

export function BenefitJump({ data, inputs, decide, paysFen, decisions, onCost }: Props) {
  const { t } = useTranslation('benefit');
  const text = useText();
  const cost = findCostInput(data.benefit.inputs);
  const costId = cost?.id ?? '';
  const { [costId]: costValue, ...others } = inputs;
  const key = JSON.stringify([others, decide]);
  // By value, so that the study is not made anew for every drawing of the page.
  const found = useMemo(() => {
    const [givenOthers, givenDecide] = JSON.parse(key) as [BenefitInputs, Decide];
    return studyCost(data, givenOthers, givenDecide);
  }, [data, key]);
  if (!cost) return null;
  const title = t('jumpTitle');
  if (!found) {
    return (
      <SheetSection title={title}>
        <p>{t('jumpNeeds')}</p>
      </SheetSection>
    );
  }
  const costFen = typeof costValue === 'number' ? costValue : undefined;
  const words = {
    chart: t('chartLabel', { cost: text(cost.name) }),
    across: t('axisCost', { cost: text(cost.name) }),
    up: t('axisPays'),
    slider: text(cost.name),
    perverse: t('perverseBand'),
    before: t('justBelow'),
    after: t('fromThere'),
  };
  const clause = cost.clause ?? data.benefit.items[0]?.clause;
  return (
    <SheetSection
      title={title}
      aside={
        <>
          {t('jumpNote')} <ClauseChip clause={clause} />{' '}
          {decisions.map((id) => (
            <DecisionChip key={id} decision={id} />
          ))}
        </>
      }
    >
      <JumpWords
        data={data}
        jumps={found.jumps}
        perverse={found.perverse}
        others={others}
        decide={decide}
        costFen={costFen}
      />
      <OtherJumps data={data} jumps={found.otherJumps} />
      <JumpChart
        line={found.line}
        maxFen={axisEnd(found.line, costFen ?? 0)}
        jumps={found.jumps.flatMap((jump) => markOf(jump, found.line.parts))}
        perverse={found.perverse}
        chosen={costFen !== undefined && paysFen !== null ? { costFen, paysFen } : undefined}
        format={formatYuan}
        onChoose={onCost}
        words={words}
      />
      {costFen !== undefined && <p className={`note no-print ${css['keys']}`}>{t('keys')}</p>}
    </SheetSection>
  );
}

/** The jump of the drawn line: the limits on both sides, not the amounts one fen apart. */
function markOf(jump: Jump, parts: ReadonlyArray<{ to: number; atTo: number }>) {
  const before = parts.find((part) => part.to === jump.at || part.to === jump.at - 1)?.atTo;
  if (jump.householdAfterFen === null || before === undefined) return [];
  return [{ at: jump.at, before, after: jump.householdAfterFen, label: formatYuan(jump.at) }];
}

type WordsProps = {
  readonly data: ProgrammeData;
  readonly jumps: readonly Jump[];
  readonly perverse: ReadonlyArray<{ readonly from: number; readonly to: number | null }>;
  readonly others: BenefitInputs;
  readonly decide: Decide;
  readonly costFen: number | undefined;
};

const YUAN_FEN = 100;

/** Each jump as a clerk would say it, one yuan apart, and the stretch that is out of order. */
function JumpWords({ data, jumps, perverse, others, decide, costFen }: WordsProps) {
  const { t } = useTranslation('benefit');
  const costId = findCostInput(data.benefit.inputs)?.id ?? '';
  const at = (fen: number) => evaluateBenefit(data, { ...others, [costId]: fen }, decide);
  const sentences = jumps.flatMap((jump) => {
    const below = jump.at - YUAN_FEN;
    if (below < 0) return [];
    const [before, after] = [at(below).householdFen, at(jump.at).householdFen];
    if (before === null || after === null) return [];
    const words = { at: formatYuan(jump.at), below: formatYuan(below) };
    return after < before
      ? [t('paysLess', { ...words, less: formatYuan(before - after) })]
      : [t('paysMore', { ...words, more: formatYuan(after - before) })];
  });
  if (sentences.length === 0) return <p className={css['said']}>{t('noJump')}</p>;
  const near = costFen === undefined ? undefined : nearestGain(jumps, costFen, at(costFen));
  return (
    <div className={css['said']}>
      {sentences.map((sentence) => (
        <p key={sentence}>
          <strong>{sentence}</strong>
        </p>
      ))}
      {perverse.map((stretch) => (
        <p key={stretch.from}>
          {stretch.to === null
            ? t('perverseOpen', { from: formatYuan(stretch.from) })
            : t('perverse', { from: formatYuan(stretch.from), to: formatYuan(stretch.to) })}
        </p>
      ))}
      {near && <p className={css['warning']}>{t('nearJump', near)}</p>}
    </div>
  );
}

const OTHER_JUMPS_MAX = 6;

/** Jumps of the aid by another input: at which value, from how much to how much. */
function OtherJumps({ data, jumps }: { data: ProgrammeData; jumps: readonly Jump[] }) {
  const { t } = useTranslation('benefit');
  const text = useText();
  const language = useLanguage();
  const inputs = new Map(data.benefit.inputs.map((input) => [input.id, input]));
  return jumps.slice(0, OTHER_JUMPS_MAX).map((jump) => {
    const input = inputs.get(jump.input);
    if (!input) return null;
    const unit = input.type === 'quantity' ? unitName(input.unit, language) : t('yuan');
    const at = input.type === 'money' ? formatYuan(jump.at) : String(jump.at);
    return (
      <p key={`${jump.input} ${jump.at} ${jump.totalAfterFen}`} className={css['said']}>
        {t('otherJump', {
          name: text(input.name),
          at: `${at} ${unit}`,
          before: formatYuan(jump.totalBeforeFen),
          after: formatYuan(jump.totalAfterFen),
        })}
      </p>
    );
  });
}

/** The first jump above the cost at which this household would pay less than it does now. */
function nearestGain(jumps: readonly Jump[], costFen: number, now: BenefitResult) {
  const { totalFen, householdFen } = now;
  if (totalFen === null || householdFen === null) return undefined;
  for (const { at, totalAfterFen, householdAfterFen } of jumps) {
    if (at <= costFen || householdAfterFen === null || householdAfterFen >= householdFen) continue;
    return {
      at: formatYuan(at),
      gap: formatYuan(at - costFen),
      more: formatYuan(totalAfterFen - totalFen),
      less: formatYuan(householdFen - householdAfterFen),
    };
  }
  return undefined;
}
