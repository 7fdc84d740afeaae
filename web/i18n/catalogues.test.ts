// Both languages have the same words, every word is used, and no word is asked for that is missing.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { en, zh } from './catalogues.ts';

const web = join(import.meta.dirname, '..');
const sources = readdirSync(web, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(web, name), 'utf8'));
const code = sources.join('\n');

type Catalogue = Readonly<Record<string, string>>;
const catalogues = Object.entries(zh as Readonly<Record<string, Catalogue>>);
const english = en as Readonly<Record<string, Catalogue>>;

/** Keys without their plural endings: `lead_one` and `lead_other` are one key, `lead`. */
const keysOf = (catalogue: Catalogue) =>
  [...new Set(Object.keys(catalogue).map((key) => key.replace(/_(one|other)$/, '')))].toSorted();

/** True when the code has the key in quotes, or a template beginning with a part of it. */
function isUsed(key: string): boolean {
  if (code.includes(`'${key}'`) || code.includes(`"${key}"`)) return true;
  return templates.some((template) => template.test(key));
}

const templates = [...code.matchAll(/`([^`\n]*\$\{[^`\n]*)`/g)]
  .map((match) => match[1] ?? '')
  .filter((template) => /^[A-Za-z][A-Za-z.-]*\$\{/.test(template))
  .map((template) => {
    const parts = template.split(/\$\{[^}]*\}/).map((part) => RegExp.escape(part));
    return new RegExp(`^${parts.join('.+')}$`);
  });

test.each(catalogues)('the words of %s are the same in both languages', (name, words) => {
  expect(keysOf(english[name] ?? {})).toEqual(keysOf(words));
});

const blanks = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}|<(\w+)>/g)].map((match) => match[0]);

test.each(catalogues)('the words of %s have the same blanks in both languages', (name, words) => {
  for (const [key, text] of Object.entries(words)) {
    const other = english[name]?.[key];
    // Months and plurals are told by different words in each language.
    if (other === undefined || key === 'winter.month' || key.endsWith('_one')) continue;
    expect(new Set(blanks(other)), `${name} ${key}`).toEqual(new Set(blanks(text)));
  }
});

// Figures are named by the programmes and actions by the registry, not by our code.
const byCode = catalogues.filter(([name]) => name !== 'figures' && name !== 'actions');
test.each(byCode)('every word of %s is used', (_, words) => {
  expect(keysOf(words).filter((key) => !isUsed(key))).toEqual([]);
});
