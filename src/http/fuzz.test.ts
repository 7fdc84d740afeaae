// Throws anything at the sign-in: whatever comes, no 500, always one shape. The other addresses are
// fuzzed by their description in test/fuzz.test.ts, which must not sign its people out.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testApp } from '../../test/helpers/app.ts';
import { Problem } from '../contracts/contract.ts';

const { as } = await testApp();

const nasty = fc.constantFrom(
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  "'; drop table people; --",
  '%',
  '_',
  '\\',
  '640302100',
  'D02',
  'litong-2022',
  'of-full',
  'office',
  '01a20000-0000-7000-8000-000000000000',
  '0',
  '-1',
  '1e400',
  'null',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '涝河桥',
  '\u202e',
  'x'.repeat(300),
);
const text = fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 40 }));
const value: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(text, { maxLength: 3 }),
  fc.dictionary(text, fc.oneof(text, fc.integer(), fc.double()), { maxKeys: 3 }),
  fc.constant([{ role: 'townClerk', place: '640302100' }]),
);

test('no sign-in of any content is answered with a 500', async () => {
  const attempt = fc.record({ username: value, password: value }, { requiredKeys: [] });
  const property = fc.asyncProperty(attempt, async (body) => {
    const res = await as.nobody('POST', '/api/session', body);
    expect(Problem.safeParse(res.json()).success).toBe(true);
    expect(res.statusCode).toBeLessThan(500);
  });
  await fc.assert(property, { numRuns: 60 });
}, 60_000);
