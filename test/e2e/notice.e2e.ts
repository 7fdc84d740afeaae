// The notice as printed: every figure opens, clauses stand in the margin, it works by keyboard.

import { paths } from '../../web/paths.ts';
import { expect, expectAccessible, open, test } from './fixtures.ts';

/** Without white space and the superscripts of decisions. */
const squeezed = (text: string) => text.replace(/\s|D\d\d/g, '');

const notice = (filters: Record<string, string> = {}) =>
  paths.programme('litong-2022', 'notice', filters);

test('a figure opens its value, unit, address, file line and the checks it takes part in', async ({
  page,
}) => {
  await open(page, notice());
  await page.getByRole('link', { name: '18469万元' }).first().click();
  await expect(page).toHaveURL(/figure=projects\.waste-heat\.investment\.total/);
  const detail = page.getByRole('region', { name: '选中的数' });
  await expect(detail).toContainText('18,469');
  await expect(detail).toContainText('projects.waste-heat.investment.total');
  await expect(detail).toContainText(/projects\.yaml 第 \d+ 行/);
  await expect(detail.getByRole('button', { name: /^B1 / })).toBeVisible();
  await expectAccessible(page);
});

test('a figure nobody knows is said, not shown as an empty panel', async ({ page }) => {
  await open(page, notice({ figure: 'projects.no-such' }));
  await expect(page.getByText('方案里没有 projects.no-such 这个数。')).toBeVisible();
});

test('the address leads to a clause, and the outline to another', async ({ page }) => {
  await open(page, notice({ clause: '九' }));
  await expect(page.getByText('九、投资估算和资金来源')).toBeInViewport();
  await page.getByRole('button', { name: /^十 / }).click();
  await expect(page).toHaveURL(/clause=%E5%8D%81/);
  await expect(page.getByText('十、责任分工')).toBeInViewport();
});

test('the text is one stop for Tab; arrows go from figure to figure and Enter opens one', async ({
  page,
}) => {
  await open(page, notice());
  await page.getByRole('region', { name: /通知原文/ }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/figure=|line=/);
});

test('the table of the notice stays a table, and no character of the text is lost', async ({
  page,
}) => {
  await open(page, notice());
  await expect(page.getByRole('columnheader', { name: '允许偏差（mm）' })).toBeVisible();
  await expect(page.getByRole('cell', { name: '用2m托线板检查' })).toHaveCount(2);
  const shown = await page
    .locator('[role=region][lang=zh-CN] p, [role=region][lang=zh-CN] :is(td, th)')
    .allTextContents();
  const reply = await page.request.get('/api/programmes/litong-2022');
  const { noticeText } = (await reply.json()) as { noticeText: string };
  expect(squeezed(shown.join(''))).toBe(squeezed(noticeText));
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 800 } });
  test('a figure is told at the foot of the screen and can be closed', async ({ page }) => {
    await open(page, notice());
    await page.getByRole('link', { name: '18469万元' }).first().click();
    const detail = page.getByRole('region', { name: '选中的数' });
    await expect(detail).toBeInViewport();
    await detail.getByRole('button', { name: '关闭' }).click();
    await expect(detail).toHaveCount(0);
  });
});
