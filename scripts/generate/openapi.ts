// docs/openapi.json: the HTTP interface for whoever writes another program against it.

import { describeInterface } from '../../src/http/app.ts';

/** The generated files, by path from the root of the repository. */
export async function generate(): Promise<Record<string, string>> {
  const document = await describeInterface();
  return { 'docs/openapi.json': `${write(inOrder(document), 4)}\n` };
}

/** The named schemas by name: they come in the order in which modules were loaded, which varies. */
function inOrder<D extends { components?: { schemas?: object } }>(document: D): D {
  const schemas = Object.entries(document.components?.schemas ?? {});
  const sorted = schemas.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...document,
    components: { ...document.components, schemas: Object.fromEntries(sorted) },
  };
}

/** JSON with a line for each part down to an operation: changes show and the file stays small. */
function write(value: unknown, depth: number, indent = ''): string {
  const isPlain = typeof value !== 'object' || value === null || Array.isArray(value);
  if (isPlain || depth === 0) return JSON.stringify(value);
  const inner = `${indent}  `;
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(([name, part]) => `${inner}${JSON.stringify(name)}: ${write(part, depth - 1, inner)}`);
  return `{\n${parts.join(',\n')}\n${indent}}`;
}
