// Signing in and out: wrong passwords, the lock, the first password, a session that has ended.

import type { Page } from '@playwright/test';
import { paths } from '../../web/paths.ts';
import { choose, expect, open, test } from './fixtures.ts';
import { createAccount, firstPassword, password } from './server.ts';

const url = () => process.env['QINGNUAN_E2E_URL'] ?? '';
const administrator = () => process.env['QINGNUAN_E2E_ADMINISTRATOR'] ?? '';

async function fill(page: Page, username: string, secret: string): Promise<void> {
  await page.getByLabel('账号').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(secret);
  const button = page.getByRole('button', { name: '登录' });
  // The last answer may be in, and the button not yet ready for the next click.
  await expect(button).not.toHaveClass(/loading/);
  await button.click();
}

test.describe('signed out', () => {
  test.use({ who: 'nobody' });

  test('a wrong password is refused with a sentence that says what to do', async ({ page }) => {
    await open(page, paths.signIn());
    await fill(page, 'nobody.e2e', 'not the password');
    await expect(page.getByRole('alert')).toContainText('用户名或密码不对');
    await expect(page.getByRole('alert')).toContainText('系统管理员');
  });

  test('after five wrong passwords the account is locked and the wait is said', async ({
    page,
  }) => {
    await createAccount(url(), administrator(), 'locked.e2e', 'audit');
    await open(page, paths.signIn());
    for (let attempt = 0; attempt < 5; attempt++) {
      const answered = page.waitForResponse((reply) => reply.url().endsWith('/api/session'));
      await fill(page, 'locked.e2e', `wrong password ${attempt}`);
      expect((await answered).status()).toBe(401);
    }
    await fill(page, 'locked.e2e', 'wrong once more');
    await expect(page.getByRole('alert')).toContainText(/暂停登录 \d+ 分钟/);
  });

  test('the right password leads to the overview, and signing out leads back', async ({ page }) => {
    await open(page, paths.start());
    await expect(page).toHaveURL(/sign-in/);
    await fill(page, 'admin', firstPassword);
    await expect(page).toHaveURL(/programme\/litong-2022\/overview/);
    await expect(page.getByRole('heading', { level: 1, name: '总览' })).toBeVisible();
    await page.getByRole('button', { name: /账号和设置/ }).click();
    await choose(page, '退出登录');
    await expect(page.getByRole('heading', { name: '登录' })).toBeVisible();
    await page.goto(paths.places());
    await expect(page).toHaveURL(/sign-in/);
  });

  test('a one-time password must be changed before anything else', async ({ page }) => {
    const oneTime = await createAccount(url(), administrator(), 'first.e2e', 'audit');
    await open(page, paths.signIn());
    await fill(page, 'first.e2e', oneTime);
    await expect(page.getByRole('heading', { name: '换一个密码' })).toBeVisible();
    await page.goto(paths.places());
    await expect(page.getByRole('heading', { name: '换一个密码' })).toBeVisible();
    await page.getByLabel('现在的密码').fill(oneTime);
    await page.getByLabel('新密码', { exact: true }).fill('short');
    await page.getByLabel('再输一遍新密码').fill('short');
    await page.getByRole('button', { name: '保存新密码' }).click();
    await expect(page.getByRole('alert')).toContainText('这个密码不能用');
    await page.getByLabel('新密码', { exact: true }).fill(password);
    await page.getByLabel('再输一遍新密码').fill(password);
    await page.getByRole('button', { name: '保存新密码' }).click();
    await expect(page.getByRole('heading', { name: '总览' })).toBeVisible();
  });

  test('the choice of language and scheme outlives the visit', async ({ page }) => {
    await open(page, paths.signIn());
    await page.getByRole('button', { name: 'English' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await page.getByRole('button', { name: 'Dark' }).click();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });

  test('an address outside the app is not followed after signing in', async ({ page }) => {
    await open(page, `${paths.signIn()}?from=//example.org/`);
    await fill(page, 'admin', firstPassword);
    await expect(page).toHaveURL(/programme\/litong-2022\/overview/);
  });
});

test('a session that has ended leads to sign-in and back to the same page', async ({ page }) => {
  await open(page, paths.programme('litong-2022', 'overview'));
  await page.context().clearCookies();
  await page.getByRole('link', { name: '地点' }).click();
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible();
  await expect(page.getByText('请登录，登录后回到刚才的页面。')).toBeVisible();
  await fill(page, 'admin', firstPassword);
  await expect(page).toHaveURL(/\/places$/);
  await expect(page.getByRole('heading', { name: '地点' })).toBeVisible();
});
