// What a command of `qn` is given: where to write, in which language, and how to read files. Used
// by every command module, so that none touches the process itself.

import { readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { fail } from '../core/errors.ts';
import type { Language, Text } from '../core/text.ts';

/** The surroundings of a command. */
export type CommandIo = {
  /** Writes to standard output: the answer and nothing else. */
  readonly write: (text: string) => void;
  readonly language: Language;
  /** Relative paths start here. */
  readonly folder: string;
};

/** A command: its arguments after its name; gives the exit code. */
export type Command = (args: readonly string[], io: CommandIo) => Promise<number>;

/** The language asked for with --lang, else that of LANG, else Chinese. */
export function languageOf(option: string | undefined, lang: string | undefined): Language {
  if (option === 'zh' || option === 'en') return option;
  if (option !== undefined) {
    fail('programme.command-arguments', {
      command: '',
      reasonZh: `--lang 只能是 zh 或 en，不能是“${option}”`,
      reasonEn: `--lang is zh or en, not "${option}"`,
    });
  }
  return lang?.startsWith('en') ? 'en' : 'zh';
}

/** A path as the user meant it: relative to where the command was started. */
export function pathFrom(io: CommandIo, path: string): string {
  return isAbsolute(path) ? path : resolve(io.folder, path);
}

/**
 * Reads a JSON file, or standard input for `-`. Refuses what is missing, not JSON, or names a key
 * twice: of two values nobody can say which was meant.
 */
export function readJson(io: CommandIo, path: string): unknown {
  const isStandardInput = path === '-';
  const file = isStandardInput ? say(io, { zh: '标准输入', en: 'standard input' }) : path;
  let text: string;
  try {
    text = readFileSync(isStandardInput ? 0 : pathFrom(io, path), 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT') return fail('programme.file-not-found', { file });
    return fail('programme.file-unreadable', { file, reason: code });
  }
  const json = text.replace(/^\uFEFF/, '');
  let value: unknown;
  try {
    value = JSON.parse(json) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    return fail('programme.json-invalid', { file, reason });
  }
  // JSON is YAML, whose parser tells of a key named twice where JSON.parse takes the last.
  const twice = parseDocument(json).errors.find(({ code }) => code === 'DUPLICATE_KEY');
  if (!twice) return value;
  const [{ line, col } = { line: 1, col: 1 }] = twice.linePos ?? [];
  return fail('benefit.input-key-twice', { file, line, column: col });
}

/** Writes a value as one JSON document. */
export function writeJson(io: CommandIo, value: unknown): void {
  io.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** A sentence in the language of the command. */
export function say(io: CommandIo, text: Text): string {
  return text[io.language];
}
