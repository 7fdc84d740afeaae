// Who owes what: duties by unit, obligations by kind, the leading group by office.

import { paths } from '../../web/paths.ts';
import { expect, open, test } from './fixtures.ts';

const duties = (filters: Record<string, string> = {}) =>
  paths.programme('litong-2022', 'duties', filters);

test('all 187 obligations are there, by unit or by themselves, each with its kind', async ({
  page,
}) => {
  await open(page, duties());
  await expect(page.getByText('通知一共写下 187 条要求，其中 146 条必须做到')).toBeVisible();
  const shown = await page.locator('main').innerText();
  const ids = new Set(shown.match(/O\d{3}/g));
  expect(ids.size).toBe(187);
});

test('obligations are filtered by kind and found by their words', async ({ page }) => {
  await open(page, duties());
  await page.getByRole('button', { name: /^含糊/ }).click();
  await expect(page).toHaveURL(/kind=ambiguous/);
  await expect(page.getByText('O145')).toBeVisible();
  await expect(page.getByText('O144')).toHaveCount(0);
  await page.getByRole('searchbox', { name: '搜索责任' }).fill('没有这回事');
  await expect(page.getByText('没有符合条件的责任。')).toBeVisible();
});

test('O169: the leading group is shown by its 26 offices, without a name', async ({ page }) => {
  await open(page, duties());
  const group = page.getByRole('region', { name: /领导小组$/ }).last();
  await expect(group).toContainText('26 个职务');
  await expect(group).toContainText('区政府区长');
  await expect(group).toContainText('只写职务，不写姓名。');
});
