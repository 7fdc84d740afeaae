// What the programme says about acceptance and public notice, under the options in force: made by
// the routes and handed to the actions. A section the folder does not have is refused by name.

import { parseDay } from '../core/day.ts';
import type { Day } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import { invariant } from '../core/invariant.ts';
import { ceil, multiply, parseDecimal, rational } from '../core/rational.ts';
import type { Rational } from '../core/rational.ts';
import { parseUnit } from '../core/units.ts';
import { works } from '../households/model.ts';
import type { Works } from '../households/model.ts';
import type { Decide, ProgrammeData } from '../rules/types.ts';
import type { CheckRule, CheckRules, Department, NoticeRule, Round, Window } from './model.ts';

type Acceptance = ProgrammeData['acceptance'];
type Section = 'sample' | 'departments' | 'notice';
type Figure = { readonly value: number | string; readonly unit: string };

/** The option in force of a decision: the office's choice, else the folder's own. */
function optionOf(data: ProgrammeData, decide: Decide, decision: string): string | undefined {
  return decide[decision] ?? data.decisions.decisions.find(({ id }) => id === decision)?.chosen;
}

/** What stands for the option in force; undefined without the section or that option in it. */
function chosenOf<Value>(
  data: ProgrammeData,
  decide: Decide,
  section: { readonly decision: string; readonly cases: Record<string, Value> } | undefined,
): Value | undefined {
  if (!section) return undefined;
  const option = optionOf(data, decide, section.decision);
  return option !== undefined && Object.hasOwn(section.cases, option)
    ? section.cases[option]
    : undefined;
}

function sectionOf<Name extends Section>(
  { acceptance }: ProgrammeData,
  name: Name,
): NonNullable<Acceptance[Name]> {
  return acceptance[name] ?? fail('acceptance.rule-missing', { section: name }, '七(三)');
}

/** The figure in the base unit of its dimension times `scale`, rounded up to a whole number. */
function wholeOf(figure: Figure, scale = 1): number {
  const reading = parseUnit(figure.unit);
  invariant(reading, 'the figures of a loaded programme have known units');
  return Number(ceil(multiply(multiply(decimalOf(figure), reading.factor), rational(scale))));
}

function decimalOf({ value }: Pick<Figure, 'value'>): Rational {
  const number = parseDecimal(String(value));
  invariant(number, 'the figures of a loaded programme are numbers');
  return number;
}

/** The least room temperature that counts as warm, tenths of °C; null when none is set (D19). */
export function warmDeciCOf(data: ProgrammeData, decide: Decide): number | null {
  const figure = chosenOf(data, decide, data.acceptance.warmth);
  return figure ? wholeOf(figure, 10) : null;
}

/** What the town or the inspectors look at in a house, by works. */
export function checkRulesOf(
  data: ProgrammeData,
  decide: Decide,
  by: 'town' | 'inspectors',
): CheckRules {
  const ruleOf = (kind: Works): CheckRule => ({
    points: data.acceptance.checks
      .filter((point) => point.works === kind && point.by.includes(by))
      .map(({ id }) => id),
    warmDeciC: kind === 'heating' ? warmDeciCOf(data, decide) : null,
  });
  const kinds = Object.keys(works) as Works[];
  return Object.fromEntries(kinds.map((kind) => [kind, ruleOf(kind)])) as CheckRules;
}

/** The sizes of the sample, the first and each larger one. Refuses `acceptance.rule-missing`. */
export function roundsOf(data: ProgrammeData): Round[] {
  return sectionOf(data, 'sample').rounds.map(({ share, least }) => ({
    perMille: wholeOf(share, 1000),
    least: least ? wholeOf(least) : 1,
  }));
}

/** Who signs for a lot of that year, the organising department first (D24, D28). */
export function departmentsOf(data: ProgrammeData, decide: Decide, year: number): Department[] {
  sectionOf(data, 'departments');
  const chosen = chosenOf(data, decide, data.acceptance.departments);
  if (!chosen) return fail('acceptance.rule-missing', { section: 'departments' }, '七(三)');
  const signs = chosen.countersigning.filter(({ when = {}, years }) => {
    const isAsked = years === undefined || years.includes(year);
    const isSo = Object.entries(when).every(
      ([id, option]) => optionOf(data, decide, id) === option,
    );
    return !isAsked || isSo;
  });
  return [chosen.organising, ...signs.map(({ unit }) => unit)].flatMap((id) => {
    const unit = data.units.units.find((one) => one.id === id);
    return unit ? [{ id, name: unit.name, names: [unit.name.zh, ...(unit.aliases ?? [])] }] : [];
  });
}

/** When houses of that year are accepted; null when the programme has no window for it (D14). */
export function windowOf(data: ProgrammeData, decide: Decide, year: number): Window | null {
  const steps = data.timeline.phases.flatMap((phase) => phase.steps);
  const given = chosenOf(data, decide, data.acceptance.windows)?.find((one) => one.year === year);
  const step =
    steps.find(({ acceptsYears }) => acceptsYears.includes(year)) ??
    steps.find(({ id }) => id === given?.step);
  const from = parseDay(step?.from.date ?? '');
  const to = parseDay(step?.to.date ?? '');
  return from && to ? { from, to } : null;
}

const dayOf = (text: string): Day => {
  const day = parseDay(text);
  invariant(day, 'the days of a loaded programme are days');
  return day;
};

/** How long a list hangs out, with the days off. Refuses `acceptance.rule-missing`. */
export function noticeRuleOf(data: ProgrammeData): NoticeRule {
  const { days } = sectionOf(data, 'notice');
  const isWorking = parseUnit(days.unit)?.dimension['workday'] === 1;
  const { calendar } = data.acceptance;
  return {
    days: Math.max(1, Number(ceil(decimalOf(days)))),
    counting: isWorking ? 'working' : 'calendar',
    daysOff: calendar.flatMap(({ daysOff }) =>
      daysOff.map(({ from, to }) => ({ from: dayOf(from), to: dayOf(to) })),
    ),
    workdays: calendar.flatMap(({ workdays }) => workdays.map(dayOf)),
    years: calendar.map(({ year }) => year),
  };
}
