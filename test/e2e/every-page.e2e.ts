// What holds for every page: accessible in both schemes, whole on a phone in both languages.

import { paths, programmePages } from '../../web/paths.ts';
import { changeLanguage, expect, expectAccessible, expectFits, open, test } from './fixtures.ts';

const addresses = [
  paths.places(),
  paths.accounts(),
  ...programmePages.map((page) => paths.programme('litong-2022', page)),
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

test.describe('before signing in', () => {
  test.use({ who: 'nobody' });
  test('the sign-in page is accessible in light and dark', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await open(page, paths.signIn());
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark');
    await expectAccessible(page, 'colours');
  });

  test('the sign-in page fits a phone', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await open(page, paths.signIn());
    await expectFits(page);
    await page.getByRole('button', { name: 'English' }).click();
    await expectFits(page);
  });
});
