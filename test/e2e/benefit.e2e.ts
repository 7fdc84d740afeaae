// The calculator: exact to the fen, the jump said and drawn, and moved by keyboard.

import { paths } from '../../web/paths.ts';
import { expect, expectFits, open, test } from './fixtures.ts';

const benefit = (filters: Record<string, string> = {}) =>
  paths.programme('litong-2022', 'benefit', filters);

test('money that splits a fen is refused in words; an empty form asks instead of guessing', async ({
  page,
}) => {
  await open(page, benefit());
  await page.getByLabel(/造价/).first().fill('5999.001');
  await expect(page.getByRole('alert')).toContainText('最多两位小数');
  await page.getByRole('button', { name: '清空重填' }).click();
  await expect(page.getByText(/^还差：造价/)).toBeVisible();
  await expect(page.getByText('还算不出').first()).toBeVisible();
});

test('O144 O145: 5,999 yuan gives 4,799.20, split to the fen, each step with its clause', async ({
  page,
}) => {
  await open(page, benefit());
  await page.getByLabel(/造价/).first().fill('5,999');
  const result = page.getByRole('region', { name: '结果' });
  await expect(result).toContainText('4,799.20');
  await expect(result).toContainText('1,199.80');
  await expect(result).toContainText('3,169.28');
  await expect(result).toContainText('1,629.92');
  await expect(page).toHaveURL(/costFen=599900/);
  const steps = page.getByRole('region', { name: '怎么算的' });
  await expect(steps).toContainText('造价 5,999.00 元少于 6,000.00 元');
  await expect(steps.getByRole('link', { name: '看原文 九' }).first()).toBeVisible();
});

test('O145: the jump at 6,000 is said in yuan and its stretch named', async ({ page }) => {
  await open(page, benefit({ costFen: '586000' }));
  await expect(page.getByText('花 6,000.00 元比花 5,999.00 元自己少出 499.80 元。')).toBeVisible();
  await expect(page.getByText(/费用从 6,000\.00 元到不足 6,500\.00 元/)).toBeVisible();
  await expect(
    page.getByText(/离 6,000\.00 元还差 140\.00 元；到线补助多 612\.00 元/),
  ).toBeVisible();
});

test('the dot on the line is a slider for keys: one yuan, a hundred, the ends', async ({
  page,
}) => {
  await open(page, benefit({ costFen: '599900' }));
  const slider = page.getByRole('slider', { name: '造价' });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/costFen=600000/);
  await expect(page.getByRole('region', { name: '结果' })).toContainText('700.00');
  await expect(page.getByLabel(/造价/).first()).toHaveValue('6000');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(page).toHaveURL(/costFen=590000/);
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuenow', '0');
});

test('the dot is dragged to whole tens of yuan', async ({ page }) => {
  await open(page, benefit({ costFen: '700000' }));
  const slider = page.getByRole('slider', { name: '造价' });
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (!box) throw new Error('the slider is not drawn');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 200, box.y, { steps: 6 });
  await page.mouse.up();
  await expect(slider).not.toHaveAttribute('aria-valuenow', '700000');
  expect(Number(await slider.getAttribute('aria-valuenow')) % 1000).toBe(0);
});

test('O143: an area far from 60 ㎡ is warned of and still worked out', async ({ page }) => {
  await open(page, benefit({ costFen: '700000', heatedAreaM2: '96' }));
  const result = page.getByRole('region', { name: '结果' });
  await expect(result).toContainText('45～75');
  await expect(result).toContainText('5,300.00');
});

test('another reading is tried without changing the programme', async ({ page }) => {
  await open(page, benefit({ costFen: '400000', D02: 'of-full', D04: 'may-exceed' }));
  await expect(page.getByRole('region', { name: '结果' })).toContainText('4,240.00');
  await expect(page.getByText('只在这里试算，不改变方案。')).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 800 } });
  test('questions, answer, drawing and steps fit', async ({ page }) => {
    await open(page, benefit({ costFen: '610000', heatedAreaM2: '96' }));
    await expectFits(page);
  });
});
