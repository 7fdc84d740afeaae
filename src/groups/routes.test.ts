// Proves what the page of village groups opens with: which villages have decided and which
// exceptions wait, each person seeing their own places only.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectRefusal, jinji, testApp, testPassword } from '../../test/helpers/app.ts';
import type { Ask } from '../../test/helpers/app.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';

const folder = join(import.meta.dirname, '..', '..', 'programmes', 'litong-2022');
const { as, signIn, organisationId } = await testApp({
  programmes: [getProgramme(readFolder(folder))],
});
const village = '640302100210';

async function anotherClerk(username: string, place: string): Promise<Ask> {
  const roles = [{ role: 'townClerk', place }];
  const account = { username, name: username, organisationId, roles };
  const { oneTimePassword } = (await as.admin('POST', '/api/accounts', account)).json<{
    oneTimePassword: string;
  }>();
  const first = await signIn(username, oneTimePassword);
  await first('PUT', '/api/session/password', { current: oneTimePassword, next: testPassword });
  return signIn(username, testPassword);
}

const itemsOf = async (ask: Ask, url: string) =>
  (await ask('GET', url)).json<{ items: unknown[] }>().items;

test('villages tell how many groups have decided, and exceptions wait where they arose', async () => {
  const [byVillage, exceptions] = ['/api/groups/by-village', '/api/method-exceptions'];
  for (const url of [byVillage, exceptions]) {
    expectRefusal(await as.nobody('GET', url), 'session.signed-out', 401);
    expectRefusal(await as.admin('GET', url), 'people.not-allowed', 403);
  }
  const made = await as.townClerk('POST', '/api/households', {
    villageKey: village,
    group: '1组',
    headName: '马甲子',
    heatedAreaM2: 90,
    cases: [{ works: 'heating', project: 'dual-replacement', year: 2022 }],
  });
  const { caseId } = made.json<{ cases: [{ caseId: string }] }>().cases[0];
  await as.townClerk('POST', '/api/groups', { villageKey: village, name: '2组' });
  const before = { villageKey: village, townName: '金积镇', groups: 2, decided: 0 };
  expect(await itemsOf(as.townClerk, byVillage)).toMatchObject([before]);

  const groups = await itemsOf(as.townClerk, `/api/groups?villageKey=${village}`);
  const { groupId } = groups[0] as { groupId: string };
  const decision = { method: 'air-heater', minutes: '1组村民会议记录〔2022〕1号' };
  await as.townClerk('POST', `/api/groups/${groupId}/decide-method`, decision);
  const wish = { method: 'gas-boiler', reason: '户内已通燃气' };
  const asked = await as.townClerk('POST', `/api/cases/${caseId}/request-exception`, wish);
  expect(asked.statusCode).toBe(200);
  expect(await itemsOf(as.office, `${byVillage}?under=${jinji}`)).toMatchObject([{ decided: 1 }]);
  expect(await itemsOf(as.office, exceptions)).toMatchObject([
    { caseId, groupName: '1组', groupMethod: 'air-heater', ...wish },
  ]);
  const away = await anotherClerk('clerk.away', '640302104');
  for (const url of [byVillage, exceptions]) expect(await itemsOf(away, url)).toEqual([]);

  const second = await anotherClerk('clerk.second', jinji);
  const answer = `/api/cases/${caseId}/approve-exception`;
  const approved = await second('POST', answer, { note: '已核实' });
  expect(approved.statusCode).toBe(200);
  expect(await itemsOf(as.office, exceptions)).toEqual([]);
});
