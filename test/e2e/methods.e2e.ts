// Heating methods with their limits, and the measurable checks with what cannot be meant.

import { paths } from '../../web/paths.ts';
import { expect, open, test } from './fixtures.ts';

test('O107 O118: eight methods and four combinations, each with its mark and clause', async ({
  page,
}) => {
  await open(page, paths.programme('litong-2022', 'methods'));
  await expect(page.getByText('8 种取暖方式和 4 种与光伏的组合')).toBeVisible();
  const methods = page.getByRole('region', { name: '方式' });
  await expect(methods.getByRole('heading', { level: 3 })).toHaveCount(8);
  await expect(methods).toContainText('热风机1台、直热式电暖器1台、电热炕1套');
  const combinations = page.getByRole('region', { name: '组合' });
  await expect(combinations.getByRole('listitem')).toHaveCount(4);
});

test('O111: the gas boiler must be above 15 kW, in the notice’s own words', async ({ page }) => {
  await open(page, paths.programme('litong-2022', 'methods'));
  const boiler = page.getByRole('listitem').filter({ hasText: '燃气壁挂炉' }).last();
  await expect(boiler).toContainText('大于 15');
  await expect(boiler).toContainText('燃气采暖热水炉的热功率应大于15千瓦');
  await boiler.getByRole('link', { name: /八\(一\)4/ }).click();
  await expect(page.getByRole('dialog')).toContainText('燃气壁挂炉供暖方式');
});

test('O132 O133 O135: 27 checks; a range, a double condition, and 100cm shown as printed', async ({
  page,
}) => {
  await open(page, paths.programme('litong-2022', 'quality'));
  await expect(page.getByText('能量的要求有 27 项')).toBeVisible();
  await expect(page.getByRole('row', { name: /^Q14/ })).toContainText('6–8');
  await expect(page.getByRole('row', { name: /^Q19/ })).toContainText('且 完整网格 不少于 2');
  const anchor = page.getByRole('row', { name: /^Q17/ });
  await expect(anchor).toContainText('100 mm');
  await expect(anchor).toContainText('原文印作 100 cm');
  await expect(anchor.getByRole('link', { name: /D20/ })).toBeVisible();
});
