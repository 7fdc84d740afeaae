// Proves that everybody is told of what waits for them, in their places, and of nothing else.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testApp, testPassword } from '../../test/helpers/app.ts';
import type { Ask } from '../../test/helpers/app.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';
import { todoIds } from './model.ts';

const folder = join(import.meta.dirname, '..', '..', 'programmes', 'litong-2022');
const programmes = [getProgramme(readFolder(folder))];
const { as, signIn, organisationId } = await testApp({ programmes });
const shangqiao = '640302104';

type Item = { kind: string; count: number; overdueCount: number | null };
const ask = async (who: Ask): Promise<Item[]> => (await who('GET', '/api/todo')).json().items;

const waits = async (who: Ask, kind: string) =>
  (await ask(who)).find((item) => item.kind === kind)?.count;

async function someone(username: string, role: string, place: string | null): Promise<Ask> {
  const account = { username, name: username, organisationId, roles: [{ role, place }] };
  const made = await as.admin('POST', '/api/accounts', account);
  const first = made.json().oneTimePassword;
  const asNew = await signIn(username, first);
  await asNew('PUT', '/api/session/password', { current: first, next: testPassword });
  return signIn(username, testPassword);
}

test('every role is asked for what it may see to, and gets an answer for each kind', async () => {
  for (const role of ['inspector', 'enterprise', 'environment', 'supervision', 'leadAgency']) {
    const items = await ask(await someone(`todo-${role.toLowerCase()}`, role, null));
    expect([role, items.map(({ count }) => count)]).toEqual([role, items.map(() => 0)]);
    expect([role, items.length]).not.toEqual([role, 0]);
  }
  expect(await ask(as.admin)).toEqual([]);
  const all = [as.office, as.townClerk, as.finance, await someone('todo-i', 'inspector', null)];
  const seen = new Set((await Promise.all(all.map(ask))).flat().map(({ kind }) => kind));
  const missing = todoIds.filter((kind) => !seen.has(kind));
  expect(missing).toEqual(['install', 'self-check']);
});

test('what is registered waits for the clerk of its town, not for the next', async () => {
  const away = await someone('todo-away', 'townClerk', shangqiao);
  const household = {
    villageKey: '640302100210',
    group: '3组',
    headName: '单甲子',
    heatedAreaM2: 96.5,
    cases: [{ works: 'heating', project: 'dual-replacement', year: 2022 }],
  };
  const made = await as.townClerk('POST', '/api/households', household);
  expect(made.statusCode).toBe(200);
  expect(await waits(as.townClerk, 'choose')).toBe(1);
  expect(await waits(away, 'choose')).toBe(0);
  expect(await waits(as.finance, 'choose')).toBeUndefined();
});
