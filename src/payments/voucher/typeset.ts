// Sets a template with data into a PDF by typst. Data goes in as JSON and is never read as markup,
// so a name cannot become a command; nothing is fetched and no other file is read.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { invariant } from '../../core/invariant.ts';

const fontPackage = '@expo-google-fonts/noto-sans-sc/package.json';

let compiler: NodeCompiler | undefined;

/** Made at the first use: it reads two fonts of 10 MB each and keeps them. */
function getCompiler(): NodeCompiler {
  if (compiler) return compiler;
  const folder = dirname(createRequire(import.meta.url).resolve(fontPackage));
  const fontPaths = ['400Regular', '700Bold'].map((weight) => join(folder, weight));
  compiler = NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontPaths }] });
  return compiler;
}

/** The PDF of a template beside this file; the same data gives the same bytes. */
export function typeset(template: string, data: unknown): Buffer {
  const engine = getCompiler();
  const compiled = engine.compile({
    mainFileContent: readFileSync(join(import.meta.dirname, template), 'utf8'),
    inputs: { data: JSON.stringify(data) },
  });
  const { result } = compiled;
  if (!result) {
    const errors = compiled.takeDiagnostics();
    const shown = errors ? engine.fetchDiagnostics(errors) : [];
    invariant(false, `the template ${template} does not set: ${JSON.stringify(shown)}`);
  }
  const pdf = engine.pdf(result, { creationTimestamp: 0 });
  // What was set once is not needed again: the cache would grow with every voucher.
  engine.evictCache(2);
  return pdf;
}
