// docs/programme-format.md says what the loader does: its folder loads, its relations come out as
// it says, and it leaves out no field, no unit and no problem.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withRelations } from '../../test/helpers/example-folder.ts';
import { programmeErrors } from '../core/errors/programme.ts';
import { unitNames } from '../core/units.ts';
import { jsonSchemas } from '../programmes/programme-cli.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { knownFiles } from './folder/files.ts';
import { loadProgramme } from './load.ts';
import { checkProgramme } from './reconcile/check.ts';

const page = readFileSync(new URL('../../docs/programme-format.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```(\S+)(?: (\S+))?\n([^]*?)^```$/gm)].map(
  ([, language = '', info = '', text = '']) => ({ language, info, text }),
);
const shown = new Map(
  blocks
    .filter(({ info }) => info.startsWith('file='))
    .map(({ info, text }) => [info.slice('file='.length), text]),
);

test('the folder shown is the example county, file by file, and loads', () => {
  const folder = readFolder(join(import.meta.dirname, '../../programmes/example-county'));
  expect([...shown.keys()].toSorted()).toEqual([...folder.keys()].toSorted());
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(folder));
  expect(loadProgramme(shown).problems).toEqual([]);
});

const relations = blocks.filter(({ info }) => info === 'relation');

test('there is an example of every kind of relation', () => {
  const kinds = JSON.stringify(jsonSchemas()['reconcile']).matchAll(/"const":"([a-z-]+)"/g);
  const wanted = new Set([...kinds].map(([, kind]) => kind));
  const found = new Set(relations.map(({ text }) => /kind: (\S+)/.exec(text)?.[1]));
  expect(found).toEqual(wanted);
});

test.each(relations.map(({ text }) => [/kind: (\S+)/.exec(text)?.[1] ?? '', text] as const))(
  'the example of %s gives what the page says',
  (_kind, text) => {
    const body = text.replaceAll(/^(?=.)/gm, '  ');
    const { lines, undecided } = checkProgramme(withRelations(body));
    expect(lines.map(({ verdict }) => verdict)).toEqual([/^# (\w+)/.exec(text)?.[1]]);
    expect(undecided).toEqual([]);
  },
);

/** Every key of a JSON Schema, at any depth. */
function keysOf(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(keysOf);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    const isNamed = key === 'properties' && typeof value === 'object' && value !== null;
    return isNamed ? Object.keys(value).concat(keysOf(Object.values(value))) : keysOf(value);
  });
}

test('every field of every file is on the page', () => {
  const spans = [...page.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
  const words = new Set(spans.flatMap((span) => span.split(/[^A-Za-z-]+/)));
  const { benefit: _benefit, cases: _cases, ...described } = jsonSchemas();
  const missing = Object.entries(described).flatMap(([file, schema]) =>
    keysOf(schema)
      .filter((key) => !words.has(key))
      .map((key) => `${file}: ${key}`),
  );
  expect([...new Set(missing)]).toEqual([]);
});

test('every file that may stand in a folder is on the page', () => {
  for (const file of knownFiles) expect(page).toContain(`\`${file}\``);
});

test('every unit is on the page, and the page names no other', () => {
  const section = page.slice(page.indexOf('## 3. Units'), page.indexOf('## 4. Addresses'));
  const rows = section
    .split('\n')
    .filter((line) => /^\| [a-z]/.test(line) && !line.includes('kind |'));
  const names = rows.flatMap((row) =>
    (row.split('|')[2] ?? '')
      .replace(/\(.*?\)/g, '')
      .split(/[\s·]+/)
      .filter((name) => name !== ''),
  );
  expect(names.toSorted()).toEqual([...unitNames].toSorted());
});

test('every code of a problem is on the page, and every code on the page exists', () => {
  const codes = Object.keys(programmeErrors);
  const ofCommands = /command-|json-invalid|file-not-found|folder-invalid|file-unreadable/;
  for (const code of codes.filter((known) => !ofCommands.test(known))) {
    expect(page).toContain(`\`${code}\``);
  }
  for (const [, code = ''] of page.matchAll(/`(programme\.[a-z-]+)`/g)) {
    if (code !== 'programme.yaml') expect(codes).toContain(code);
  }
});
