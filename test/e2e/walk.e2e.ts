// The walk of a township in real browsers: everybody asks from a browser of their own with its
// session, and on the way the ledger and a household's file are looked at on the page.

import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { paths } from '../../web/paths.ts';
import type { Walk } from '../walk/gate.ts';
import { house } from '../walk/houses.ts';
import { askBy, everybody, jinji, password } from '../walk/people.ts';
import type { Person } from '../walk/people.ts';
import type { Asked, Told } from '../walk/serve-child.ts';
import { steps } from '../walk/steps.ts';

/** The server in its own process, and how to ask it for another day. */
async function startServer() {
  const child: ChildProcess = fork(join(import.meta.dirname, '..', 'walk', 'serve-child.ts'));
  const hear = async () => {
    const [told] = (await once(child, 'message')) as [Told];
    return told;
  };
  const first = await hear();
  const ask = async (asked: Asked) => {
    const told = hear();
    child.send(asked);
    const answer = await told;
    return 'entries' in answer ? answer.entries : 0;
  };
  const stop = async () => {
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
  };
  return { url: 'url' in first ? first.url : '', ask, stop };
}

let addresses = 0;
/** A browser of somebody's own, and a way to ask with the session it has. */
async function meet(browser: Browser, baseURL: string, username: string) {
  addresses += 1;
  const extraHTTPHeaders = { 'x-forwarded-for': `10.1.0.${addresses}` };
  const context = await browser.newContext({ baseURL, extraHTTPHeaders, locale: 'zh-CN' });
  const send: typeof fetch = async (url, init) => {
    const headers = Object.fromEntries(new Headers(init?.headers));
    const body = init?.body;
    const res = await context.request.fetch(String(url), {
      method: init?.method ?? 'GET',
      headers,
      ...(body !== undefined && body !== null && { data: Buffer.from(body as string) }),
    });
    return new Response(new Uint8Array(await res.body()), {
      status: res.status(),
      headers: { 'content-type': res.headers()['content-type'] ?? '' },
    });
  };
  return { context, person: { username, ask: askBy(send, baseURL) } satisfies Person };
}

async function signIn(page: Page, username: string): Promise<void> {
  await page.goto(paths.ledger());
  await page.getByLabel('账号').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** The clerk signs in on the page, sees the list and opens a household's file. */
async function lookAtFile(page: Page, state: RegExp): Promise<void> {
  const { name } = house(1);
  await page.goto(paths.ledger());
  await expect(page.getByRole('link', { name })).toBeVisible();
  await page.getByRole('link', { name }).click();
  await expect(page).toHaveURL(new RegExp(house(1).householdId));
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  await expect(page.locator('main')).toContainText(state);
  const text = await page.locator('main').innerText();
  for (const secret of [house(1).idNumber, house(1).account, house(1).phone]) {
    expect(text).not.toContain(secret);
  }
}

/** After which step the clerk looks at the page, and what the file then says. */
const looks = new Map([
  ['2022-04-13', /已核准/],
  ['2022-06-20', /已自检/],
  ['2022-08-09', /已公示/],
  ['2022-08-18', /已兑付/],
]);

test('a township walks the whole way in browsers, and the pages show it', async ({ browser }) => {
  test.setTimeout(600_000);
  const server = await startServer();
  const contexts: BrowserContext[] = [];
  try {
    const walk: Walk = {
      people: await everybody((username) => later(browser, server.url, username, contexts)),
      on: async (day) => void (await server.ask({ moveTo: day })),
      entries: () => server.ask({ count: true }),
      wait: () => sleep(50),
    };
    const clerk = await meet(browser, server.url, 'page');
    contexts.push(clerk.context);
    const page = await clerk.context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await signIn(page, 'walk.clerk');
    for (const [date, name, take] of steps) {
      await test.step(`${date} ${name}`, async () => {
        await walk.on(date);
        await take(walk);
        const state = looks.get(date);
        if (state) await lookAtFile(page, state);
      });
    }
    await page.goto(paths.ledger({ under: jinji, search: house(1).idNumber.slice(-4) }));
    await expect(page.getByRole('link', { name: house(1).name })).toBeVisible();
    expect(errors).toEqual([]);
  } finally {
    for (const context of contexts) await context.close();
    await server.stop();
  }
});

/** Somebody whose browser is opened when they first ask. */
function later(
  browser: Browser,
  url: string,
  username: string,
  contexts: BrowserContext[],
): Person {
  let met: ReturnType<typeof meet> | undefined;
  const ask = (async (...given: unknown[]) => {
    met ??= meet(browser, url, username);
    const { context, person } = await met;
    if (!contexts.includes(context)) contexts.push(context);
    return (person.ask as (...all: unknown[]) => Promise<unknown>)(...given);
  }) as Person['ask'];
  return { username, ask };
}
