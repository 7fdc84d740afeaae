// What a form asks for, and how what was typed becomes the value that is sent: yuan become fen,
// tenths of a degree become whole numbers. Pure; the controls are in action-form-controls.tsx.

import type { ReactNode } from 'react';
import { parseDay, type Day } from '../../src/core/day.ts';
import { yuanToFen } from '../../src/core/money.ts';

type Common = {
  readonly label: string;
  /** A rule or an example under the field; never in place of the label. */
  readonly note?: ReactNode;
  readonly isOptional?: boolean;
};

export type Option<Value extends string = string> = {
  readonly value: Value;
  readonly label: string;
  /** Options of one group stand together under its name. */
  readonly group?: string;
};

/** A field of a form; `initial` is written as the person would type it. */
export type FieldSpec =
  /** One line, or with `isLong` several. */
  | (Common & { kind: 'text'; initial?: string; isLong?: boolean; maxLength?: number })
  /** A calendar day. */
  | (Common & { kind: 'day'; initial?: string })
  /** Typed in yuan, sent in fen. */
  | (Common & { kind: 'money'; initial?: string })
  /** `scale`: what the number is multiplied by when sent, as 10 for tenths of a degree. */
  | (Common & {
      kind: 'number';
      initial?: string;
      unit?: string;
      min?: number;
      max?: number;
      digits?: number;
      scale?: number;
    })
  /** One of several; two to four are shown side by side, more as a list. */
  | (Common & { kind: 'choice'; initial?: string; options: readonly Option[] })
  /** Several of several, as boxes to tick. */
  | (Common & { kind: 'several'; initial?: readonly string[]; options: readonly Option[] })
  /** One box to tick. */
  | (Common & { kind: 'tick'; initial?: boolean })
  /** One file. */
  | (Common & { kind: 'file'; accept?: string });

export type Fields = Readonly<Record<string, FieldSpec>>;

type Given<Spec extends FieldSpec> = Spec extends { kind: 'money' | 'number' }
  ? number
  : Spec extends { kind: 'choice'; options: ReadonlyArray<{ value: infer Value }> }
    ? Value
    : Spec extends { kind: 'several'; options: ReadonlyArray<{ value: infer Value }> }
      ? Value[]
      : Spec extends { kind: 'day' }
        ? Day
        : Spec extends { kind: 'tick' }
          ? boolean
          : Spec extends { kind: 'file' }
            ? File
            : string;

/** What `act` receives: fields left empty that may be are undefined, ticks are never. */
export type Values<F extends Fields> = {
  readonly [Name in keyof F]: F[Name] extends { kind: 'tick' | 'several' }
    ? Given<F[Name]>
    : F[Name] extends { isOptional: true }
      ? Given<F[Name]> | undefined
      : Given<F[Name]>;
};

/** What stands in a control while it is being filled in. */
export type Raw = string | boolean | readonly string[] | File | undefined;

/** Why a value cannot be sent; the words are in the catalogue `form`. */
export type Fault = 'missing' | 'bad-day' | 'bad-money' | 'bad-number' | 'too-small' | 'too-large';

export type Read =
  | { readonly fault: Fault }
  | { readonly value: string | number | boolean | readonly string[] | File | undefined };

/** What a control begins with. */
export function rawOf(spec: FieldSpec): Raw {
  if (spec.kind === 'file') return undefined;
  if (spec.kind === 'tick') return spec.initial ?? false;
  if (spec.kind === 'several') return spec.initial ?? [];
  return spec.initial ?? '';
}

/** Turns what stands in a control into what is sent, or says what is wrong with it. */
export function readField(spec: FieldSpec, raw: Raw): Read {
  if (spec.kind === 'tick') return { value: raw === true };
  if (spec.kind === 'several') {
    const chosen = Array.isArray(raw) ? (raw as readonly string[]) : [];
    return chosen.length === 0 && !spec.isOptional ? { fault: 'missing' } : { value: chosen };
  }
  if (spec.kind === 'file') {
    return raw instanceof File || spec.isOptional ? { value: raw } : { fault: 'missing' };
  }
  const typed = typeof raw === 'string' ? raw.trim() : '';
  if (typed === '') return spec.isOptional ? { value: undefined } : { fault: 'missing' };
  if (spec.kind === 'day') return parseDay(typed) ? { value: typed } : { fault: 'bad-day' };
  if (spec.kind === 'money') return readMoney(typed);
  if (spec.kind === 'number') return readNumber(spec, typed);
  return { value: typed };
}

/** Thousands separators and full-width digits are how people paste sums. */
const plain = (typed: string) => typed.normalize('NFKC').replaceAll(',', '').replace('−', '-');

function readMoney(typed: string): Read {
  const fen = yuanToFen(plain(typed));
  return fen === undefined || fen < 0 ? { fault: 'bad-money' } : { value: fen };
}

function readNumber(spec: FieldSpec & { kind: 'number' }, typed: string): Read {
  const { min, max, digits = 0, scale = 1 } = spec;
  const written = plain(typed);
  const shape = digits === 0 ? /^-?\d{1,12}$/ : RegExp(`^-?\\d{1,12}(?:\\.\\d{1,${digits}})?$`);
  if (!shape.test(written)) return { fault: 'bad-number' };
  const value = Number(written);
  if (min !== undefined && value < min) return { fault: 'too-small' };
  if (max !== undefined && value > max) return { fault: 'too-large' };
  // 18.6 × 10 is not 186 for a computer until it is rounded.
  return { value: scale === 1 ? value : Math.round(value * scale) };
}
