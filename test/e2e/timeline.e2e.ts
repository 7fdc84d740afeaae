// The time line: what was over before the notice came, the day that does not exist, two deadlines.

import { paths } from '../../web/paths.ts';
import { expect, expectFits, open, test } from './fixtures.ts';

const timeline = paths.programme('litong-2022', 'timeline');

test('O085: the page says that the first step began 29 days before the notice was issued', async ({
  page,
}) => {
  await open(page, timeline);
  await expect(page.getByText(/2022年3月31日 印发时，第一步已开始 29 天/)).toBeVisible();
  await expect(page.getByText('2022年3月31日 印发', { exact: true })).toBeVisible();
});

test('O084: the impossible day is shown as printed, with the decision that replaced it', async ({
  page,
}) => {
  await open(page, timeline);
  await expect(page.getByText('印作 2022年4月31日').first()).toBeVisible();
  const row = page.getByRole('row', { name: /^准备部署阶段/ });
  await expect(row).toContainText('2022年4月30日');
  await expect(row.getByRole('link', { name: /D12/ })).toBeVisible();
});

test('O095: 30 November and the end of the year both stand there, with their decision', async ({
  page,
}) => {
  await open(page, timeline);
  const row = page.getByRole('row', { name: /^第三步/ });
  await expect(row).toContainText('2022年11月30日');
  await expect(row).toContainText('又写到 2022年12月31日');
  await expect(row.getByRole('link', { name: /D13/ }).first()).toBeVisible();
});

test('overlapping phases are counted in days, and bars lie where their days are', async ({
  page,
}) => {
  await open(page, timeline);
  await expect(page.getByText('准备部署阶段和组织实施阶段有 60 天同时进行。')).toBeVisible();
  const box = (name: string | RegExp) => page.getByRole('img', { name }).boundingBox();
  const [third, fourth] = [await box(/^第三步/), await box(/^第四步/)];
  if (!third || !fourth) throw new Error('the bars are not drawn');
  expect(third.x + third.width).toBeLessThan(fourth.x);
  // 214 and 334 days.
  expect(third.width / fourth.width).toBeCloseTo(214 / 334, 2);
});

test.describe('on a phone, in English', () => {
  test.use({ viewport: { width: 360, height: 800 }, language: 'en' });
  test('the drawing fits and the table reads as blocks', async ({ page }) => {
    await open(page, timeline);
    await expectFits(page);
    await expect(page.getByText('printed as 31 Apr 2022').first()).toBeVisible();
  });
});
