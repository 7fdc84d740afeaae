// What holds for every page: accessible in both schemes, whole on a phone in both languages.

import { paths, programmePages } from '../../web/paths.ts';
import { expect, expectAccessible, expectFits, open, test } from './fixtures.ts';

const addresses = [
  paths.places(),
  paths.accounts(),
  ...programmePages.map((page) => paths.programme('litong-2022', page)),
];

for (const address of addresses) {
  test(`${address} is accessible in light and dark`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await open(page, address);
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark');
    await expectAccessible(page);
  });

  for (const language of ['zh', 'en'] as const) {
    test.describe(`in ${language}`, () => {
      test.use({ viewport: { width: 360, height: 800 }, language });
      test(`${address} fits a phone in ${language}`, async ({ page }) => {
        await open(page, address);
        await expectFits(page);
      });
    });
  }
}

test.describe('before signing in', () => {
  test.use({ who: 'nobody' });
  test('the sign-in page is accessible in light and dark', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await open(page, paths.signIn());
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
  });

  test.describe('on a phone', () => {
    test.use({ viewport: { width: 360, height: 800 }, language: 'en' });
    test('the sign-in page fits a phone', async ({ page }) => {
      await open(page, paths.signIn());
      await expectFits(page);
    });
  });
});
