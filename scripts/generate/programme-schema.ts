// docs/schema/<file>.schema.json: the JSON Schema of each file of a programme folder, by which
// editors complete keys and mark mistakes while a county's folder is written.

import { jsonSchemas } from '../../src/programmes/programme-cli.ts';

/** The generated files, by path from the root of the repository. */
export async function generate(): Promise<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(jsonSchemas()).map(([name, schema]) => [
      `docs/schema/${name}.schema.json`,
      `${JSON.stringify(schema, null, 2)}\n`,
    ]),
  );
}
