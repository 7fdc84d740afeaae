// Throws anything at every address of the interface: whatever comes, no 500, always one shape.

import fc from 'fast-check';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testApp } from '../../test/helpers/app.ts';
import type { Ask } from '../../test/helpers/app.ts';
import { Problem } from '../contracts/contract.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';

const folder = join(import.meta.dirname, '..', '..', 'programmes', 'litong-2022');
const { as } = await testApp({ programmes: [getProgramme(readFolder(folder))] });

type Operation = { requestBody?: { content: Record<string, { schema: object }> } };
const document = (await as.nobody('GET', '/api/openapi.json')).json() as {
  paths: Record<string, Record<string, Operation>>;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { requestBody }]) => ({
    path,
    method: method.toUpperCase() as Parameters<Ask>[0],
    fields: fieldsOf(requestBody?.content['application/json']?.schema),
  })),
);

function fieldsOf(schema: object | undefined): string[] {
  const { properties = {} } = (schema ?? {}) as { properties?: object };
  return Object.keys(properties);
}

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

// The session's own addresses would sign the people of this test out or lock them.
const isUsable = ({ url }: { url: string }) => !url.startsWith('/api/session');

test('no request of any content is answered with a 500 or in another shape', async () => {
  const request = fc.constantFrom(...operations).chain(({ path, method, fields }) =>
    fc.record({
      method: fc.constant(method),
      url: fc.array(text, { minLength: 4, maxLength: 4 }).map((parts) => fill(path, parts)),
      query: fc.dictionary(
        fc.constantFrom('q', 'search', 'limit', 'offset', 'under', 'ended'),
        text,
      ),
      body: fc.option(
        fc.record(Object.fromEntries(fields.map((field) => [field, value])), { requiredKeys: [] }),
      ),
    }),
  );
  const property = fc.asyncProperty(
    request.filter(isUsable),
    fc.constantFrom(as.office, as.admin, as.townClerk),
    async ({ method, url, query, body }, ask) => {
      const search = new URLSearchParams(query);
      const payload = method === 'GET' ? undefined : (body ?? undefined);
      const res = await ask(method, search.size > 0 ? `${url}?${search}` : url, payload);
      if (res.statusCode < 400) return;
      expect(Problem.safeParse(res.json()).success).toBe(true);
      expect([res.statusCode, res.json().code]).not.toEqual([500, 'http.unexpected']);
    },
  );
  await fc.assert(property, { numRuns: 600 });
}, 120_000);

test('no sign-in of any content is answered with a 500', async () => {
  const attempt = fc.record({ username: value, password: value }, { requiredKeys: [] });
  const property = fc.asyncProperty(attempt, async (body) => {
    const res = await as.nobody('POST', '/api/session', body);
    expect(Problem.safeParse(res.json()).success).toBe(true);
    expect(res.statusCode).toBeLessThan(500);
  });
  await fc.assert(property, { numRuns: 60 });
}, 60_000);

function fill(path: string, parts: readonly string[]): string {
  let at = 0;
  return path.replace(/\{[^}]+\}/g, () => {
    const part = parts[at] ?? '';
    at += 1;
    return part.isWellFormed() ? encodeURIComponent(part) : '%ED%A0%80';
  });
}
