// Projects, towns, places and accounts: what they show and what can be done there.

import { paths } from '../../web/paths.ts';
import { expect, open, test } from './fixtures.ts';

test('projects show homes, lead and investment, sort, and open in full', async ({ page }) => {
  await open(page, paths.programme('litong-2022', 'projects'));
  const row = page.getByRole('row', { name: /^余热取暖/ });
  await expect(row).toContainText('1.18');
  await expect(row).toContainText('18,469');
  await expect(row).toContainText('区住建和交通局');
  await page.getByRole('button', { name: /总投资/ }).click();
  await page.getByRole('button', { name: /总投资/ }).click();
  await expect(page.getByRole('row').nth(1)).toContainText('余热取暖');
  await page.getByRole('link', { name: '余热取暖' }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('10,209');
  await expect(drawer).toContainText('另出专项实施方案');
  await expect(page).toHaveURL(/project=waste-heat/);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/project=/);
});

test('towns show the notice’s own figures and “not issued” for the missing annex', async ({
  page,
}) => {
  await open(page, paths.programme('litong-2022', 'towns'));
  await expect(page.getByRole('row', { name: /^金积镇/ })).toContainText('600');
  await expect(page.getByRole('row', { name: /^高闸镇/ })).toContainText('未下达');
  await expect(page.getByText('附件1（各乡镇任务数）')).toBeVisible();
  // Title row and eleven towns.
  await expect(page.getByRole('row')).toHaveCount(12);
});

test('places list 13 towns and 139 villages; a name in two towns is found in both', async ({
  page,
}) => {
  await open(page, paths.places());
  await expect(page.getByText('13 个乡镇，139 个村和社区')).toBeVisible();
  await page.getByLabel(/按名称找/).fill('涝河桥');
  await expect(page).toHaveURL(/q=/);
  await expect(page.getByText('上桥镇 村、社区')).toBeVisible();
  await expect(page.getByText('郭家桥乡 村、社区')).toBeVisible();
  await page
    .getByRole('button', { name: /涝河桥/ })
    .first()
    .click();
  await expect(page.getByRole('dialog')).toContainText('区划代码');
});

test('the administrator opens an account, disables it with a reason, and sees its state', async ({
  page,
}) => {
  await open(page, paths.accounts());
  await page.getByRole('button', { name: '开设账号' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('姓名').fill('马甲子（演示）');
  await form.getByLabel('账号').fill('ma.e2e');
  const organisations = form.getByLabel('单位');
  // Until they are fetched there are only “choose” and “another organisation”.
  await expect.poll(() => organisations.locator('option').count()).toBeGreaterThan(2);
  await organisations.selectOption({ index: 1 });
  await form.getByLabel('岗位').selectOption('townClerk');
  await form.getByLabel('范围').selectOption({ label: '金积镇' });
  await form.getByRole('button', { name: '开设账号' }).click();
  await expect(form.getByText('只显示这一次')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row', { name: /马甲子/ })).toContainText('乡镇经办 金积镇');
  await page.getByRole('link', { name: '马甲子（演示）' }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByRole('button', { name: '停用账号' })).toBeDisabled();
  await drawer.getByLabel('原因').fill('调离岗位');
  await drawer.getByRole('button', { name: '停用账号' }).click();
  await expect(drawer.getByRole('button', { name: '启用账号' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row', { name: /马甲子/ })).toContainText('已停用');
});

test.describe('as the office', () => {
  test.use({ who: 'office' });
  test('accounts are not in the menu, and the page says who may see them', async ({ page }) => {
    await open(page, paths.programme('litong-2022', 'overview'));
    await expect(page.getByRole('link', { name: '账号', exact: true })).toHaveCount(0);
    await page.goto(paths.accounts());
    await expect(page.getByRole('alert')).toBeVisible();
  });
});
