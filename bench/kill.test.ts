// Proves that what perform() has acknowledged outlives kill -9 of the process and of PostgreSQL.

import { expect, test } from 'vitest';
import { killRepeatedly } from './kill.ts';

const ROUNDS = 20;

test(
  'after 20 rounds of kill -9 no acknowledged action is missing and the journal verifies',
  { timeout: 180_000 },
  async () => {
    const figures = await killRepeatedly(ROUNDS);
    expect(figures).toMatchObject({ rounds: ROUNDS, missing: 0, halfWritten: 0, faults: 0 });
    expect(figures.acknowledged).toBeGreaterThan(ROUNDS);
  },
);
