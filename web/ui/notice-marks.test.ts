// The marks of the real Litong notice: every figure stands where it is said to stand, and the red
// line is under the figure that is wrong.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFolder } from '../../src/programmes/read-folder.ts';
import { getProgramme } from '../../src/rules/load.ts';
import { toView } from '../../src/rules/view.ts';
import { noticeBlocks, pieces } from './notice-blocks.ts';
import { decisionsByFigure, figureMarkId, noticeMarks } from './notice-marks.ts';

const folder = join(import.meta.dirname, '..', '..', 'programmes', 'litong-2022');
const view = toView(getProgramme(readFolder(folder)));
const marks = noticeMarks(view);
const markOf = (address: string) => marks.find((mark) => mark.id === figureMarkId(address));

test('every number with quoted words is marked on the number itself or on its whole quote', () => {
  const located = view.figures.filter((figure) => figure.span);
  expect(marks.filter((mark) => mark.id.startsWith('f:'))).toHaveLength(located.length);
  const onNumber = located.filter((figure) => {
    const mark = markOf(figure.address);
    return mark && view.noticeText.slice(mark.start, mark.end).includes(figure.written);
  });
  const numbers = located.filter((figure) => figure.type === 'number');
  // The rest is written in words or in another unit: 八成, 一次性.
  expect(onNumber.length).toBeGreaterThan(numbers.length * 0.9);
});

test('A6: the printed 23.97 % is accused, not the areas it was divided from', () => {
  const line = view.report.lines.find((it) => it.id === 'A6');
  const kinds = line?.figures.map((address) => {
    const mark = markOf(address);
    return [mark && view.noticeText.slice(mark.start, mark.end), mark?.kind] as const;
  });
  expect(kinds).toContainEqual(['23.97%', 'mismatch']);
  expect(kinds?.filter(([, kind]) => kind === 'mismatch')).toHaveLength(1);
});

test('C1: 31 April is marked as printed and answered by D12', () => {
  const mark = markOf('timeline.preparation.to');
  expect(mark && view.noticeText.slice(mark.start, mark.end)).toBe('2022年4月31日');
  expect(mark?.kind).toBe('mismatch');
  expect(decisionsByFigure(view).get('timeline.preparation.to')).toContain('D12');
});

test('the whole notice is cut without losing a character or a mark', () => {
  const drawn = new Set<string>();
  let text = '';
  for (const block of noticeBlocks(view.noticeText, view.clauses)) {
    const lines = block.type === 'table' ? block.rows.flat() : [block.line];
    for (const piece of lines.flatMap((line) => pieces(view.noticeText, line, marks))) {
      text += piece.text;
      for (const mark of piece.marks) drawn.add(mark.id);
    }
  }
  expect(text.replaceAll(/\s/g, '')).toBe(view.noticeText.replaceAll(/\s/g, ''));
  expect(drawn).toEqual(new Set(marks.map((mark) => mark.id)));
});
