// Whatever is done to the files of a folder, loading answers with problems and never throws.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withFiles } from '../../test/helpers/example-folder.ts';
import { loadProgramme } from './load.ts';

const files = withFiles({});
const RUNS = 150;

/** What may be put in place of some characters: bits of syntax, and of other files. */
const scrap = fc.oneof(
  fc.constantFrom(
    '',
    '\n',
    ': ',
    '- ',
    '{',
    '}',
    '[',
    '"',
    '&a ',
    '*a',
    '<<: ',
    '!!js/function ',
    '\t',
  ),
  fc.constantFrom(
    'null',
    'true',
    '0',
    '-1',
    '1e999',
    '__proto__: 1',
    'constructor: {}',
    '数',
    '％',
  ),
  fc.string({ maxLength: 5, unit: 'binary' }),
);

const damage = fc.record({
  name: fc.constantFrom(...files.keys()),
  at: fc.nat(10_000),
  length: fc.nat(30),
  scrap,
});

function damaged(
  wounds: ReadonlyArray<{ name: string; at: number; length: number; scrap: string }>,
) {
  const result = new Map(files);
  for (const { name, at, length, scrap: put } of wounds) {
    const text = result.get(name) ?? '';
    const start = at % (text.length + 1);
    result.set(name, text.slice(0, start) + put + text.slice(start + length));
  }
  return result;
}

test('damaged files give problems with a place and a sentence, or a programme', () => {
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (wounds) => {
      const folder = damaged(wounds);
      const { programme, problems } = loadProgramme(folder);
      expect(programme === undefined).toBe(problems.length > 0);
      for (const { file, line, column, message } of problems) {
        expect([line >= 1, column >= 1, file !== '']).toEqual([true, true, true]);
        expect(message.zh.length * message.en.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: RUNS },
  );
});
