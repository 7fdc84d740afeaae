// The pages of the work in the villages, from the group's decision to the public notice: each says
// what it is for, is accessible in both schemes and whole on a phone, and greys what is not yet.

import { paths } from '../../web/paths.ts';
import { changeLanguage, expect, expectAccessible, expectFits, open, test } from './fixtures.ts';

test.use({ who: 'office' });

const addresses = [
  paths.groups(),
  paths.enterprises(),
  paths.contracts(),
  paths.works(),
  paths.acceptance({ view: 'departments' }),
  paths.notices(),
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

test('a wrong credit code is said while typing; registered, the enterprise is not yet admitted', async ({
  page,
}) => {
  await open(page, paths.enterprises());
  await page.getByRole('button', { name: '登记企业' }).first().click();
  const form = page.getByRole('dialog');
  await form.getByLabel('企业名称').fill('清暖测试安装有限公司');
  const code = form.getByLabel('统一社会信用代码');
  await code.fill('91350200776049653B');
  await expect(form.getByRole('status')).toContainText('对不上');
  await code.fill('91350200776049653A');
  await expect(form.getByRole('status')).toContainText('对得上');
  await form.getByLabel('设备').check();
  await form.getByRole('button', { name: '登记企业' }).click();
  await page.getByRole('link', { name: '清暖测试安装有限公司' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('清暖测试安装有限公司');
  await expect(page.getByRole('button', { name: '准予准入' })).toBeEnabled();
  const suspend = page.getByRole('button', { name: '暂停企业' });
  await expect(suspend).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByText('企业现在是“已报名”').first()).toBeVisible();
  await expectAccessible(page);
});
