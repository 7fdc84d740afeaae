// The overview: its sentence and figures in both languages, the honest shortfall, budget views
// that are never added, clause chips, another programme, and all of it by keyboard.

import { paths } from '../../web/paths.ts';
import { expect, open, test } from './fixtures.ts';

const overview = paths.programme('litong-2022', 'overview');

test('the overview says in Chinese how many homes, by when, and what does not hold', async ({
  page,
}) => {
  await open(page, overview);
  await expect(page.getByText('到2023年12月31日，改造')).toContainText('2.85 万户');
  await expect(page.getByRole('link', { name: /\d+ 处对不上或说不清/ })).toBeVisible();
});

test.describe('in English', () => {
  test.use({ language: 'en' });
  test('the overview counts homes and millions in English', async ({ page }) => {
    await open(page, overview);
    await expect(page.getByText('to be converted by 31 Dec 2023')).toContainText('28,500 homes');
    await expect(page.getByRole('cell', { name: '184.69' })).toBeVisible();
    await expect(page.getByText('million CNY', { exact: true })).toBeVisible();
  });
});

test('the rate that all tasks reach is shown with what it lacks', async ({ page }) => {
  await open(page, overview);
  await expect(page.getByText('任务全部完成是 80.2695%，还差 0.0305 个百分点。')).toBeVisible();
});

test('the views of the budget are told apart, each with its own total', async ({ page }) => {
  await open(page, overview);
  await expect(page.getByText('各口径不能相加')).toBeVisible();
  await expect(page.getByRole('cell', { name: '56,714' })).toBeVisible();
  await page.getByRole('button', { name: /^九：/ }).click();
  await expect(page).toHaveURL(/budget=chapter-nine/);
  await expect(page.getByRole('cell', { name: '22,705' })).toBeVisible();
  await expect(page.getByRole('cell', { name: '56,714' })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('cell', { name: '22,705' })).toBeVisible();
});

test('a clause chip opens the words of the clause, and from there the notice', async ({ page }) => {
  await open(page, overview);
  await page.getByRole('link', { name: '看原文 七(一)' }).first().click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('2022年4月31日');
  await drawer.getByRole('link', { name: '在全文里看这一条' }).click();
  await expect(page).toHaveURL(/\/notice\?clause=/);
});

test('another programme is chosen in the top bar and keeps the page', async ({ page }) => {
  await open(page, paths.programme('litong-2022', 'projects'));
  await page.getByRole('button', { name: /换一个方案/ }).click();
  const items = page.getByRole('menuitem');
  await expect(items.first()).toBeVisible();
  const other = items.filter({ hasNotText: '利通区' }).first();
  await other.click();
  await expect(page).not.toHaveURL(/litong-2022/);
  await expect(page).toHaveURL(/\/projects$/);
  await expect(page.getByRole('heading', { level: 1, name: '建设项目' })).toBeVisible();
  await page.getByRole('link', { name: '总览', exact: true }).click();
  await expect(page.getByRole('heading', { name: '钱从哪里来，用到哪里' })).toBeVisible();
  await page.goto(paths.start());
  await expect(page).not.toHaveURL(/litong-2022/);
});

test('the page is reached, read and left by keyboard alone', async ({ page }) => {
  await open(page, overview);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: '跳到正文' })).toBeFocused();
  const outline = () =>
    page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineWidth);
  await page.keyboard.press('Tab');
  expect(await outline()).toBe('2px');
  const target = page.getByRole('link', { name: '乡镇任务' });
  for (let step = 0; step < 20; step++) {
    if (await target.evaluate((link) => link === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '乡镇任务' })).toBeVisible();
});

test('an unknown page says so and leads back', async ({ page }) => {
  await page.goto('/no-such-page');
  await expect(page.getByText('没有这一页。')).toBeVisible();
  await page.getByRole('link', { name: '回总览' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '总览' })).toBeVisible();
});

test('a programme that does not exist is named, not drawn half', async ({ page }) => {
  await page.goto(paths.programme('no-such-county', 'overview'));
  await expect(page.getByRole('alert')).toContainText('programme.unknown');
});
