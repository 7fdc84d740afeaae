// A ledger by file: uploaded, its bad cell named beside its sentence, the good row stored.

import { paths } from '../../web/paths.ts';
import { expect, expectAccessible, expectFits, open, test } from './fixtures.ts';

test.use({ who: 'office' });

const csv = [
  '乡镇,行政村,村组,户主姓名,身份证号,取暖面积,改造方式,实施年度,改造类型',
  '上桥镇,花寺村委会,1组,欧阳乙,640302197001010017,62,热风机,2022,热源改造',
  '上桥镇,花寺村委会,1组,欧阳丙,6.40302E+17,58,热风机,2022,热源改造',
].join('\r\n');

test('a file is checked, its bad cell shown, and its good row stored', async ({ page }) => {
  await open(page, paths.imports());
  await page.getByRole('button', { name: '上传台账' }).first().click();
  const form = page.getByRole('dialog', { name: '上传台账' });
  await form.getByLabel('乡镇').selectOption({ label: '上桥镇' });
  const file = { name: '上桥镇.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${csv}`) };
  await form.getByLabel('文件').setInputFiles(file);
  await expectAccessible(page);
  await form.getByRole('button', { name: '上传并核对' }).click();

  const tabs = page.getByRole('group', { name: '核对结果' });
  await expect(tabs).toBeVisible({ timeout: 30_000 });
  const finding = page.getByRole('button', { name: /E3/ }).first();
  await finding.click();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('cell', { name: '6.****17' })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 800 });
  await expectFits(page);
  await page.setViewportSize({ width: 1366, height: 768 });

  await page.getByRole('button', { name: '导入 1 行' }).click();
  const confirm = page.getByRole('dialog', { name: '导入 1 行' });
  await confirm.getByRole('button', { name: '导入 1 行' }).click();
  await expect(page.getByRole('heading', { name: /已存入台账：新增 1 户/ })).toBeVisible({
    timeout: 30_000,
  });
  await page.getByRole('link', { name: '看这个乡镇的台账' }).click();
  await expect(page.getByRole('link', { name: '欧阳乙' })).toBeVisible();
});
