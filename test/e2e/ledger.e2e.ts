// The ledger by hand: registering a household, a refusal in its place, correcting it, going back
// by keyboard, a bulk action that says beforehand why it is refused.

import { paths } from '../../web/paths.ts';
import { expect, expectAccessible, expectFits, open, test } from './fixtures.ts';

test.use({ who: 'office' });

test('a household is registered, corrected and selected, mostly by keyboard', async ({ page }) => {
  await open(page, paths.ledger());
  await page.getByRole('button', { name: '登记农户' }).first().click();
  const form = page.getByRole('dialog', { name: '登记农户' });
  await form.getByRole('button', { name: '登记农户' }).click();
  await expect(form.getByText('请填写这一项。').first()).toBeVisible();
  await expectAccessible(page);

  await form.getByLabel('行政村').selectOption({ label: '花寺村委会' });
  await form.getByLabel(/^村组/).fill('一组');
  await form.getByLabel('户主', { exact: true }).fill('端木甲');
  await form.getByLabel('取暖面积').fill('58.5');
  await form.getByLabel('项目').selectOption({ index: 1 });
  await form.getByRole('radio', { name: '2022' }).check();
  await form.getByRole('button', { name: '登记农户' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '端木甲' })).toBeVisible();
  await expect(page.getByText('58.5 ㎡')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: '更正农户信息' }).click();
  const correct = page.getByRole('dialog', { name: /更正农户信息/ });
  await correct.getByLabel('人口').fill('4');
  await correct.getByLabel('理由').fill('户');
  await correct.getByRole('button', { name: '更正农户信息' }).click();
  // The server's own words about one field stand at the field, and nothing typed is lost.
  await expect(correct.getByRole('alert')).toBeVisible();
  await expect(correct.getByLabel('人口')).toHaveValue('4');
  await correct.getByLabel('理由').fill('户口簿');
  await correct.getByRole('button', { name: '更正农户信息' }).click();
  await expect(correct).toBeHidden();
  await expect(page.getByRole('term').filter({ hasText: '人口' })).toBeVisible();

  await open(page, paths.ledger());
  await page.keyboard.press('/');
  await page.keyboard.type('端木');
  await expect(page).toHaveURL(/search=/);
  const box = page.getByRole('checkbox', { name: '选中 端木甲' });
  await box.focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: /^核\s?准$/ }).click();
  const bulk = page.getByRole('dialog', { name: '核准' });
  await expect(bulk.getByText(/户可以办/)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await box.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '端木甲' })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 800 });
  await expectFits(page);
});
