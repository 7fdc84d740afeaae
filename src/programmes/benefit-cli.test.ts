// qn benefit as a person runs it: what it prints, what it refuses, and how it ends.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Refusal } from '../core/errors.ts';
import { runBenefit } from './benefit-cli.ts';
import type { CommandIo } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'qingnuan-benefit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const LITONG = ['--programme', 'programmes/litong-2022'];
const SMALL = ['--programme', 'programmes/beishan-2023'];

/** A file with this content, to be given as --input. */
function file(content: string): string {
  const path = join(folder, `${content.length}-${content.replace(/\W/g, '')}.json`);
  writeFileSync(path, content);
  return path;
}

async function run(args: readonly string[], language: 'zh' | 'en' = 'zh') {
  let output = '';
  const io: CommandIo = { write: (text) => (output += text), language, folder: process.cwd() };
  return { code: await runBenefit(args, io), output };
}

/** What is printed besides when a command refuses. */
async function printed(args: readonly string[]): Promise<string> {
  let output = '';
  const io: CommandIo = { write: (text) => (output += text), language: 'zh', folder: '.' };
  await runBenefit(args, io).catch(() => undefined);
  return output;
}

async function refusal(args: readonly string[]): Promise<string> {
  const error: unknown = await run(args).catch((caught: unknown) => caught);
  return error instanceof Refusal ? error.code : `no refusal: ${String(error)}`;
}

test('arguments that cannot be meant are refused with a sentence', async () => {
  const wrong = 'programme.command-arguments';
  expect(await refusal(['--input', file('{}')])).toBe(wrong);
  expect(await refusal(SMALL)).toBe(wrong);
  expect(await refusal([...SMALL, 'jumpz'])).toBe(wrong);
  expect(await refusal([...SMALL, '--nonsense'])).toBe(wrong);
  expect(await refusal([...SMALL, '--input', file('{}'), '--decide', 'D02'])).toBe(wrong);
  expect(await refusal([...SMALL, '--input', 'no-such.json'])).toBe('programme.file-not-found');
  expect(await refusal([...SMALL, '--input', file('{')])).toBe('programme.json-invalid');
  expect(await refusal([...SMALL, '--input', file('[1]')])).toBe('benefit.not-an-object');
  const text = file('{"costFen":"5999"}');
  expect(await refusal([...SMALL, '--input', text])).toBe('benefit.money-not-number');
});

test('O145 --json prints the result with its five keys first', async () => {
  const { code, output } = await run([...LITONG, '--json', '--input', file('{"costFen":599900}')]);
  const result = JSON.parse(output) as Record<string, unknown>;
  expect(code).toBe(0);
  expect(Object.keys(result).slice(0, 5)).toEqual([
    'totalFen',
    'shares',
    'householdFen',
    'missing',
    'explanation',
  ]);
  expect(result).toMatchObject({
    totalFen: 479_920,
    shares: { central: 316_928, district: 162_992 },
    householdFen: 119_980,
    missing: [],
  });
});

test('with --json a refusal is one document on standard output, without it nothing', async () => {
  const wrong = [...SMALL, '--input', file('{"costFen":-1}')];
  expect(await printed(wrong)).toBe('');
  const { error } = JSON.parse(await printed([...wrong, '--json'])) as { error: object };
  expect(Object.keys(error)).toEqual(['code', 'message', 'next']);
  expect(error).toMatchObject({
    code: 'benefit.negative-input',
    message: { zh: expect.stringContaining('不能是负数') as string },
  });
  expect(JSON.parse(await printed(['jumpz', '--json', ...SMALL]))).toHaveProperty('error.code');
});

test('an input file that names a key twice is refused, however the key is written', async () => {
  const twice = 'benefit.input-key-twice';
  expect(await refusal([...SMALL, '--input', file('{"costFen":1,"costFen":2}')])).toBe(twice);
  expect(await refusal([...SMALL, '--input', file('{"costFen":1,"cost\\u0046en":2}')])).toBe(twice);
});

test('nothing known prints what is missing and ends well', async () => {
  const { code, output } = await run([...LITONG, '--json', '--input', file('{}')]);
  expect(code).toBe(0);
  expect(JSON.parse(output)).toMatchObject({ totalFen: null, missing: ['costFen'] });
  expect((await run([...LITONG, '--input', file('{}')])).output).toContain(
    '还需要：造价 (costFen)',
  );
});

test('without --json the steps are told in Chinese or English', async () => {
  const args = [...LITONG, '--input', file('{"costFen":600000}')];
  expect((await run(args)).output).toContain('农户承担：6,000.00 元 − 5,300.00 元 = 700.00 元');
  expect((await run(args, 'en')).output).toContain('Borne by the household');
});

test('--decide tries another option', async () => {
  const decide = ['--decide', 'D02=of-full', '--decide', 'D04=may-exceed'];
  const args = [...LITONG, '--json', '--input', file('{"costFen":400000}'), ...decide];
  expect(JSON.parse((await run(args)).output)).toMatchObject({ householdFen: -24_000 });
});

test('jumps prints where aid jumps and where a dearer stove costs less', async () => {
  const { output } = await run(['jumps', ...LITONG, '--json']);
  expect(JSON.parse(output)).toMatchObject({
    jumps: [{ input: 'costFen', at: 600_000, totalBeforeFen: 479_999, totalAfterFen: 530_000 }],
    perverse: [{ input: 'costFen', from: 600_000, to: 650_000 }],
  });
  const told = (await run(['jumps', ...LITONG])).output;
  expect(told).toContain('造价 6,000.00 元：补助 4,799.99 → 5,300.00，农户承担 1,200.00 → 700.00');
  expect(told).toContain('造价从 6,000.00 元起：到不足 6,500.00 元，农户反比造价更低时少付');
});

test('cases ends well when every worked household comes out', async () => {
  const { code, output } = await run(['cases', ...LITONG]);
  expect(code).toBe(0);
  expect(output).toContain('0 户不符');
});

test('--help explains itself', async () => {
  expect((await run(['--help'], 'en')).output).toContain('qn benefit jumps');
});
