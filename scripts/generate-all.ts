// npm run generate: writes every generated file anew. Each module of generate/ gives its files by
// path; test/generated.test.ts proves that what is committed is what they give.

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What a module of generate/ exports. */
export type Generator = { generate: () => Promise<Record<string, string>> };

/** The generators, by file name. */
export async function loadGenerators(): Promise<Map<string, Generator>> {
  const names = readdirSync(new URL('./generate/', import.meta.url)).filter((name) =>
    name.endsWith('.ts'),
  );
  const loaded = names.toSorted().map(async (name) => {
    return [name, (await import(`./generate/${name}`)) as Generator] as const;
  });
  return new Map(await Promise.all(loaded));
}

if (import.meta.main) {
  for (const [, generator] of await loadGenerators()) {
    for (const [path, content] of Object.entries(await generator.generate())) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      process.stdout.write(`${path}\n`);
    }
  }
}
