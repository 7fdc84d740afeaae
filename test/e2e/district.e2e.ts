// The overview, what waits, the money and the journal: accessible, whole on a phone, reached by the
// keyboard alone.

import { paths } from '../../web/paths.ts';
import { changeLanguage, expect, expectAccessible, expectFits, open, test } from './fixtures.ts';

test.use({ who: 'office' });

const addresses = [
  paths.start(),
  paths.overview(),
  paths.batches(),
  paths.bankReturns(),
  paths.clawbacks(),
  paths.funds(),
  paths.entitlements(),
  paths.journal(),
];

for (const address of addresses) {
  test(`${address} is accessible in both schemes and whole on a phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await open(page, address);
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark');
    await expectAccessible(page, 'colours');
    await page.setViewportSize({ width: 360, height: 800 });
    await expectFits(page);
    await changeLanguage(page, 'en');
    await open(page, address);
    await expectFits(page);
  });
}

test('search is opened by keys, leads to a page by Enter, and Esc leaves it', async ({ page }) => {
  await open(page, paths.start());
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox');
  await expect(box).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(box).toBeHidden();
  await page.keyboard.press('/');
  await page.getByRole('combobox').fill('日志');
  await expect(page.getByRole('option', { name: '日志' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '日志' })).toBeVisible();
});

test('g and a letter lead to a page, and the proof of an entry opens there', async ({ page }) => {
  await open(page, paths.places());
  await page.keyboard.press('g');
  await page.keyboard.press('j');
  await expect(page.getByRole('heading', { level: 1, name: '日志' })).toBeVisible();
  await page
    .getByRole('link', { name: /的证明/ })
    .first()
    .click();
  await expect(page.getByRole('dialog').getByRole('button', { name: '下载证明' })).toBeVisible();
});
