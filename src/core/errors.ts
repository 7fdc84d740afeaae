// The closed catalogue of what can go wrong, and the two functions that speak it. Each entry says
// what happened, in both languages, and what to do next. A bug is not here: see invariant.ts.

import { acceptanceErrors } from './errors/acceptance.ts';
import { benefitErrors } from './errors/benefit.ts';
import { databaseErrors } from './errors/database.ts';
import { demoErrors } from './errors/demo.ts';
import { documentErrors } from './errors/documents.ts';
import { enterpriseErrors } from './errors/enterprises.ts';
import type { ErrorEntry } from './errors/entry.ts';
import { fundsErrors } from './errors/funds.ts';
import { householdErrors } from './errors/households.ts';
import { httpErrors } from './errors/http.ts';
import { importErrors } from './errors/imports.ts';
import { journalErrors } from './errors/journal.ts';
import { officeErrors } from './errors/office.ts';
import { paymentErrors } from './errors/payments.ts';
import { peopleErrors } from './errors/people.ts';
import { programmeErrors } from './errors/programme.ts';
import { tokenErrors } from './errors/tokens.ts';
import { worksErrors } from './errors/works.ts';
import type { Text } from './text.ts';

export const errorCatalogue = {
  ...acceptanceErrors,
  ...benefitErrors,
  ...databaseErrors,
  ...demoErrors,
  ...documentErrors,
  ...enterpriseErrors,
  ...fundsErrors,
  ...householdErrors,
  ...httpErrors,
  ...importErrors,
  ...journalErrors,
  ...officeErrors,
  ...paymentErrors,
  ...peopleErrors,
  ...programmeErrors,
  ...tokenErrors,
  ...worksErrors,
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
type DetailNames<C extends ErrorCode> =
  | Placeholders<(typeof errorCatalogue)[C]['zh']>
  | Placeholders<(typeof errorCatalogue)[C]['en']>
  | Placeholders<(typeof errorCatalogue)[C]['next']['zh']>
  | Placeholders<(typeof errorCatalogue)[C]['next']['en']>;
export type ErrorDetails<C extends ErrorCode> = Readonly<Record<DetailNames<C>, string | number>> &
  Readonly<Record<string, unknown>>;

/** A refusal the user can act on; `clause` names the notice's clause that says so, if any. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly text: Text;
  readonly next: Text;
  readonly details: Readonly<Record<string, unknown>>;
  readonly clause: string | undefined;

  constructor(code: ErrorCode, details: Readonly<Record<string, unknown>>, clause?: string) {
    const entry: ErrorEntry = errorCatalogue[code];
    const text = { zh: fill(entry.zh, details), en: fill(entry.en, details) };
    super(`${code}: ${text.en}`);
    this.name = 'Refusal';
    this.code = code;
    this.status = entry.status;
    this.text = text;
    this.next = { zh: fill(entry.next.zh, details), en: fill(entry.next.en, details) };
    this.details = details;
    this.clause = clause;
  }

  /** The one reply shape of the HTTP interface and of `--json`. */
  toJSON() {
    const { code, text, next, details, clause } = this;
    return { code, message: text, next, details, ...(clause === undefined ? {} : { clause }) };
  }
}

function fill(template: string, details: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{([^}]+)\}/g, (_, name: string) => String(details[name] ?? '?'));
}

/** Refuses with a code of the catalogue; the details are typed by the code's sentences. */
export function fail<C extends ErrorCode>(
  code: C,
  details: ErrorDetails<C>,
  clause?: string,
): never {
  throw new Refusal(code, details, clause);
}
