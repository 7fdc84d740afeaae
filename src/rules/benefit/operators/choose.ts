// choose 按情形: one amount for each option of a choice, for yes and no, or for each year.

import { fail } from '../../../core/errors.ts';
import type { BenefitInput } from '../../schema/benefit.ts';
import type { Look, OperatorNamed, Rule } from '../rule.ts';
import { namedWord, yuan } from '../words.ts';
import { counted } from './phrase.ts';

/** Every value of an input that rules must say something about. */
export function valuesOf(input: BenefitInput): string[] {
  if (input.type === 'flag') return ['true', 'false'];
  return input.type === 'choice' ? input.options.map(({ id }) => id) : [];
}

/** Looks that every key of `cases` is a value the input can have. */
export function checkKeys(
  by: string,
  input: BenefitInput,
  keys: readonly string[],
  look: Look,
): void {
  const values = valuesOf(input);
  const isUnknown = (key: string): boolean =>
    input.type === 'year' ? !/^\d{4}$/.test(key) : !values.includes(key);
  for (const key of keys.filter(isUnknown)) {
    look.problem(['cases', key], {
      zh: `“${by}”没有“${key}”这个取值${values.length === 0 ? '' : `，只有：${values.join('、')}`}。`,
      en: `${by} has no value ${key}${values.length === 0 ? '' : `; it has ${values.join(', ')}`}.`,
    });
  }
}

/** Looks that `cases` covers every value of the input it goes by, and names no other. */
export function checkCases(
  by: string,
  node: { readonly cases: Readonly<Record<string, unknown>>; readonly otherwise?: unknown },
  field: string,
  look: Look,
): void {
  const input = look.input(by, ['choice', 'flag', 'year'], [field]);
  if (!input) return;
  const [values, keys] = [valuesOf(input), Object.keys(node.cases)];
  checkKeys(by, input, keys, look);
  if (node.otherwise !== undefined) return;
  const left = values.filter((value) => !keys.includes(value));
  const isOptional = !input.required && input.type !== 'flag';
  if (left.length === 0 && !isOptional) return;
  look.problem(['cases'], {
    zh: `还没有写：${[...left, ...(isOptional ? ['未填写时'] : [])].join('、')}；可用 otherwise 补足。`,
    en: `Not covered: ${[...left, ...(isOptional ? ['left out'] : [])].join(', ')}; add otherwise.`,
  });
}

/** @example { op: choose, by: method, cases: { electric: …, gas: … }, otherwise: … } */
export const choose: Rule<OperatorNamed<'choose'>> = {
  amount(node, run) {
    const key = run.word(node.by);
    if (key === undefined) return run.algebra.unknown([node.by]);
    const input = run.input(node.by);
    const found = key === null ? undefined : node.cases[key];
    const chosen = found ?? node.otherwise;
    if (!chosen) {
      const details = { name: input.name.zh, nameEn: input.name.en, value: key ?? '-' };
      return fail('benefit.not-covered', details, node.clause ?? input.clause);
    }
    const place = found ? Object.keys(node.cases).indexOf(String(key)) + 1 : 0;
    const amount = run.below(chosen, place);
    const [what, how] = [namedWord(input, key), counted(chosen)];
    run.tell(amount, [], (total) => ({
      zh: `${what.zh}，${how.zh}：${yuan(total).zh}`,
      en: `${what.en}, ${how.en}: ${yuan(total).en}`,
    }));
    return amount;
  },
  check: (node, look) => checkCases(node.by, node, 'by', look),
};
