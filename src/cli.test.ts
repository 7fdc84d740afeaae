// The command line as it is used: exit codes, what goes to standard output, and sentences instead
// of stack traces.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'qn-cli-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Runs `qn` from a folder; gives exit code, standard output and standard error. */
function qn(args: readonly string[], options: { from?: string; env?: NodeJS.ProcessEnv } = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'src/cli.ts'), ...args],
    {
      cwd: options.from ?? root,
      env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...options.env },
      encoding: 'utf8',
    },
  );
  expect(stdout + stderr).not.toMatch(/\n\s+at .*\.ts:\d+/);
  return { status, stdout, stderr };
}

/** A copy of the example county with files written over. */
function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(scratch, 'county-'));
  cpSync(join(root, 'programmes/example-county'), folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

test('an unknown command is answered with the nearest, exit code 2', () => {
  const { status, stdout, stderr } = qn(['programm']);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toBe(
    'programme.command-unknown: 没有“programm”这个命令，是不是“programme”。用 qn --help 查看全部命令。\n',
  );
});

test.each([
  [['programme', 'chek', 'x'], 'programme check'],
  [['programme', 'check'], 'one folder is needed'],
  [['programme', 'check', 'x', '--jsn'], "Unknown option '--jsn'"],
  [['journal', 'prove'], 'the id of an entry is needed'],
  [['account', 'burn'], 'no subcommand "burn"'],
  [['journal', 'burn'], 'no subcommand "burn"'],
  [['programme', 'check', 'x', '--lang', 'fr'], '--lang is zh or en'],
])('%j is not written correctly, exit code 2', (args, sentence) => {
  const { status, stdout, stderr } = qn(args, { env: { LANG: 'en_GB.UTF-8' } });
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(sentence);
});

test.each([
  [[]],
  [['--help']],
  [['programme', '--help']],
  [['programme', 'check', '--help']],
  [['benefit', '--help']],
  [['journal', '--help']],
  [['account', '--help']],
])('qn %j shows how it is used and needs no database', (args) => {
  const { status, stdout } = qn(args);
  expect(status).toBe(0);
  expect(stdout).toContain('qn ');
});

test('a folder that is missing, or a file, is refused in a sentence, exit code 1', () => {
  const missing = qn(['programme', 'check', 'no/such']);
  expect([missing.status, missing.stdout]).toEqual([1, '']);
  expect(missing.stderr).toContain('programme.folder-missing: 没有“');
  const file = qn(['programme', 'check', 'package.json', '--lang', 'en']);
  expect(file.stderr).toContain('is a file, not a programme folder');
});

test('a file that is not UTF-8 is refused by name', () => {
  const folder = folderWith({ 'towns.yaml': new Uint8Array([0xb3, 0xc7, 0x0a]) });
  const { status, stdout } = qn(['programme', 'check', folder]);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^towns\.yaml:1:\d+: .*不是 UTF-8/m);
});

test('problems are printed as file:line:column field: sentence, exit code 1', () => {
  const folder = folderWith({ 'towns.yaml': 'towns:\n  - id: east\n    nam: x\n' });
  const { status, stdout } = qn(['programme', 'check', folder]);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^towns\.yaml:3:5 towns\[0\]\.nam: 这里没有“nam”这个键，是不是“name”/m);
});

test('a folder in order gives the table and its summary, exit code 0', () => {
  const { status, stdout, stderr } = qn(['programme', 'check', 'programmes/example-county']);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^A2 .*960万元 +960万元 +OK$/m);
  expect(stdout).toContain('OK 4  MISMATCH 0  INFO 1  DEFECT 2');
});

test('a finding without a decision makes exit code 1 and is named', () => {
  const text =
    'relations:\n  - { id: F1, kind: missing-annex, annex: annex-1, title: { zh: 附, en: A } }\n';
  const folder = folderWith({ 'reconcile.yaml': text });
  const { status, stdout } = qn(['programme', 'check', folder, '--lang=en']);
  expect(status).toBe(1);
  expect(stdout).toContain('Without a decision: F1');
});

test('--json prints one document with problems, summary, lines and what is undecided', () => {
  const { status, stdout } = qn(['programme', 'check', 'programmes/example-county', '--json']);
  expect(status).toBe(0);
  const answer: unknown = JSON.parse(stdout);
  expect(answer).toMatchObject({
    programme: 'example-county',
    ok: true,
    problems: [],
    summary: { OK: 4, MISMATCH: 0, INFO: 1, DEFECT: 2 },
    undecided: [],
  });
  expect(answer).toHaveProperty('lines.0', {
    id: 'A1',
    kind: 'sum',
    clause: '一',
    title: { zh: '1200户 = 500 + 700', en: '1200 households by year' },
    verdict: 'OK',
    stated: { zh: '1200户', en: '1200 households' },
    computed: { zh: '1200户', en: '1200 households' },
    note: null,
    needsDecision: false,
    decision: null,
  });
});

test('a relative path starts where npm was started', () => {
  const env = { INIT_CWD: join(root, 'programmes') };
  expect(qn(['programme', 'check', 'example-county'], { from: scratch, env }).status).toBe(0);
});

test('the JSON Schema of a file is printed, and a misspelt name answered', () => {
  const { stdout } = qn(['programme', 'schema', 'targets']);
  expect(JSON.parse(stdout)).toHaveProperty('properties.targets');
  expect(qn(['programme', 'schema', 'target']).stderr).toContain('是不是“targets”');
});

test('qn benefit answers from a folder alone, and refuses JSON that is none', () => {
  const input = join(scratch, 'input.json');
  writeFileSync(input, '{"costFen": 600000}');
  const args = ['benefit', '--programme', 'programmes/example-county', '--input', input, '--json'];
  expect(JSON.parse(qn(args).stdout)).toMatchObject({ totalFen: 480_000, householdFen: 120_000 });
  writeFileSync(input, '{"costFen": ');
  const { status, stdout, stderr } = qn(args);
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'programme.json-invalid' } });
  expect(stderr).toContain('programme.json-invalid');
});
