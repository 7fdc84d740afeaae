// Reads the input of an action and says in both languages what is wrong with it.

import { z } from 'zod';
import type { Refusal } from '../core/errors.ts';
import { refusalOf } from './action.ts';

const chinese = z.locales.zhCN().localeError;
const english = z.locales.en().localeError;

/** The input as its schema gives it, or the refusal naming the first field that is wrong. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> | Refusal {
  const parsed = schema.safeParse(input, { error: chinese });
  if (!parsed.success) {
    const inEnglish = schema.safeParse(input, { error: english }).error?.issues ?? [];
    const issues = parsed.error.issues.map(({ path, code, message }, at) => ({
      field: path.join('.') || '(input)',
      code,
      problemZh: message,
      problemEn: inEnglish[at]?.message ?? message,
    }));
    const { field = '', problemZh = '', problemEn = '' } = issues[0] ?? {};
    const details = { field, problemZh, problemEn, issues };
    return refusalOf({ code: 'action.bad-input', details });
  }
  if (!hasNul(parsed.data)) return parsed.data;
  const nulField = findNul(parsed.data) ?? '(input)';
  const problems = {
    problemZh: '含有空字符（U+0000）',
    problemEn: 'it holds the character U+0000',
  };
  return refusalOf({ code: 'action.bad-input', details: { field: nulField, ...problems } });
}

/** Whether any text holds a NUL; asked of every input, so it makes nothing. */
function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasNul);
  for (const name in value) {
    if (hasNul(Reflect.get(value, name))) return true;
  }
  return false;
}

/** The path of the first text that holds a NUL, which PostgreSQL cannot keep; undefined if none. */
function findNul(value: unknown, path: readonly string[] = []): string | undefined {
  if (typeof value === 'string') return value.includes('\0') ? path.join('.') : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const found = findNul(member, [...path, name]);
    if (found !== undefined) return found;
  }
  return undefined;
}
