// docs/openapi.json: the HTTP interface for whoever writes another program against it.

import { describeInterface } from '../../src/http/app.ts';

/** The generated files, by path from the root of the repository. */
export async function generate(): Promise<Record<string, string>> {
  const document = await describeInterface();
  return { 'docs/openapi.json': `${JSON.stringify(document, null, 2)}\n` };
}
