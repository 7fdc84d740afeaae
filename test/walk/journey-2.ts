// Journey 2: a town's messy ledger comes in, every bad cell is named, the workbook goes back with
// its comments; the mended file then adds what was missing and harms nothing.

import assert from 'node:assert/strict';
import * as imports from '../../src/contracts/imports.ts';
import { listCases } from '../../src/contracts/ledger.ts';
import { gate } from './gate.ts';
import type { Walk } from './gate.ts';
import { expectedFindings, houses, ledgerWorkbook, readBack, takenAtOnce } from './houses.ts';
import { jinji, refused, shangqiao } from './people.ts';

const sheet = '大庙桥村';

async function upload(walk: Walk, isMended: boolean): Promise<string> {
  const { people } = walk;
  const query = { townKey: jinji, name: '金积镇台账.xlsx' };
  const input = { query, body: ledgerWorkbook(isMended) };
  const { importId } = await gate(walk, people.clerk, imports.uploadLedger, input, {
    refusals: [
      [people.nobody, 'session.signed-out'],
      [people.finance, 'people.not-allowed'],
      [people.builder, 'people.not-allowed'],
      [people.away, 'action.not-here'],
      [people.clerk, 'action.not-here', { query: { ...query, townKey: shangqiao } }],
      [people.office, 'ledger-import.not-a-town', { query: { ...query, townKey: '640302' } }],
    ],
  });
  return importId;
}

async function atRest({ people, wait }: Walk, importId: string) {
  for (let tries = 0; tries < 600; tries += 1) {
    const seen = await people.clerk.ask(imports.getImport, { params: { importId } });
    if (!['uploaded', 'checking', 'storing'].includes(seen.state)) return seen;
    await wait();
  }
  return assert.fail('the import does not come to rest');
}

async function confirm(walk: Walk, importId: string) {
  const { people } = walk;
  const params = { importId };
  await gate(
    walk,
    people.clerk,
    imports.confirmImport,
    { params, body: {} },
    {
      refusals: [
        [people.worker, 'people.not-allowed'],
        [people.away, 'action.not-here'],
      ],
    },
  );
  const done = await atRest(walk, importId);
  assert.deepEqual([done.failure, done.state], [null, 'stored']);
  const again = people.clerk.ask(imports.confirmImport, { params, body: {} });
  await refused(again, 'action.wrong-state');
  return done;
}

/** The messy ledger: what is found in it, and what comes back. */
export async function importMessy(walk: Walk): Promise<void> {
  const { people } = walk;
  const importId = await upload(walk, false);
  const params = { importId };
  const { summary, failure } = await atRest(walk, importId);
  assert.equal(failure, null);
  const accepted = takenAtOnce.length;
  assert.deepEqual(summary?.rows, { read: 15, accepted, refused: 15 - accepted, skipped: 5 });
  assert.deepEqual(summary?.changes, { new: accepted, updated: 0, unchanged: 0 });
  const findings = { params, query: { limit: 200 } };
  const { items } = await people.clerk.ask(imports.listImportFindings, findings);
  const found = items.map(({ row, column, code }) => [row, column, code]);
  assert.deepEqual(found.toSorted(), [...expectedFindings].toSorted());
  await refused(people.away.ask(imports.listImportFindings, findings), 'ledger-import.not-found');
  for (const { message } of items) assert.doesNotMatch(message.zh, /[{}]|undefined/);

  await refused(people.away.ask(imports.getImportWorkbook, { params }), 'ledger-import.not-found');
  const file = await people.clerk.ask(imports.getImportWorkbook, { params });
  const back = readBack(new Uint8Array(await file.arrayBuffer()), sheet);
  assert.ok(back.sheets.includes('校验结果'));
  for (const cell of ['E11', 'E12', 'B18', 'H19', 'E20', 'E21', 'G22']) {
    assert.match(back.comments.get(cell) ?? '', /[。，]/, `${cell} has its comment`);
  }
  assert.equal(back.comments.get('E5'), undefined);
  await confirm(walk, importId);
}

/** The mended ledger: the refused rows come in, the others stay untouched. */
export async function importMended(walk: Walk): Promise<void> {
  const { people } = walk;
  const before = await listed(walk);
  assert.equal(before.length, takenAtOnce.length);
  const importId = await upload(walk, true);
  const { summary } = await atRest(walk, importId);
  const added = houses.length - takenAtOnce.length;
  assert.deepEqual(summary?.changes, { new: added, updated: 0, unchanged: takenAtOnce.length });
  assert.equal(summary?.rows.refused, 0);
  await confirm(walk, importId);
  const after = await listed(walk);
  for (const row of before) {
    const same = after.find(({ caseId }) => caseId === row.caseId);
    assert.deepEqual(same, row);
  }
  const third = await atRest(walk, await upload(walk, true));
  assert.deepEqual(third.summary?.changes, { new: 0, updated: 0, unchanged: houses.length });
  const cancel = { params: { importId: third.importId }, body: {} };
  await gate(walk, people.clerk, imports.cancelImport, cancel, {
    refusals: [[people.away, 'ledger-import.not-found']],
    twice: 'action.wrong-state',
  });
  for (const one of houses) {
    const row = after.find(({ headName }) => headName === one.name);
    assert.ok(row, `${one.name} is in the ledger`);
    [one.householdId, one.caseId] = [row.householdId, row.caseId];
    assert.equal(row.state, 'registered');
    assert.equal(row.heatedAreaM2, one.areaM2);
  }
}

async function listed({ people }: Walk) {
  const query = { under: jinji, limit: 200 };
  const others = await people.away.ask(listCases, { query });
  assert.deepEqual(others.items, []);
  return (await people.clerk.ask(listCases, { query })).items;
}
