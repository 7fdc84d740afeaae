// The notice beside its checks: choosing on one side shows the other, tabs and search narrow the
// list, the list goes out as CSV.

import { readFile } from 'node:fs/promises';
import { paths } from '../../web/paths.ts';
import { expect, open, test } from './fixtures.ts';

const reconciliation = (filters: Record<string, string> = {}) =>
  paths.programme('litong-2022', 'reconciliation', filters);

test('a finding opens in the list and lights its figures in the text, and back again', async ({
  page,
}) => {
  await open(page, reconciliation());
  await page.getByRole('button', { name: /^2022年4月31日/ }).click();
  await expect(page).toHaveURL(/line=C1/);
  const words = page.getByRole('link', { name: '2022年4月31日' });
  await expect(words).toBeInViewport();
  await expect(words).toHaveAttribute('aria-current', 'true');
  await expect(page.getByText('四月只有30日')).toBeVisible();
  await words.click();
  await expect(page.getByRole('region', { name: '选中的数' })).toContainText('2022年4月30日');
  await page.getByRole('region', { name: '选中的数' }).getByRole('button', { name: /^C1/ }).click();
  await expect(page).toHaveURL(/line=C1/);
});

test('the printed result is accused of a mismatch, not the terms that made it', async ({
  page,
}) => {
  await open(page, reconciliation({ line: 'A6' }));
  const kind = (name: string) =>
    page.getByRole('link', { name, exact: true }).first().getAttribute('data-kind');
  expect(await kind('23.97%')).toBe('mismatch');
  expect(await kind('587.77万平方米')).not.toBe('mismatch');
});

test('tabs count, filter and stay in the address; search narrows further', async ({ page }) => {
  await open(page, reconciliation());
  const tabs = page.getByRole('group', { name: '按结果筛选' });
  const all = Number(/\d+/.exec(await tabs.getByRole('button', { name: /全部/ }).innerText())?.[0]);
  const parts = await tabs.getByRole('button', { name: /不符|待定|相符|测算/ }).allInnerTexts();
  const sum = parts.reduce((total, text) => total + Number(/\d+/.exec(text)?.[0]), 0);
  expect(parts).toHaveLength(4);
  expect(sum).toBe(all);
  await tabs.getByRole('button', { name: /不符/ }).click();
  await expect(page).toHaveURL(/tab=mismatch/);
  await page.getByRole('searchbox', { name: '搜索核对' }).fill('100cm');
  await expect(page.getByRole('button', { expanded: false })).toHaveCount(1);
  await page.getByRole('searchbox', { name: '搜索核对' }).fill('没有这回事');
  await expect(page.getByText('没有符合条件的核对。')).toBeVisible();
});

test('the list goes out as CSV that opens in Excel: mark, CRLF, and as filtered', async ({
  page,
}) => {
  await open(page, reconciliation({ tab: 'matched' }));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^导出/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('litong-2022-reconciliation.csv');
  const csv = await readFile(await download.path(), 'utf8');
  expect(csv.startsWith('\uFEFF编号,')).toBe(true);
  const rows = csv.trimEnd().split('\r\n').slice(1);
  expect(rows.length).toBeGreaterThanOrEqual(41);
  expect(rows.every((row) => row.includes('相符'))).toBe(true);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 800 } });
  test('checks and notice are two tabs; a finding is shown in the text', async ({ page }) => {
    await open(page, reconciliation());
    await page.getByRole('button', { name: /^2022年4月31日/ }).click();
    await page.getByRole('button', { name: '在原文里看' }).click();
    await expect(page.getByRole('link', { name: '2022年4月31日' })).toBeInViewport();
    await page.getByText('核对', { exact: true }).click();
    await expect(page.getByText('四月只有30日')).toBeVisible();
  });
});
