// Pictures of every page at both sizes, in both languages and both schemes, for looking at:
//   node scripts/screenshots.ts [--out dist/screenshots] [--url http://…] [--only overview,towns]
//     [--programme litong-2022] [--sizes desk,phone] [--languages zh,en] [--schemes light,dark]
// Without --url the real server is started with a data folder of its own.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { chromiumArgs, prepareChromium } from '../test/e2e/chromium.ts';
import { cookiesOf, firstPassword, signInByHttp, startServer } from '../test/e2e/server.ts';
import { paths, programmePages } from '../web/paths.ts';

const sizes = { desk: { width: 1366, height: 768 }, phone: { width: 360, height: 800 } } as const;

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'dist/screenshots' },
    url: { type: 'string' },
    only: { type: 'string', default: '' },
    programme: { type: 'string', default: 'litong-2022' },
    sizes: { type: 'string', default: 'desk,phone' },
    languages: { type: 'string', default: 'zh,en' },
    schemes: { type: 'string', default: 'light,dark' },
  },
});

const addresses: Record<string, string> = {
  'sign-in': paths.signIn(),
  places: paths.places(),
  accounts: paths.accounts(),
};
for (const page of programmePages) addresses[page] = paths.programme(values.programme, page);
const only = values.only === '' ? Object.keys(addresses) : values.only.split(',');

const server = values.url === undefined ? await startServer() : undefined;
const url = server?.url ?? values.url ?? '';
mkdirSync(values.out, { recursive: true });
const { executablePath, env } = prepareChromium();
const browser = await chromium.launch({
  executablePath,
  args: chromiumArgs,
  env: { ...process.env, ...env } as Record<string, string>,
});
try {
  const cookie = server ? await signInByHttp(url, 'admin', firstPassword) : '';
  for (const size of values.sizes.split(',')) {
    for (const language of values.languages.split(',')) {
      for (const scheme of values.schemes.split(',')) {
        await takeAll(size === 'phone' ? 'phone' : 'desk', language, scheme, cookie);
      }
    }
  }
} finally {
  await browser.close();
  await server?.stop();
}

async function takeAll(
  size: keyof typeof sizes,
  language: string,
  scheme: string,
  cookie: string,
): Promise<void> {
  const context = await browser.newContext({ viewport: sizes[size], deviceScaleFactor: 1 });
  await context.addInitScript(
    (settings) => localStorage.setItem('qingnuan.settings', settings),
    JSON.stringify({ language, scheme }),
  );
  for (const name of only) {
    await context.clearCookies();
    if (name !== 'sign-in') await context.addCookies(cookiesOf(cookie, url));
    const page = await context.newPage();
    page.on('pageerror', (error) => process.stderr.write(`${name}: ${error.message}\n`));
    await page.goto(url + (addresses[name] ?? name));
    await page.waitForLoadState('networkidle');
    await page.screenshot({
      path: join(values.out, `${name}-${size}-${language}-${scheme}.png`),
      fullPage: true,
    });
    await page.close();
  }
  await context.close();
}
