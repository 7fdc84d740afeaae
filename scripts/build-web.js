// Builds the web app into dist/web when its sources have changed since it was built last. The new
// one takes the old one's place in one step, so that a running server never serves half of it.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone, cache } from './once.js';
import { root, runTool, say } from './runtime.js';

const target = join(root, 'dist', 'web');
const stamp = join(cache, 'web-built-from');

/** Gives the exit code of the build, 0 when nothing was to do. */
export async function buildWeb() {
  if (!existsSync(join(root, 'web', 'index.html'))) {
    say('没有网页源码，只提供接口。 · There is no web app here, only the API.');
    return 0;
  }
  if (isFresh()) return 0;
  return alone('build-web', async () => {
    if (isFresh()) return 0;
    say('正在生成网页（约 10 秒）… · Building the web app (about 10 s)…');
    const sources = hashSources();
    const fresh = `${target}.new`;
    const config = ['--config', 'web/vite.config.ts', '--configLoader', 'native'];
    const args = ['build', ...config, '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn'];
    const code = await runTool('vite', args, {
      stdio: ['ignore', 2, 2],
      env: { NODE_ENV: 'production' },
    });
    if (code !== 0) {
      say('网页没有生成成功，原因见上。 · The web app could not be built; the reason is above.');
      return code;
    }
    const old = `${target}.old`;
    rmSync(old, { recursive: true, force: true });
    if (existsSync(target)) renameSync(target, old);
    renameSync(fresh, target);
    rmSync(old, { recursive: true, force: true });
    writeFileSync(stamp, sources);
    return 0;
  });
}

function isFresh() {
  if (!existsSync(join(target, 'index.html')) || !existsSync(stamp)) return false;
  return readFileSync(stamp, 'utf8') === hashSources();
}

/** One hash of all the web app is made from; it shares pure modules with the server. */
function hashSources() {
  const hash = createHash('sha256');
  for (const file of [...listFiles('web'), ...listFiles('src'), 'package-lock.json']) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function listFiles(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}
