// The open points: what another option would change, worked out in the browser, and who may choose.

import { paths } from '../../web/paths.ts';
import { expect, expectAccessible, expectFits, open, test } from './fixtures.ts';

const decisions = (filters: Record<string, string> = {}) =>
  paths.programme('litong-2022', 'decisions', filters);

test('only the office may choose: for others the button is greyed and says why', async ({
  page,
}) => {
  await open(page, decisions({ decision: 'D02' }));
  const button = page.getByRole('button', { name: '改选' });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByText('只有区清洁取暖办公室能改选。')).toBeVisible();
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('理由')).toHaveCount(0);
});

test('O145: another reading of the 80 % is worked out before and after for sample costs', async ({
  page,
}) => {
  await open(page, decisions({ decision: 'D02' }));
  const row = page.getByRole('row', { name: /^5,999\.00 元/ });
  await expect(row).toContainText('4,799.20 → 4,240.00');
  await expect(row).toContainText('1,199.80 → 1,759.00');
  await page.getByRole('button', { name: /按80%计算时，中央和区级怎样分担/ }).click();
  await expect(page).toHaveURL(/decision=D03/);
  const split = page.getByRole('row', { name: /^5,000\.00 元/ }).first();
  await expect(split).toContainText('2,641.51 → 3,500.00');
  await expect(split).toContainText('1,358.49 → 500.00');
  await expectAccessible(page);
});

test('open points are filtered by what they move, and found by their words', async ({ page }) => {
  await open(page, decisions());
  await page.getByRole('button', { name: /^日期/ }).click();
  await expect(page).toHaveURL(/moves=dates/);
  await page.getByRole('searchbox', { name: '搜索待定事项' }).fill('4月31日');
  await expect(page.getByText('D12', { exact: true })).toBeVisible();
  await expect(page.getByText('D02', { exact: true })).toHaveCount(0);
});

test.describe('as the office', () => {
  test.use({ who: 'office' });
  test('a choice needs option, document and reason; then it is in force, with its ground', async ({
    page,
  }) => {
    await open(page, decisions({ decision: 'D18' }));
    await page.getByRole('button', { name: '改选' }).click();
    await page.getByRole('button', { name: '确认改选' }).click();
    await expect(page.getByRole('alert')).toContainText('请选一个选项。');
    await page.getByRole('radio').first().check();
    await page.getByLabel(/依据文件/).fill('区清洁取暖办会议纪要第3号（演示）');
    await page.getByRole('textbox', { name: '理由' }).fill('演示改选');
    await page.getByRole('button', { name: '确认改选' }).click();
    await expect(page.getByText(/改选“.*”，依据：区清洁取暖办会议纪要第3号/)).toBeVisible();
    await expect(page.getByText('方案原定')).toBeVisible();
  });

  test.describe('on a phone', () => {
    test.use({ viewport: { width: 360, height: 800 } });
    test('an opened point with its tables fits', async ({ page }) => {
      await open(page, decisions({ decision: 'D02' }));
      await expectFits(page);
    });
  });
});
