// Generated files are committed, and are what their generators give today.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadGenerators } from '../scripts/generate-all.ts';

const generators = await loadGenerators();

test('there are generators', () => {
  expect(generators.size).toBeGreaterThan(1);
});

for (const [name, generator] of generators) {
  test(`what ${name} generates is what is committed (else: npm run generate)`, async () => {
    const files = Object.entries(await generator.generate());
    expect(files.length).toBeGreaterThan(0);
    for (const [path, content] of files) expect(readFileSync(path, 'utf8'), path).toBe(content);
  });
}
