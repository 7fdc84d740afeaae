// What is typed into the calculator, as text in the address, and the household's inputs it means.
// Money is typed in yuan and kept in whole fen. No drawing here.

import { yuanToFen } from '../../../src/core/money.ts';
import { parseDecimal } from '../../../src/core/rational.ts';
import type { BenefitInputs, ProgrammeData } from '../../../src/rules/types.ts';

export type Input = ProgrammeData['benefit']['inputs'][number];
export type Typed = Readonly<Record<string, string | undefined>>;

/** The price of the works, when the programme has such an input. */
export function findCostInput(inputs: readonly Input[]) {
  return inputs.find((input) => input.type === 'money' && input.role === 'cost');
}

/**
 * What the address says of the household; while it says nothing at all, a usual household, so that
 * the page opens on an answer. `blank` in the address keeps it empty.
 */
export function typedInputs(inputs: readonly Input[], address: Typed): Typed {
  const given = inputs.some((input) => address[input.id] !== undefined);
  if (given || address['blank'] !== undefined) return address;
  return Object.fromEntries(inputs.map((input) => [input.id, usual(input)]));
}

function usual(input: Input): string | undefined {
  if (input.typical === undefined || !input.required) return undefined;
  return String(input.typical);
}

/** The values for the rules: fen as numbers, choices by id; whatever cannot be read is left out. */
export function readTyped(inputs: readonly Input[], typed: Typed): BenefitInputs {
  const values: Record<string, number | string | boolean> = {};
  for (const input of inputs) {
    const written = typed[input.id];
    if (written === undefined || written === '') continue;
    switch (input.type) {
      case 'money':
      case 'year':
        if (/^\d{1,15}$/.test(written)) values[input.id] = Number(written);
        break;
      case 'quantity':
        if (parseDecimal(written)) values[input.id] = written;
        break;
      case 'choice':
        if (input.options.some((option) => option.id === written)) values[input.id] = written;
        break;
      case 'flag':
        if (written === 'true' || written === 'false') values[input.id] = written === 'true';
    }
  }
  return values;
}

/** What is typed in a number field as the address keeps it; undefined when it cannot be meant. */
export function parseField(input: Input, text: string): string | undefined {
  const plain = text.replaceAll(/[,，\s]/g, '').replace('。', '.');
  if (input.type === 'money') {
    const fen = yuanToFen(plain);
    return fen === undefined || fen < 0 ? undefined : String(fen);
  }
  const value = parseDecimal(plain);
  return value && value.n >= 0n ? plain : undefined;
}

/** What the field shows for a value of the address: fen as yuan, without needless zeros. */
export function fieldText(input: Input, written: string | undefined): string {
  if (written === undefined) return '';
  if (input.type !== 'money' || !/^\d+$/.test(written)) return written;
  const digits = written.padStart(3, '0');
  const fen = digits.slice(-2);
  return fen === '00' ? digits.slice(0, -2) : `${digits.slice(0, -2)}.${fen}`;
}

/** Ids of the decisions that the benefit rules turn on, in the order they are first named. */
export function decisionsInRules(benefit: ProgrammeData['benefit'], known: readonly string[]) {
  const found = new Set<string>();
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (key === 'decision' && known.includes(value)) found.add(value);
    } else if (Array.isArray(value)) {
      for (const one of value) walk(one, key);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, one] of Object.entries(value)) {
        if (key === 'when' && known.includes(name)) found.add(name);
        walk(one, name);
      }
    }
  };
  // A figure may name a decision as its ground; that alone does not make the rules turn on it.
  walk(withoutFigures(benefit), '');
  return known.filter((id) => found.has(id));
}

function withoutFigures(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutFigures);
  if (typeof value !== 'object' || value === null) return value;
  if ('value' in value && 'unit' in value) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutFigures(one)]));
}
