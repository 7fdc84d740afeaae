// What the cutting of a notice promises: no character lost, overlaps kept apart, tables found.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noticeBlocks, pieces } from './notice-blocks.ts';
import { MARK_KINDS, narrow, type NoticeMark } from './notice-marks.ts';

const markAt = fc
  .record({
    start: fc.nat(60),
    length: fc.integer({ min: 1, max: 20 }),
    kind: fc.constantFrom(...MARK_KINDS),
  })
  .map(({ start, length, kind }): NoticeMark => ({
    id: `f:${start}-${length}`,
    kind,
    start,
    end: start + length,
    decisions: ['D01'],
  }));

test('pieces give back every character once, each under exactly the marks that cover it', () => {
  const text =
    '农村乡镇完成清洁取暖改造2.85万户，其中，2021年实施3000户，2022年实施13600户，2023年实施11900户。另';
  fc.assert(
    fc.property(fc.array(markAt, { maxLength: 12 }), (marks) => {
      const found = pieces(text, { start: 0, end: text.length }, marks);
      expect(found.map((piece) => piece.text).join('')).toBe(text);
      for (const piece of found) {
        const middle = piece.start + piece.text.length / 2;
        const covering = marks.filter((mark) => mark.start < middle && mark.end > middle);
        expect(new Set(piece.marks)).toEqual(new Set(covering));
        const worst = MARK_KINDS.find((kind) => covering.some((mark) => mark.kind === kind));
        expect(piece.kind).toBe(worst);
      }
    }),
  );
});

test('a superscript stands once, where its mark ends, also under an overlap', () => {
  const marks: NoticeMark[] = [
    { id: 'f:a', kind: 'open', start: 2, end: 8, decisions: ['D01'] },
    { id: 'f:b', kind: 'mismatch', start: 4, end: 6, decisions: ['D02'] },
  ];
  const found = pieces('0123456789', { start: 0, end: 10 }, marks);
  expect(found.map((piece) => [piece.text, piece.kind, piece.decisions])).toEqual([
    ['01', undefined, []],
    ['23', 'open', []],
    ['45', 'mismatch', ['D02']],
    ['67', 'open', ['D01']],
    ['89', undefined, []],
  ]);
});

test('cells printed a line each after a tab become the rows of a table', () => {
  const text = '见下表：\n\t项次\n\t项目\n\n\t1\n\t表面平整\n\n\n3.锚固';
  const blocks = noticeBlocks(text, []);
  expect(blocks.map((block) => block.type)).toEqual(['paragraph', 'table', 'paragraph']);
  const table = blocks[1];
  if (table?.type !== 'table') throw new Error('no table');
  const cells = table.rows.map((row) => row.map((cell) => text.slice(cell.start, cell.end)));
  expect(cells).toEqual([
    ['项次', '项目'],
    ['1', '表面平整'],
  ]);
});

test('a mark is drawn in to the number, never to digits inside a longer number', () => {
  const text = '2022年实施13600户，共3600户';
  const base = { type: 'number', unit: '户', written: '3600' } as const;
  const figure = {
    ...base,
    address: 'a',
    clause: undefined,
    quote: text,
    span: undefined,
    decision: undefined,
    sourceTag: undefined,
    file: 'x.yaml',
    line: 1,
  };
  const span = narrow(text, { start: 0, end: text.length }, figure);
  expect(text.slice(span.start, span.end)).toBe('3600户');
  expect(span.start).toBe(text.lastIndexOf('3600户'));
});

test('an impossible printed date is marked as printed', () => {
  const text = '（2022年3月1日-2022年4月31日）';
  const figure = {
    type: 'date',
    unit: '',
    written: '2022-04-30',
    printed: '2022-04-31',
    address: 'a',
    clause: undefined,
    quote: text,
    span: undefined,
    decision: 'D12',
    sourceTag: undefined,
    file: 'x.yaml',
    line: 1,
  } as const;
  const span = narrow(text, { start: 0, end: text.length }, figure);
  expect(text.slice(span.start, span.end)).toBe('2022年4月31日');
});
