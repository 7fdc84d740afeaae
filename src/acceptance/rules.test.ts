// Proves what acceptance reads out of a programme, and how the days of a notice are counted.

import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withFiles } from '../../test/helpers/example-folder.ts';
import { dayOf, refusalOf } from '../../test/helpers/notes.ts';
import { addDays, daysBetween } from '../core/day.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';
import { endOfNotice, isWorkingDay, timingOf } from './model.ts';
import type { NoticeRule } from './model.ts';
import * as rules from './rules.ts';

const folder = join(import.meta.dirname, '..', '..', 'programmes', 'litong-2022');
const { data } = getProgramme(readFolder(folder));
const { data: bare } = getProgramme(withFiles({}));
const calendar = rules.noticeRuleOf(data);

test('D19: warm is 14 °C, or what the office has chosen', () => {
  expect(rules.warmDeciCOf(data, {})).toBe(140);
  expect(rules.warmDeciCOf(data, { D19: 'room-18' })).toBe(180);
  const asked = rules.checkRulesOf(data, {}, 'inspectors');
  expect(asked.heating.points).toContain('all-installed');
  expect(asked.heating.points).not.toContain('heating-taught');
  expect(asked.insulation.warmDeciC).toBeNull();
  expect(rules.checkRulesOf(data, {}, 'town').heating.points).toContain('heating-taught');
});

const idsOf = (decide: Record<string, string>, year: number) =>
  rules.departmentsOf(data, decide, year).map(({ id }) => id);

test('D24 D28: the housing bureau organises, five departments countersign', () => {
  const all = ['housing-transport', 'drc', 'finance', 'agriculture', 'ecology', 'audit'];
  expect(idsOf({}, 2022)).toEqual(all);
  const asListed = { D28: 'as-listed' };
  expect(idsOf(asListed, 2022)).toEqual(all.filter((id) => id !== 'ecology'));
  expect(idsOf(asListed, 2023)).toEqual(all);
  expect(idsOf({ D24: 'district-drc' }, 2022)[0]).toBe('drc');
});

test('D14: 2021 is accepted in the window of December 2022, unless it gets one of its own', () => {
  const december = { from: '2022-12-01', to: '2022-12-30' };
  expect(rules.windowOf(data, {}, 2022)).toEqual(december);
  expect(rules.windowOf(data, {}, 2021)).toEqual(december);
  expect(rules.windowOf(data, {}, 2023)?.from).toBe('2023-12-01');
  expect(rules.windowOf(data, { D14: 'own-window' }, 2021)).toBeNull();
  const window = rules.windowOf(data, {}, 2021);
  const days = ['2022-11-30', '2022-12-01', '2022-12-30', '2022-12-31'].map(dayOf);
  expect(days.map((day) => timingOf(window, day))).toEqual(['before', 'within', 'within', 'late']);
  expect(timingOf(null, dayOf('2022-12-01'))).toBe('late');
});

test('the sample of the programme is 10 %, then 20 %, then every house', () => {
  expect(rules.roundsOf(data)).toEqual([
    { perMille: 100, least: 3 },
    { perMille: 200, least: 6 },
    { perMille: 1000, least: 1 },
  ]);
});

test('a programme that says nothing asks for no points, and names what a step lacks', async () => {
  const asked = rules.checkRulesOf(bare, {}, 'town');
  expect(asked.heating).toEqual({ points: [], warmDeciC: null });
  expect(rules.windowOf(bare, {}, 2022)).toBeNull();
  const steps: ReadonlyArray<() => unknown> = [
    () => rules.roundsOf(bare),
    () => rules.departmentsOf(bare, {}, 2022),
    () => rules.noticeRuleOf(bare),
  ];
  for (const step of steps) {
    const refusal = await refusalOf(Promise.resolve().then(step), 'acceptance.rule-missing');
    expect(refusal.text.zh).toMatch(/没有“(?:sample|departments|notice)”一节/);
  }
});

test('the days of a notice leave out its own day, weekends and holidays, not made-up days', () => {
  const endOf = (day: string) => endOfNotice(dayOf(day), calendar).endsOn;
  expect(endOf('2022-06-06')).toBe('2022-06-13');
  // Over National Day of 2022; Saturday 8 and Sunday 9 October are worked.
  expect(endOf('2022-09-29')).toBe('2022-10-11');
  // Over Spring Festival of 2023; Saturday 28 and Sunday 29 January are worked.
  expect(endOf('2023-01-19')).toBe('2023-01-31');
  expect(endOfNotice(dayOf('2030-03-01'), calendar).isCalendarKnown).toBe(false);
  const all: NoticeRule = { ...calendar, counting: 'calendar', days: 7 };
  expect(endOfNotice(dayOf('2030-03-01'), all)).toEqual({
    endsOn: '2030-03-08',
    isCalendarKnown: true,
  });
});

test('a notice always hangs out for as many working days as it says', () => {
  const property = fc.property(fc.nat(1000), fc.integer({ min: 1, max: 20 }), (offset, days) => {
    const from = addDays(dayOf('2022-01-01'), offset);
    const { endsOn } = endOfNotice(from, { ...calendar, days });
    const length = daysBetween(from, endsOn);
    const hung = Array.from({ length }, (_, at) => addDays(from, at + 1));
    expect(hung.filter((day) => isWorkingDay(day, calendar))).toHaveLength(days);
    expect(isWorkingDay(endsOn, calendar)).toBe(true);
  });
  fc.assert(property);
});
