// The kinds about days: date-exists, date-order, same-date, no-overlap, accepted-years. What the
// notice prints is checked, also where a decision has put a real day in its place.

import { addDays, daysBetween, parseDay, type Day } from '../../core/day.ts';
import type { Text } from '../../core/text.ts';
import type { FigureAt, LoadedProgramme } from '../types.ts';
import { type Context, joinTexts, NOTHING, type Outcome, type RelationOf } from './line.ts';
import { OperandError } from './operand-error.ts';
import { getFigure } from './operand.ts';

function getDate(programme: LoadedProgramme, address: string): FigureAt & { day: Day } {
  const figure = getFigure(programme, address);
  const day = figure.type === 'date' ? parseDay(figure.written) : undefined;
  if (day) return { ...figure, day };
  throw new OperandError({
    zh: `“${address}”不是日期`,
    en: `"${address}" is not a day`,
  });
}

function same(text: string): Text {
  return { zh: text, en: text };
}

/** The printed day is one of the calendar; if not, the day its number runs over to is shown. */
export function checkDateExists(
  { programme }: Context,
  relation: RelationOf<'date-exists'>,
): Outcome {
  const date = getDate(programme, relation.date);
  const printed = date.printed ?? date.written;
  const stands = parseDay(printed);
  return {
    verdict: stands ? 'OK' : 'DEFECT',
    stated: same(printed),
    computed: same(stands ?? runOver(printed) ?? '-'),
    figures: [relation.date],
  };
}

/** 2022-04-31 runs over to 2022-05-01; undefined when it is no date at all. */
function runOver(printed: string): string | undefined {
  const match = /^(\d{4}-\d{2})-(\d{2})$/.exec(printed);
  const first = match && parseDay(`${match[1]}-01`);
  return first ? addDays(first, Number(match[2]) - 1) : undefined;
}

/** `earlier` is not after `later`; the same day is in order. */
export function checkDateOrder(
  { programme }: Context,
  relation: RelationOf<'date-order'>,
): Outcome {
  const [earlier, later] = [
    getDate(programme, relation.earlier),
    getDate(programme, relation.later),
  ];
  const late = daysBetween(later.day, earlier.day);
  return {
    verdict: late <= 0 ? 'OK' : 'DEFECT',
    stated: same(earlier.day),
    computed:
      late <= 0
        ? same(later.day)
        : {
            zh: `${later.day}（倒置${late}天）`,
            en: `${later.day} (${late} days the wrong way round)`,
          },
    figures: [relation.earlier, relation.later],
  };
}

/** All the days are the same one. */
export function checkSameDate({ programme }: Context, relation: RelationOf<'same-date'>): Outcome {
  const days = relation.dates.map((address) => getDate(programme, address).day).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  const apart = first && last ? daysBetween(first, last) : 0;
  return {
    verdict: apart === 0 ? 'OK' : 'DEFECT',
    stated: same([...new Set(days)].join(' / ')),
    computed: { zh: `相差${apart}天`, en: `${apart} days apart` },
    figures: relation.dates,
  };
}

type Period = { readonly from: Day; readonly to: Day };

/** No day lies in two of the periods; both ends belong to a period. */
export function checkNoOverlap(
  { programme }: Context,
  relation: RelationOf<'no-overlap'>,
): Outcome {
  const periods = relation.periods.map(({ from, to }): Period => {
    return { from: getDate(programme, from).day, to: getDate(programme, to).day };
  });
  const overlaps = periods.flatMap((period, at) =>
    periods.slice(at + 1).flatMap((other) => overlapOf(period, other) ?? []),
  );
  const texts = overlaps.map(({ from, to }): Text => {
    const count = daysBetween(from, to) + 1;
    return {
      zh: `重叠${from}至${to}（${count}天）`,
      en: `overlap ${from} to ${to} (${count} days)`,
    };
  });
  return {
    verdict: overlaps.length === 0 ? 'OK' : 'DEFECT',
    stated: NOTHING,
    computed: overlaps.length === 0 ? NOTHING : joinTexts(texts, '；', '; '),
    figures: relation.periods.flatMap(({ from, to }) => [from, to]),
  };
}

function overlapOf(a: Period, b: Period): Period | undefined {
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to < b.to ? a.to : b.to;
  return from <= to ? { from, to } : undefined;
}

/** Every year listed is accepted by some step of the time line. */
export function checkAcceptedYears(
  { programme }: Context,
  relation: RelationOf<'accepted-years'>,
): Outcome {
  const steps = programme.data.timeline.phases.flatMap((phase) => phase.steps);
  const accepted = new Set(steps.flatMap(({ acceptsYears }) => acceptsYears));
  const missing = relation.years.filter((year) => !accepted.has(year));
  return {
    verdict: missing.length === 0 ? 'OK' : 'DEFECT',
    stated: same(relation.years.join('、')),
    computed:
      missing.length === 0
        ? same(relation.years.join('、'))
        : {
            zh: `${missing.join('、')}年没有验收安排`,
            en: `no acceptance for ${missing.join(', ')}`,
          },
    figures: [],
  };
}
