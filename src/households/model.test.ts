// Proves the table of states: it is the database's, every state is reached, nothing leaves an end,
// and the gates that nothing may bypass stand before the steps they guard.

import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import {
  caseGates,
  caseStates,
  caseTransitions,
  countedStates,
  endedStates,
  householdMay,
  maskAccount,
  maskId,
  maskName,
  maskPhone,
} from './model.ts';
import { householdActions } from './registry.ts';

type Step = { from: readonly string[]; to: string; satisfies: readonly string[] };
const steps: Array<[string, Step]> = Object.entries(caseTransitions);
const states = Object.keys(caseStates);

test('the states of a case are those the database knows', async () => {
  const { pool } = await testDatabase();
  const { rows } = await pool.query<{ text: string }>(
    `select pg_get_constraintdef(oid) as text from pg_constraint
     where conname = 'cases_state_valid'`,
  );
  const known = [...(rows[0]?.text ?? '').matchAll(/'([a-z-]+)'/g)].map((match) => match[1]);
  expect(known.toSorted()).toEqual(states.toSorted());
});

const leaving = (state: string) =>
  steps.filter(([, { from }]) => from.includes(state)).map(([name]) => name);

test('every state is reached; only money sent back leaves paid, and nothing leaves an end', () => {
  const reached = new Set(['registered']);
  for (let round = 0; round < states.length; round += 1) {
    for (const [, { from, to }] of steps) if (from.some((one) => reached.has(one))) reached.add(to);
  }
  expect([...reached].toSorted()).toEqual(states.toSorted());
  expect(leaving('paid')).toEqual(['payment-order.reverse']);
  expect(endedStates.flatMap(leaving)).toEqual([]);
});

const order: readonly string[] = Object.keys(caseStates);
/** Steps that take a case back, such as the release of an entitlement, are no way to payment. */
const isBefore = (one: string, other: string) => order.indexOf(one) < order.indexOf(other);

test('there is one way to payment, and every gate of the notice stands on it', () => {
  const way: string[] = [];
  const gates = new Set<string>();
  for (let state = 'paid'; state !== 'registered';) {
    const arriving = steps.filter(
      ([, { from, to }]) => to === state && from.some((one) => isBefore(one, state)),
    );
    const [step] = arriving;
    expect([state, arriving.length]).toEqual([state, 1]);
    way.unshift(state);
    for (const gate of step?.[1].satisfies ?? []) gates.add(gate);
    state = step?.[1].from[0] ?? 'registered';
  }
  expect(way.slice(-countedStates.length)).toEqual(countedStates);
  expect([...gates].toSorted()).toEqual(Object.keys(caseGates).toSorted());
});

test('the actions of the table are those of the registry, with the states they start from', () => {
  const names = householdActions.map(({ name }) => name);
  expect(names.toSorted()).toEqual(Object.keys(householdMay).toSorted());
  for (const action of householdActions) {
    const step = steps.find(([name]) => name === action.name);
    if (step) expect([action.name, action.from]).toEqual([action.name, step[1].from]);
  }
});

test('masks show no more than the rule says', () => {
  expect(maskName('欧阳丙寅')).toBe('欧*');
  expect(maskId('640399197001010018')).toBe('640399********0018');
  expect(maskPhone('15401234567')).toBe('154****4567');
  expect(maskPhone('123456')).toBe('***56');
  expect(maskAccount('6230000000001234567')).toBe('****4567');
});
