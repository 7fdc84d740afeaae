// qn benefit: what a household gets, where the rules jump, and whether the worked households of a
// programme folder still come out. Works on a folder alone, with no database.

import { parseArgs } from 'node:util';
import { fail, Refusal } from '../core/errors.ts';
import { formatYuan } from '../core/money.ts';
import { runCases, type CaseOutcome } from '../rules/benefit/cases.ts';
import { evaluateBenefit } from '../rules/benefit/evaluate.ts';
import { findJumps } from '../rules/benefit/jumps.ts';
import { getProgramme } from '../rules/load.ts';
import type { BenefitInputs, BenefitResult, LoadedProgramme } from '../rules/types.ts';
import { jumpsText } from './benefit-jumps-text.ts';
import { pathFrom, readJson, say, writeJson, type CommandIo } from './command.ts';
import { readFolder } from './read-folder.ts';

const OPTIONS = {
  programme: { type: 'string' },
  input: { type: 'string' },
  decide: { type: 'string', multiple: true },
  json: { type: 'boolean', default: false },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const HELP = {
  zh: `用法：
  qn benefit       --programme 文件夹 --input 文件.json [--decide D02=of-full] [--json]
  qn benefit jumps --programme 文件夹 [--input 文件.json] [--decide …] [--json]
  qn benefit cases --programme 文件夹 [--json]
--input - 从标准输入读取；金额以分为单位，例如 {"costFen": 599900}。--lang zh|en 选语言。
`,
  en: `Usage:
  qn benefit       --programme DIR --input FILE.json [--decide D02=of-full] [--json]
  qn benefit jumps --programme DIR [--input FILE.json] [--decide …] [--json]
  qn benefit cases --programme DIR [--json]
--input - reads standard input; money is in fen, such as {"costFen": 599900}. --lang zh|en.
`,
};

type Values = ReturnType<typeof readArguments>['values'];

/**
 * Runs `qn benefit …`; gives the exit code. Refusals are thrown for the caller to print; with
 * --json they are also written as `{ error }`, so that a program reads one document either way.
 */
export async function runBenefit(args: readonly string[], io: CommandIo): Promise<number> {
  try {
    return run(args, io);
  } catch (error) {
    if (error instanceof Refusal && args.includes('--json')) {
      const { code, text: message, next } = error;
      writeJson(io, { error: { code, message, next } });
    }
    throw error;
  }
}

function run(args: readonly string[], io: CommandIo): number {
  const { values, positionals } = readArguments(args);
  if (values.help) {
    io.write(HELP[io.language]);
    return 0;
  }
  const [command = 'evaluate', ...rest] = positionals;
  if (rest.length > 0) refuseArguments(`多余的参数“${rest[0]}”`, `"${rest[0]}" is one too many`);
  const show = new Map([
    ['evaluate', showBenefit],
    ['jumps', showJumps],
    ['cases', showCases],
  ]).get(command);
  if (!show) {
    return refuseArguments(`没有“${command}”这个子命令`, `there is no subcommand "${command}"`);
  }
  if (values.programme === undefined) refuseArguments('缺少 --programme', '--programme is missing');
  return show(getProgramme(readFolder(pathFrom(io, values.programme))), values, io);
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    return refuseArguments(reason, reason);
  }
}

function refuseArguments(reasonZh: string, reasonEn: string): never {
  fail('programme.command-arguments', { command: 'benefit', reasonZh, reasonEn });
}

/** `D02=of-full` as written on the command line, any number of times. */
function readDecide(written: readonly string[] | undefined): Record<string, string> {
  const decide: Record<string, string> = {};
  for (const one of written ?? []) {
    const [id, option] = one.split('=');
    if (!id || !option) {
      refuseArguments(`--decide 要写成 D02=of-full，不能是“${one}”`, `--decide takes D02=of-full`);
    }
    decide[id] = option;
  }
  return decide;
}

/** What the file says of a household; evaluateBenefit refuses what it cannot mean. */
function readInput(io: CommandIo, file: string): BenefitInputs {
  const value = readJson(io, file);
  return isTable(value) ? value : fail('benefit.not-an-object', {});
}

function isTable(value: unknown): value is BenefitInputs {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function showBenefit(programme: LoadedProgramme, values: Values, io: CommandIo): number {
  if (values.input === undefined) refuseArguments('缺少 --input', '--input is missing');
  const inputs = readInput(io, values.input);
  const result = evaluateBenefit(programme, inputs, readDecide(values.decide));
  if (values.json) {
    const { totalFen, shares, householdFen, missing, explanation, ...more } = result;
    const steps = explanation.map(({ step, clause, amountFen, text, quote }) => {
      return { step, clause, amountFen, text, quote };
    });
    writeJson(io, { totalFen, shares, householdFen, missing, explanation: steps, ...more });
  } else io.write(describe(programme, result, io));
  return 0;
}

function describe(programme: LoadedProgramme, result: BenefitResult, io: CommandIo): string {
  const lines = [say(io, programme.data.programme.name), ''];
  result.explanation.forEach(({ text, clause, quote }, index) => {
    const ground = [clause, quote === null ? undefined : `“${quote}”`].filter(Boolean).join(' ');
    const number = String(index + 1).padStart(2);
    lines.push(`${number}. ${say(io, text)}${ground === '' ? '' : `    [${ground}]`}`);
  });
  for (const { name, instalments } of result.items) {
    for (const { when, amountFen } of instalments) {
      const sum = `${formatYuan(amountFen)} ${say(io, { zh: '元', en: 'yuan' })}`;
      lines.push(`    ${say(io, name)} · ${say(io, when)}: ${sum}`);
    }
  }
  for (const { text, clause } of result.warnings) {
    lines.push(`${say(io, { zh: '注意：', en: 'Note: ' })}${say(io, text)}    [${clause}]`);
  }
  if (result.missing.length > 0) {
    const names = result.missing.map((id) => {
      const input = programme.data.benefit.inputs.find((known) => known.id === id);
      return `${input ? say(io, input.name) : ''} (${id})`;
    });
    const start = say(io, { zh: '还需要：', en: 'Still needed: ' });
    lines.push(start + names.join(say(io, { zh: '、', en: ', ' })));
  }
  return `${lines.join('\n')}\n`;
}

function showJumps(programme: LoadedProgramme, values: Values, io: CommandIo): number {
  const given = values.input === undefined ? {} : readInput(io, values.input);
  const report = findJumps(programme, { given, decide: readDecide(values.decide) });
  if (values.json) writeJson(io, report);
  else io.write(jumpsText(programme, report, io));
  return 0;
}

function showCases(programme: LoadedProgramme, values: Values, io: CommandIo): number {
  const outcomes = runCases(programme);
  const failed = outcomes.filter(({ differences }) => differences.length > 0);
  if (values.json) {
    writeJson(io, { ok: failed.length === 0, count: outcomes.length, failed });
  } else io.write(describeCases(outcomes, failed, io));
  return failed.length === 0 ? 0 : 1;
}

function describeCases(
  outcomes: readonly CaseOutcome[],
  failed: readonly CaseOutcome[],
  io: CommandIo,
): string {
  const lines = failed.flatMap(({ id, name, source, differences }) => [
    `${id} ${say(io, name)}    [${say(io, source)}]`,
    ...differences.map(({ field, expected, got }) =>
      say(io, {
        zh: `  ${field}：应为 ${expected}，算出 ${got}`,
        en: `  ${field}: expected ${expected}, got ${got}`,
      }),
    ),
  ]);
  const right = outcomes.length - failed.length;
  lines.push(
    say(io, {
      zh: `${outcomes.length} 户样例，${right} 户相符，${failed.length} 户不符。`,
      en: `${outcomes.length} worked households: ${right} come out, ${failed.length} differ.`,
    }),
  );
  return `${lines.join('\n')}\n`;
}
