// Whole ledgers as towns keep them, each with what an import must say about it. The expectations
// were written by the program that made the files, not by the import.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { emptyLedger } from './against-ledger.ts';
import { entryToJson } from './entry.ts';
import { importLedger, type ImportPreview } from './import-ledger.ts';
import { aContext, readExpected, type Expected } from './testing.ts';

const LEDGERS = [
  'clean-jinji.xlsx',
  'messy-shangqiao.xlsx',
  'biandangou.xls',
  'guojiaqiao-gb18030.csv',
  'multi-gucheng.xlsx',
] as const;

/** Keys a pattern may leave out: unknown columns go into the note, a CSV has no sheet. */
const OPTIONAL = new Set(['sheet', 'note']);

const previews = new Map<string, Promise<ImportPreview>>();

/** Reads each ledger once. */
function load(file: string, town: string): Promise<ImportPreview> {
  const known = previews.get(file);
  if (known) return known;
  const bytes = readFileSync(`test/fixtures/ledgers/${file}`);
  const preview = importLedger({ name: file, bytes }, aContext({ town }), emptyLedger);
  previews.set(file, preview);
  return preview;
}

type Pattern = Expected['findings'][number];

/** A finding as compared: its place and code. */
function lineOf({ sheet, row, column, code, severity }: Record<string, unknown> | Pattern): string {
  return [sheet, row, column, code, severity].map(String).join(' ');
}

/** The finding that meets a pattern; a list of columns means any of them. */
function meets(pattern: Pattern, found: ImportPreview['findings'][number]): boolean {
  const columns = pattern.column === undefined ? [found.column] : [pattern.column].flat();
  return (
    (pattern.sheet === null || pattern.sheet === undefined || pattern.sheet === found.sheet) &&
    (pattern.row === undefined || pattern.row === found.row) &&
    columns.includes(found.column) &&
    pattern.code === found.code &&
    (pattern.severity === undefined || pattern.severity === found.severity)
  );
}

/** What was settled on: the strict part and the first answer of every open question. */
function settled(expected: Expected) {
  const firsts = expected.either.flatMap(({ anyOf: [first] }) => (first ? [first] : []));
  const findings = firsts.flatMap((first) => (first.findings === 'any' ? [] : first.findings));
  return {
    findings: [...expected.findings, ...findings],
    households: [...expected.households, ...firsts.flatMap((first) => first.households ?? [])],
  };
}

for (const file of LEDGERS) {
  const expected = readExpected(file);

  test(`${file}: sheets, headings and rows are counted as in the file`, async () => {
    const { sheets, rows } = await load(file, expected.town);
    expect(rows).toEqual(expected.rows);
    expect(sheets.map(({ hidden, rows }) => ({ hidden, rows }))).toEqual(
      expected.sheets.map(({ hidden, rows }) => ({ hidden, rows })),
    );
    for (const [at, { name, headerRow }] of expected.sheets.entries()) {
      if (name !== null) expect(sheets[at]?.name).toBe(name);
      expect([headerRow].flat()).toContain(sheets[at]?.headerRow);
    }
  });

  test(`${file}: every problem is named and nothing else (O100)`, async () => {
    const { findings } = await load(file, expected.town);
    const isOther = (one: (typeof findings)[number]) =>
      one.code !== 'column.unknown' && !expected.tolerated.some((pattern) => meets(pattern, one));
    const patterns = settled(expected).findings;
    const missing = patterns.filter((pattern) => !findings.some((one) => meets(pattern, one)));
    const tooMany = findings
      .filter(isOther)
      .filter((one) => !patterns.some((pattern) => meets(pattern, one)));
    expect({ missing: missing.map(lineOf), tooMany: tooMany.map(lineOf) }).toEqual({
      missing: [],
      tooMany: [],
    });
    expect(findings.filter(isOther)).toHaveLength(patterns.length);
    for (const { message } of findings) {
      expect(message.zh).not.toMatch(/[{}]|undefined|\[object/);
      expect(message.en).not.toMatch(/[{}]|undefined|\[object/);
    }
  });

  test(`${file}: unknown columns are named once each`, async () => {
    const { findings } = await load(file, expected.town);
    const unknown = findings.filter(({ code }) => code === 'column.unknown');
    const named = unknown.map(({ sheet, column }) => `${sheet} ${column}`).toSorted();
    const wanted = expected.unknownColumns.filter(({ optional }) => !optional);
    expect(named).toEqual(wanted.map(({ sheet, header }) => `${sheet} ${header}`).toSorted());
  });

  test(`${file}: the accepted rows say what their cells say`, async () => {
    const { households } = await load(file, expected.town);
    const byRow = new Map(households.map((one) => [`${one.sheet} ${one.row}`, entryToJson(one)]));
    const methods = new Map<string, unknown>();
    const wanted = settled(expected).households;
    expect(households).toHaveLength(wanted.length);
    for (const pattern of wanted) {
      const sheet = pattern['sheet'] ?? households[0]?.sheet;
      const found = byRow.get(`${String(sheet)} ${pattern.row}`);
      expect(found, `row ${pattern.row}`).toBeDefined();
      const keys = new Set([...Object.keys(pattern), ...Object.keys(found ?? {})]);
      for (const key of keys) {
        const want = pattern[key];
        const got = found?.[key];
        const at = `row ${pattern.row} ${key}`;
        if (isLoose(want) || (OPTIONAL.has(key) && want === undefined)) continue;
        if (key === 'sheet') continue;
        if (key === 'note') expect(String(got), at).toContain(want);
        else if (isTable(want) && '$any' in want) expect(want['$any'], at).toContainEqual(got);
        else if (isTable(want) && '$same' in want) {
          const word = String(want['$same']);
          if (!methods.has(word)) methods.set(word, got);
          expect(got, at).toBe(methods.get(word));
        } else expect(got, at).toEqual(want);
      }
    }
    expect(new Set(methods.values()).size).toBe(methods.size);
  });
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isLoose(value: unknown): boolean {
  return isTable(value) && '$loose' in value;
}

test('a sheet with a document type and a web page named .xls are refused', async () => {
  await expect(load('hostile-entity.xlsx', '640302100')).rejects.toMatchObject({
    code: 'file.hostile',
  });
  await expect(load('hostile-html.xls', '640302100')).rejects.toMatchObject({
    code: 'file.unsupported',
  });
});
