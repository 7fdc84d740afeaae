// What every browser test shares: a signed-in page in a chosen language and scheme that fails on
// any error in the console, and three checks: accessible, nothing cut off, no sideways scrolling.

import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { cookiesOf } from './server.ts';

export { expect };

export type Who = 'administrator' | 'office' | 'nobody';
type Options = { who: Who; language: 'zh' | 'en'; scheme: 'light' | 'dark' | 'system' };

export const test = base.extend<Options>({
  who: ['administrator', { option: true }],
  language: ['zh', { option: true }],
  scheme: ['system', { option: true }],
  context: async ({ context, who, language, scheme, baseURL }, use) => {
    const cookie = process.env[`QINGNUAN_E2E_${who.toUpperCase()}`] ?? '';
    await context.addCookies(cookiesOf(cookie, baseURL ?? ''));
    await context.addInitScript((settings) => {
      if (localStorage.getItem('qingnuan.settings') === null) {
        localStorage.setItem('qingnuan.settings', settings);
      }
    }, JSON.stringify({ language, scheme }));
    await use(context);
  },
  page: async ({ page }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      // A refusal of the server is an ordinary answer; the browser reports it all the same.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        errors.push(message.text());
      }
    });
    await use(page);
    expect(errors, 'errors in the console').toEqual([]);
  },
});

/** Opens an address and waits until its page is drawn. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
}

/** Sets the language for the next page that is opened. */
export async function changeLanguage(page: Page, language: 'zh' | 'en'): Promise<void> {
  await page.evaluate((chosen) => {
    const settings = JSON.parse(localStorage.getItem('qingnuan.settings') ?? '{}') as object;
    localStorage.setItem('qingnuan.settings', JSON.stringify({ ...settings, language: chosen }));
  }, language);
}

/** Checks the page against WCAG 2 A and AA; in a second scheme only the colours can differ. */
export async function expectAccessible(page: Page, part: 'all' | 'colours' = 'all'): Promise<void> {
  // Colours that are still fading are no colours of ours.
  await page.waitForFunction(() =>
    document.getAnimations().every((one) => {
      const isEndless = one.effect?.getTiming().iterations === Infinity;
      return isEndless || one.playState !== 'running';
    }),
  );
  const axe = new AxeBuilder({ page });
  if (part === 'all') axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']);
  else axe.withRules(['color-contrast', 'link-in-text-block']);
  const { violations } = await axe.analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
  expect(found).toEqual([]);
}

/** Checks that nothing scrolls sideways but what is meant to, and no text is cut, once settled. */
export async function expectFits(page: Page): Promise<void> {
  await expect.poll(() => listCutText(page), { timeout: 5000 }).toEqual([]);
}

function listCutText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push(`page is ${root.scrollWidth} px wide`);
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const style = getComputedStyle(element);
      const isMeantToScroll = style.overflowX === 'auto' || style.overflowX === 'scroll';
      const isHidden = element.closest('.visually-hidden, svg, [aria-hidden=true]') !== null;
      if (isMeantToScroll || isHidden || element.clientWidth <= 1) continue;
      if (element.closest('[data-may-scroll], [role=group][tabindex]')) continue;
      if (element.scrollWidth > element.clientWidth + 1 && style.display !== 'inline') {
        found.push(`${element.tagName}.${element.className}: ${element.textContent?.slice(0, 40)}`);
      }
    }
    return found.slice(0, 10);
  });
}

/** Clicks an entry of a menu, which may still be opening, until the menu has taken it. */
export async function choose(page: Page, entry: string): Promise<void> {
  const item = page.getByRole('menuitem', { name: entry });
  await expect(item).toBeVisible();
  await expect(async () => {
    if (await item.isVisible()) await item.click({ timeout: 2000 });
    await expect(item).toBeHidden({ timeout: 2000 });
  }).toPass();
}
