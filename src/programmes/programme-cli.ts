// The commands `qn programme check DIR` and `qn programme schema`: whether a folder is in order,
// and the JSON Schema of its files.

import { parseArgs } from 'node:util';
import { z } from 'zod';
import { fail } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import { yamlSchemas } from '../rules/folder/files.ts';
import { loadProgramme } from '../rules/load.ts';
import { checkProgramme } from '../rules/reconcile/check.ts';
import { CaseFile } from '../rules/schema/benefit.ts';
import type { FigureAt, FolderProblem, LoadedProgramme, ReconcileReport } from '../rules/types.ts';
import { type CommandIo, languageOf, pathFrom, say, writeJson } from './command.ts';
import { readFolder } from './read-folder.ts';

const HELP = {
  zh: `qn programme check DIR [--json] [--figures] [--lang zh|en]
    检查方案文件夹：资料是否齐全、引文是否与通知一致、数字是否勾稽相符。
    没有问题且每个疑点都有决定时返回 0，否则返回 1。
    --json     输出一个 JSON 文档
    --figures  列出全部数字的地址
qn programme schema [NAME]
    输出各文件（或一个文件，如 targets）的 JSON Schema。
`,
  en: `qn programme check DIR [--json] [--figures] [--lang zh|en]
    Checks a programme folder: is it complete, do its quotes stand in the notice, do the figures
    agree. Exit code 0 when nothing is wrong and every finding has a decision, else 1.
    --json     one JSON document
    --figures  the addresses of all figures
qn programme schema [NAME]
    The JSON Schema of the files, or of one of them such as targets.
`,
} as const;

/** Runs `qn programme …`. */
export async function programmeCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const [command, ...rest] = args;
  if (command === 'check') return check(rest, io);
  if (command === 'schema') return schema(rest, io);
  if (command === undefined || command === '--help' || command === '-h') {
    io.write(say(io, HELP));
    return 0;
  }
  const close = nearest(command, ['check', 'schema']);
  return fail('programme.command-unknown', {
    command: `programme ${command}`,
    suggestionZh: close === undefined ? '' : `，是不是“programme ${close}”`,
    suggestionEn: close === undefined ? '' : `; did you mean "programme ${close}"`,
  });
}

function check(args: readonly string[], given: CommandIo): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      figures: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      lang: { type: 'string' },
    },
  });
  const io = values.lang ? { ...given, language: languageOf(values.lang, undefined) } : given;
  if (values.help) {
    io.write(say(io, HELP));
    return 0;
  }
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) {
    return fail('programme.command-arguments', {
      command: 'programme',
      reasonZh: '要给出一个文件夹',
      reasonEn: 'one folder is needed',
    });
  }
  const { programme, problems } = loadProgramme(readFolder(pathFrom(io, folder)));
  const report = programme && checkProgramme(programme);
  if (values.json) writeJson(io, answerOf(programme, problems, report));
  else if (values.figures && programme) writeFigures(io, [...programme.figures.values()]);
  else writeReport(io, folder, problems, report);
  return report && report.undecided.length === 0 ? 0 : 1;
}

function answerOf(
  programme: LoadedProgramme | undefined,
  problems: readonly FolderProblem[],
  report: ReconcileReport | undefined,
) {
  const lines = (report?.lines ?? []).map((line) => ({
    id: line.id,
    clause: line.clause ?? null,
    kind: line.kind,
    title: line.title,
    verdict: line.verdict,
    stated: line.stated,
    computed: line.computed,
    note: line.note ?? null,
    decision: line.decision ?? null,
    needsDecision: line.needsDecision,
  }));
  return {
    programme: programme?.data.programme.id ?? null,
    ok: report !== undefined && report.undecided.length === 0,
    problems,
    summary: report?.summary ?? { OK: 0, MISMATCH: 0, INFO: 0, DEFECT: 0 },
    lines,
    undecided: report?.undecided ?? [],
  };
}

function writeReport(
  io: CommandIo,
  folder: string,
  problems: readonly FolderProblem[],
  report: ReconcileReport | undefined,
): void {
  for (const { file, line, column, field, message } of problems) {
    const where = field === '' ? '' : ` ${field}`;
    io.write(`${file}:${line}:${column}${where}: ${say(io, message)}\n`);
  }
  if (!report) {
    const count = problems.length;
    io.write(
      say(io, {
        zh: `\n${folder}：${count} 处问题，改正后再核对数字。\n`,
        en: `\n${folder}: problems: ${count}. The figures are checked once they are mended.\n`,
      }),
    );
    return;
  }
  writeTable(io, report);
}

function writeTable(io: CommandIo, report: ReconcileReport): void {
  const head = {
    zh: ['编号', '条款', '核对', '明文', '计算', '结果', '决定'] as const,
    en: HEAD_EN,
  };
  const rows = report.lines.map((line) => [
    line.id,
    line.clause ?? '',
    say(io, line.title),
    say(io, line.stated),
    say(io, line.computed),
    line.verdict,
    line.decision ?? (line.needsDecision ? say(io, { zh: '待定', en: 'open' }) : ''),
  ]);
  io.write(alignedTable([[...head[io.language]], ...rows]));
  const { OK, MISMATCH, INFO, DEFECT } = report.summary;
  io.write(`\nOK ${OK}  MISMATCH ${MISMATCH}  INFO ${INFO}  DEFECT ${DEFECT}\n`);
  if (report.undecided.length === 0) return;
  const open = report.undecided.join(', ');
  io.write(say(io, { zh: `还没有决定的：${open}\n`, en: `Without a decision: ${open}\n` }));
}

const HEAD_EN = ['id', 'clause', 'relation', 'stated', 'computed', 'verdict', 'decision'] as const;
const CELL_WIDTH_MAX = 48;

/**
 * Columns under each other; a Chinese character takes two places. A cell too long for its column is
 * printed whole and pushes its own line.
 */
function alignedTable(rows: ReadonlyArray<readonly string[]>): string {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(
      ...rows.map((row) => widthOf(row[at] ?? '')).filter((width) => width <= CELL_WIDTH_MAX),
    ),
  );
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell + ' '.repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cell))))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function widthOf(text: string): number {
  return [...text].reduce((width, char) => width + (/[\u2e80-\uffe6]/.test(char) ? 2 : 1), 0);
}

function writeFigures(io: CommandIo, figures: readonly FigureAt[]): void {
  const rows = figures.map(({ address, written, unit, clause, file, line }) => [
    address,
    `${written}${unit}`,
    clause ?? '',
    `${file}:${line}`,
  ]);
  io.write(alignedTable(rows));
}

/** The JSON Schema of every kind of file, by name. */
export function jsonSchemas(): Record<string, unknown> {
  const all = { ...yamlSchemas, cases: CaseFile };
  return Object.fromEntries(
    Object.entries(all).map(([name, one]) => [
      name,
      z.toJSONSchema(one, { io: 'input', reused: 'ref' }),
    ]),
  );
}

function schema(args: readonly string[], io: CommandIo): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } },
  });
  if (values.help) {
    io.write(say(io, HELP));
    return 0;
  }
  const [name] = positionals;
  const schemas = jsonSchemas();
  if (name !== undefined && !Object.hasOwn(schemas, name)) {
    const close = nearest(name, Object.keys(schemas));
    return fail('programme.option-unknown', {
      value: name,
      options: Object.keys(schemas).join('、'),
      suggestionZh: close === undefined ? '' : `，是不是“${close}”`,
      suggestionEn: close === undefined ? '' : `; did you mean "${close}"`,
    });
  }
  writeJson(io, name === undefined ? schemas : schemas[name]);
  return 0;
}
