// One act of the walk as it has to behave: refused first, with nothing written; then done once,
// however often it is sent; then refused to be done again. Knows no test runner.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { ZodObject } from 'zod';
import type { CallOptions } from '../../src/contracts/call.ts';
import type { Contract, Input, Reply } from '../../src/contracts/contract.ts';
import type { ErrorCode } from '../../src/core/errors.ts';
import { parseDay } from '../../src/core/day.ts';
import type { Day } from '../../src/core/day.ts';
import { refused } from './people.ts';
import type { Everybody, Person } from './people.ts';

/** What the journeys share. */
export type Walk = {
  readonly people: Everybody;
  /** Lets it become another day, for everybody. */
  on(day: string): Promise<void>;
  /** How many entries the journal has. */
  entries(): Promise<number>;
  /** Waits a little, as a person does who looks again. */
  wait(): Promise<void>;
};

/** Somebody, what they are refused with, and their own input when it is another. */
export type Refusal<C extends Contract> = readonly [Person, ErrorCode, Partial<Input<C>>?];

type Options<C extends Contract> = {
  readonly refusals: ReadonlyArray<Refusal<C>>;
  /** What is said when it is asked again with a new key; undefined: it may be done again. */
  readonly twice?: ErrorCode;
};

const earlyDay = '2022-01-05';

/** The day of that date. */
export function day(text: string): Day {
  return parseDay(text) ?? assert.fail(`${text} is a day`);
}

/** Asks without knowing what: whatever is given is sent. */
const sendAs = (person: Person) =>
  person.ask as (contract: Contract, input: object, options?: CallOptions) => Promise<unknown>;

/** Does an act of `by` after everything that is refused at its gate. */
export async function gate<C extends Contract>(
  walk: Walk,
  by: Person,
  contract: C,
  input: Input<C>,
  { refusals, twice }: Options<C>,
): Promise<Reply<C>> {
  const given: { readonly body?: unknown } = input as object;
  const body = given.body as object | undefined;
  const send = sendAs(by);
  const before = await walk.entries();
  for (const [person, code, other] of refusals) {
    await refused(sendAs(person)(contract, { ...given, ...(other as object) }), code);
  }
  const fields = contract.body instanceof ZodObject ? contract.body.shape : {};
  if ('expectedVersion' in fields) {
    const stale = { ...given, body: { ...body, expectedVersion: 999 } };
    await refused(send(contract, stale), 'action.stale-version');
  }
  assert.equal(await walk.entries(), before, `${contract.path}: a refusal left something`);
  const key = randomUUID();
  const first = await send(contract, given, { key });
  const after = await walk.entries();
  assert.deepEqual(await send(contract, given, { key }), first);
  if ('occurredOn' in fields) {
    const other = { ...given, body: { ...body, occurredOn: earlyDay } };
    await refused(send(contract, other, { key }), 'action.key-reused');
  }
  if (twice !== undefined) await refused(send(contract, given), twice);
  assert.equal(await walk.entries(), after, `${contract.path}: done more than once`);
  return first as Reply<C>;
}
