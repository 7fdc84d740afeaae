// Holds the structure of the repository: sizes, names, bans that name their replacement, and the
// pages that must keep up with the code. Who may import whom is .dependency-cruiser.cjs.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { parseSync } from '@swc/core';
import { expect, test } from 'vitest';
import { errorCatalogue } from '../src/core/errors.ts';

const FILE_LINES_MAX = 400;
const FUNCTION_LINES_MAX = 70;
const COLUMNS_MAX = 100;
const FILE_BYTES_MAX = 500_000;

/** Files that may be longer, with their length: it may only shrink. */
const LONGER_FILES: Readonly<Record<string, number>> = {};
/** Written by `npm run generate`; nobody reads them from end to end. */
const GENERATED_FILES: ReadonlySet<string> = new Set(['src/db/schema.ts']);

const tracked = execFileSync('git', [
  'ls-files',
  '-z',
  '--cached',
  '--others',
  '--exclude-standard',
])
  .toString('utf8')
  .split('\0')
  .filter((path) => path !== '' && existsSync(path));
const isTest = (path: string) => /\.test\.tsx?$|^test\/|\.e2e\.ts$/.test(path);
const code = tracked.filter((path) => /\.(ts|tsx|js|cjs)$/.test(path));
const text = new Map(code.map((path) => [path, readFileSync(path, 'utf8')]));
const lines = (path: string) => (text.get(path) ?? '').split('\n');

function isLong(line: string): boolean {
  // A test's name is a sentence and is not broken.
  if (/https?:\/\/|^\s*test\(/.test(line)) return false;
  return [...line].length > COLUMNS_MAX;
}

/** Lists what breaks a rule as `path:line`, so that the failure says where to go. */
function offenders(paths: string[], breaks: (line: string, path: string) => boolean): string[] {
  return paths.flatMap((path) =>
    lines(path).flatMap((line, index) => (breaks(line, path) ? [`${path}:${index + 1}`] : [])),
  );
}

test('there is code to look at', () => {
  expect(code.length).toBeGreaterThan(50);
});

test('no line of code is longer than 100 columns', () => {
  expect(offenders(code, isLong)).toEqual([]);
});

test('no source file is longer than 400 lines, and the exceptions only shrink', () => {
  const sources = code.filter((path) => !isTest(path) && !GENERATED_FILES.has(path));
  const long = sources.filter(
    (path) => lines(path).length - 1 > (LONGER_FILES[path] ?? FILE_LINES_MAX),
  );
  expect(long).toEqual([]);
  const shrunk = Object.keys(LONGER_FILES).filter(
    (path) => lines(path).length - 1 < (LONGER_FILES[path] ?? 0),
  );
  expect(shrunk, 'lower the number in LONGER_FILES').toEqual([]);
});

test('no function of the source is longer than 70 lines', () => {
  const sources = code.filter((path) => /\.tsx?$/.test(path) && !isTest(path));
  expect(sources.flatMap((path) => longFunctions(path))).toEqual([]);
});

/** Functions over the limit, found in the syntax tree, as `path:line (n lines)`. */
function longFunctions(path: string): string[] {
  const source = text.get(path) ?? '';
  const tree = parseSync(source, { syntax: 'typescript', tsx: path.endsWith('.tsx') });
  const bytes = Buffer.from(source);
  const lineAt = (offset: number) => countLines(bytes, offset - tree.span.start);
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    const { type, span } = node as { type?: string; span?: { start: number; end: number } };
    const isFunction = /^(FunctionDeclaration|FunctionExpression|ArrowFunction|ClassMethod|Method)/;
    if (span && typeof type === 'string' && isFunction.test(type)) {
      const length = lineAt(span.end) - lineAt(span.start) + 1;
      if (length > FUNCTION_LINES_MAX) found.push(`${path}: a function of ${length} lines`);
    }
    Object.values(node).forEach(visit);
  };
  visit(tree.body);
  return found;
}

function countLines(bytes: Buffer, end: number): number {
  let count = 0;
  for (let at = 0; at < end && at < bytes.length; at++) if (bytes[at] === 10) count++;
  return count;
}

test('every source file opens with what it is for', () => {
  const sources = code.filter((path) => /^(src|web|bench|scripts|test)\//.test(path));
  const silent = sources.filter((path) => !/^(#!.*\n)?\/[/*]/.test(text.get(path) ?? ''));
  expect(silent).toEqual([]);
});

test('what core, rules, actions, journal and db export is documented', () => {
  const rooms = code.filter(
    (path) => /^src\/(core|rules|actions|journal|db)\//.test(path) && !isTest(path),
  );
  const bare = rooms.flatMap((path) =>
    lines(path).flatMap((line, index) => {
      if (!/^export (async )?function /.test(line)) return [];
      return /\*\/\s*$/.test(lines(path)[index - 1] ?? '') ? [] : [`${path}:${index + 1}`];
    }),
  );
  expect(bare).toEqual([]);
});

test('paths are plain ASCII, in kebab-case, and no file is a lump', () => {
  const allowed = /^[A-Za-z0-9._/-]+$/;
  expect(tracked.filter((path) => !allowed.test(path))).toEqual([]);
  const isKebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;
  const names = code.filter((path) => !isKebab.test(basename(path).replace(/^\./, '')));
  expect(names).toEqual([]);
  const large = tracked.filter(
    (path) => statSync(path).size > FILE_BYTES_MAX && !/package-lock\.json|fixtures\//.test(path),
  );
  expect(large).toEqual([]);
});

type Ban = { what: RegExp; instead: string; allowedIn?: RegExp };

const BANS: Ban[] = [
  {
    what: /\bDate\.now\(|\bnew Date\(\)/,
    instead: 'a Clock of core/clock',
    allowedIn: /clock\.ts$/,
  },
  { what: /\bMath\.random\(/, instead: 'node:crypto, or a seeded generator' },
  { what: /\bparseFloat\(/, instead: 'parseDecimal of core/rational' },
  { what: /\bconsole\.log\(/, instead: 'the logger, or process.stdout.write in a command' },
  { what: /\bFIXME\b|\bTODO\b/, instead: 'an issue, or do it now' },
  { what: /\b(test|it|describe)\.only\(/, instead: 'nothing: run one test by its name' },
  { what: /@ts-ignore|@ts-expect-error/, instead: 'a type that is true' },
  { what: /\bas any\b|: any\b|<any>/, instead: 'unknown, and a check' },
  {
    what: /^\s*(export )?(const )?enum\s|^\s*(export )?namespace\s/,
    instead: 'a union of strings',
  },
  { what: /^export default\b/, instead: 'a named export', allowedIn: /config\.ts$/ },
  { what: /\bpg_advisory_|\bSERIALIZABLE\b/, instead: 'a row lock in READ COMMITTED' },
  { what: /\bset_config\(/, instead: 'withDistrict of db/open' },
];

for (const ban of BANS) {
  test(`nothing uses ${String(ban.what)}: use ${ban.instead}`, () => {
    const where = code.filter(
      (path) => /^(src|web|field)\//.test(path) && !isTest(path) && !ban.allowedIn?.test(path),
    );
    const uses = offenders(where, (line) => ban.what.test(line.replace(/\/\/.*$/, '')));
    expect(uses).toEqual([]);
  });
}

test('only the clients of the database module speak SQL to a pool of their own', () => {
  const rooms = code.filter((path) => path.startsWith('src/') && !isTest(path));
  const strangers = rooms.filter(
    (path) => !/^src\/(db|people)\//.test(path) && /from 'pg'/.test(text.get(path) ?? ''),
  );
  expect(strangers).toEqual([]);
});

test('every error code is used somewhere, and its sentences end as sentences', () => {
  const source = code.filter((path) => !path.startsWith('src/core/errors/') && !isTest(path));
  const all = source.map((path) => text.get(path)).join('\n');
  const codes = Object.entries(errorCatalogue);
  expect(codes.filter(([code]) => !all.includes(`'${code}'`)).map(([code]) => code)).toEqual([]);
  for (const [code, entry] of codes) {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(entry.zh, code).toMatch(/[。？]$/);
    expect(entry.en, code).toMatch(/[.?]$/);
    expect(entry.next.zh, code).toMatch(/[。？]$/);
    expect(entry.next.en, code).toMatch(/[.?]$/);
  }
});

test('every dependency has its line in docs/dependencies.md and an exact version', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
    'dependencies' | 'devDependencies' | 'optionalDependencies',
    Record<string, string>
  >;
  const page = readFileSync('docs/dependencies.md', 'utf8');
  const all = {
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  };
  expect(Object.keys(all).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+/.test(version))).toEqual([]);
});

test('the lock file names no registry, so that any mirror serves', () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved"/);
});
