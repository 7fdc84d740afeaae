// Round axis steps, and nothing drawn outside the axis.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clipLine, roundStep, scaleOf } from './jump-scale.ts';

test('steps are 1, 2 or 5 times a power of ten and never too many', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_00 }), (least) => {
      const step = roundStep(least);
      expect(step).toBeGreaterThanOrEqual(least);
      expect(step).toBeLessThanOrEqual(least * 2.5 + 1);
      expect(String(step)).toMatch(/^[125]0*$/);
    }),
  );
});

test('a scale goes from amounts to pixels and back', () => {
  const scale = scaleOf({ min: 0, max: 8_300_00 }, { start: 50, end: 450 }, 8);
  expect(scale.ticks[0]).toBe(0);
  expect(scale.max).toBeGreaterThanOrEqual(8_300_00);
  expect(scale.place(0)).toBe(50);
  expect(scale.place(scale.max)).toBe(450);
  expect(scale.value(scale.place(6_000_00))).toBeCloseTo(6_000_00, 6);
});

test('a line is cut at the edges of the axis and keeps its ends inside it', () => {
  const line = {
    parts: [
      { from: 0, to: 600, atFrom: 0, atTo: 120 },
      { from: 600, to: 2000, atFrom: 70, atTo: 1470 },
    ],
    points: [
      { at: 600, value: 70 },
      { at: 2000, value: 1470 },
    ],
  };
  expect(clipLine(line, 300, 1000)).toEqual({
    parts: [
      { from: 300, to: 600, atFrom: 60, atTo: 120 },
      { from: 600, to: 1000, atFrom: 70, atTo: 470 },
    ],
    points: [{ at: 600, value: 70 }],
  });
});
