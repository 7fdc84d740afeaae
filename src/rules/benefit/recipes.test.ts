// Works out every snippet of docs/benefit-rules.md, so that the page cannot promise what is not so.

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findRuleProblems } from './check.ts';
import { evaluateBenefit } from './evaluate.ts';
import { operatorNames } from './operators/index.ts';
import { refusalOf } from './refusal.testing.ts';
import { rulesOfFile } from './rules.testing.ts';

const PAGE = readFileSync('docs/benefit-rules.md', 'utf8');
const DECISIONS = { D01: ['of-cost', 'of-full'] } as const;

const Recipe = z.record(z.string(), z.unknown());
const Expected = z.array(
  z.strictObject({
    input: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
    decide: z.record(z.string(), z.string()).default({}),
    totalFen: z.number().nullable().optional(),
    householdFen: z.number().optional(),
    runningFen: z.number().optional(),
    shares: z.record(z.string(), z.number()).optional(),
    instalments: z.record(z.string(), z.number()).optional(),
    missing: z.array(z.string()).optional(),
    refused: z.literal('benefit.not-covered').optional(),
  }),
);

/** The fenced blocks of one kind in a part of the page. */
function blocks(kind: string, text: string): string[] {
  const found = text.matchAll(new RegExp(`\`\`\`yaml ${kind}\\n([\\s\\S]*?)\`\`\``, 'g'));
  return [...found].map((match) => match[1] ?? '');
}

const inputs: unknown = parse(blocks('inputs', PAGE)[0] ?? '');
const sections = PAGE.split('\n### ').filter((section) => section.includes('```yaml recipe'));

function rulesOfRecipe(section: string) {
  const recipe = Recipe.parse(parse(blocks('recipe', section)[0] ?? ''));
  const defaults = {
    id: 'aid',
    name: { zh: '补助', en: 'aid' },
    kind: 'one-off',
    clause: '一',
    quote: '补助',
    split: { by: 'share', shares: [{ fund: 'county', parts: 1 }] },
  };
  const written = z.array(Recipe).parse(recipe['items'] ?? [recipe]);
  const items = written.map((item) => ({ ...defaults, ...item }));
  return rulesOfFile({ inputs, items }, DECISIONS);
}

describe.each(sections.map((section) => [section.split('\n')[0] ?? '', section]))(
  '%s',
  (...one) => {
    const rules = rulesOfRecipe(one[1]);
    const cases = Expected.parse(parse(blocks('expect', one[1])[0] ?? ''));

    test('is sound', () => {
      expect(findRuleProblems(rules)).toEqual([]);
      expect(cases.length).toBeGreaterThan(0);
    });

    test.each(cases)('$input', ({ input, decide, refused, instalments, ...expected }) => {
      if (refused)
        return expect(refusalOf(() => evaluateBenefit(rules, input, decide))).toBe(refused);
      const result = evaluateBenefit(rules, input, decide);
      expect(result).toMatchObject(expected);
      if (expected.shares) expect(result.shares).toEqual(expected.shares);
      if (!instalments) return;
      const paid = result.items[0]?.instalments.map(({ id, amountFen }) => [id, amountFen]) ?? [];
      expect(Object.fromEntries(paid)).toEqual(instalments);
    });
  },
);

test('the page has recipes for at least fifteen phrasings', () => {
  expect(sections.length).toBeGreaterThanOrEqual(15);
});

test('the page explains every operator and shows each in a recipe', () => {
  const recipes = blocks('recipe', PAGE).join('\n');
  for (const name of operatorNames) {
    expect(PAGE).toContain(`| \`${name}\` |`);
    expect(recipes).toMatch(new RegExp(`op: ${name}\\b`));
  }
});
