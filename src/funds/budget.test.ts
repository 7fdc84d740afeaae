// Proves that the budget is the programme's own, that views are never added, and that money is paid
// out and taken back within it.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { ledgerOn } from '../../test/helpers/ledger.ts';
import { dayOf, refusalOf } from '../../test/helpers/notes.ts';
import { perform } from '../actions/perform.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';
import { adjustBudget, adoptBudget, appropriate, takeBack } from './budget-actions.ts';
import { linesToAdopt, statedLines } from './budget.ts';
import { clearCase } from './clear-actions.ts';
import { clerk, finance, fundsOn, litong, office } from './funds.testing.ts';

const db = await testDatabase();
const ledger = await ledgerOn(db);
const { act, as, journalOf } = ledger;
const { adopt, ready, balances, lineOf } = fundsOn(ledger);
const dataOf = (name: string) => getProgramme(readFolder(`programmes/${name}`)).data;
const document = '财预〔2022〕1号';

test('O146: the lines of Litong are those of chapter 九 and come to its printed sums', () => {
  const { view, lines } = statedLines(litong.data);
  expect(view).toBe('chapter-nine');
  const sumOf = (source: string) =>
    lines.filter((line) => line.source === source).reduce((sum, line) => sum + line.amountFen, 0);
  expect([sumOf('central'), sumOf('district'), sumOf('household')]).toEqual([
    9283_0000_00, 7818_0000_00, 5604_0000_00,
  ]);
});

test('each other programme has its lines, or says that finance has to write them', () => {
  const beishan = statedLines(dataOf('beishan-2023'));
  expect(beishan.lines.map(({ project, amountFen }) => [project, amountFen])).toEqual([
    [null, 1554_0000_00],
    [null, 932_4000_00],
    [null, 621_6000_00],
  ]);
  const example = statedLines(dataOf('example-county'));
  expect(example).toMatchObject({ view: null, lines: [{ project: 'electricity' }, {}, {}] });
  const heyuan = dataOf('heyuan-2024');
  expect(() => linesToAdopt(heyuan, undefined)).toThrow('budget.nothing');
  const given = { project: null, source: 'city', year: 2024, amountFen: 100 };
  expect(linesToAdopt(heyuan, [given]).lines).toMatchObject([
    { isPublic: true, name: { zh: '全部项目·市级财政（2024年）' } },
  ]);
});

test('a line by years has to come to what the programme states for all of them', () => {
  const line = { project: 'dual-replacement', source: 'central', year: 2022, amountFen: 1 };
  expect(() => linesToAdopt(litong.data, [line])).toThrow('budget.differs');
  const unknown = { ...line, source: 'moon' };
  expect(() => linesToAdopt(litong.data, [unknown])).toThrow('budget.unknown-source');
  const project = { ...line, project: 'moon' };
  expect(() => linesToAdopt(litong.data, [project])).toThrow('household.unknown-project');
});

test('O070: budget.adopt takes one view once, and never adds another to it', async () => {
  const { view, lines } = linesToAdopt(litong.data, undefined);
  const input = { view, lines: [...lines], document };
  await refusalOf(act(clerk, adoptBudget, input), 'action.not-allowed');
  await adopt(litong);
  await refusalOf(act(office, adoptBudget, input), 'budget.adopted');
  const other = { ...input, view: 'chapter-four' };
  const refused = await refusalOf(act(office, adoptBudget, other), 'budget.other-view');
  expect(refused.text.zh).toContain('不得相加');
});

test('O152: funds.appropriate pays out public money within the budget, each paper once', async () => {
  const lineId = await lineOf('dual-replacement', 'central');
  const input = { lineId, amountFen: 5845_0000_00, document: '拨付单1号' };
  await refusalOf(act(office, appropriate, input), 'action.not-allowed');
  const own = { ...input, lineId: await lineOf('dual-replacement', 'household') };
  await refusalOf(act(finance, appropriate, own), 'funds.not-public');
  await refusalOf(
    act(finance, appropriate, { ...input, amountFen: input.amountFen + 1 }),
    'funds.appropriation-over',
  );
  await refusalOf(act(finance, appropriate, { ...input, amountFen: 0 }), 'action.bad-input');
  const nowhere = { ...input, lineId: randomUUID() };
  await refusalOf(act(finance, appropriate, nowhere), 'action.subject-not-found');
  const first = { ...input, amountFen: 2000_0000_00 };
  const key = randomUUID();
  const done = await perform(as(finance), appropriate, first, { key });
  expect(await balances('dual-replacement', 'central')).toMatchObject({
    treasury: -2000_0000_00,
    appropriated: 2000_0000_00,
    available: 5845_0000_00,
  });
  expect(await journalOf('budget-line', lineId)).toHaveLength(1);
  expect(await perform(as(finance), appropriate, first, { key })).toEqual({
    ...done,
    isRepeat: true,
  });
  const again = { ...first, amountFen: 1 };
  await refusalOf(perform(as(finance), appropriate, again, { key }), 'action.key-reused');
  await refusalOf(act(finance, appropriate, again), 'funds.document-used');
  const earlier = { ...again, document: '拨付单0号' };
  await refusalOf(
    act(finance, appropriate, earlier, { occurredOn: dayOf('2022-09-01') }),
    'action.day-too-early',
  );
});

test('funds.take-back gives back what is in hand and no more', async () => {
  const lineId = await lineOf('dual-replacement', 'central');
  const input = { lineId, amountFen: 2000_0000_01, document: '收回单1号' };
  const refused = await refusalOf(act(finance, takeBack, input), 'funds.exhausted');
  expect(refused.text.zh).toBe(
    '煤改电、煤改气“双替代”·中央专项补助资金的已拨付资金不足：需 20,000,000.01 元，现有 20,000,000.00 元。',
  );
  await act(finance, takeBack, { ...input, amountFen: 500_0000_00 });
  expect(await balances('dual-replacement', 'central')).toMatchObject({
    treasury: -1500_0000_00,
    appropriated: 1500_0000_00,
  });
});

test('budget.adjust needs a paper and never goes below what is bound or paid out', async () => {
  const lineId = await lineOf('near-town-houses', 'district');
  const { caseId } = await ready(700_000, 170_000, { project: 'near-town-houses' });
  await act(finance, clearCase, { caseId });
  const input = { lineId, amountFen: 179_999, document: '调整文件1号' };
  await refusalOf(act(clerk, adjustBudget, input), 'action.not-allowed');
  await refusalOf(act(finance, adjustBudget, input), 'budget.below-committed');
  const same = { ...input, amountFen: 774_0000_00 };
  await refusalOf(act(finance, adjustBudget, same), 'budget.no-change');
  expect(await act(finance, adjustBudget, { ...input, amountFen: 180_000 })).toMatchObject({
    beforeFen: 774_0000_00,
    afterFen: 180_000,
  });
  await act(finance, appropriate, { lineId, amountFen: 180_000, document: '拨付单9号' });
  const second = await ready(700_000, 170_000, { project: 'near-town-houses' });
  const full = act(finance, clearCase, { caseId: second.caseId });
  await refusalOf(full, 'funds.exhausted');
  await act(office, adjustBudget, { ...input, amountFen: 360_000 });
  await act(finance, clearCase, { caseId: second.caseId });
  expect(await balances('near-town-houses', 'district')).toMatchObject({
    available: 0,
    reserved: 360_000,
  });
});

test('a line of the year pays before that of all years', async () => {
  const lines = [
    { project: 'near-town-houses', source: 'central', year: 2023, amountFen: 1505_0000_00 },
    { project: 'near-town-houses', source: 'district', year: 2023, amountFen: 774_0000_00 },
  ];
  await adopt(litong, lines);
  const { caseId } = await ready(700_000, 170_000, { project: 'near-town-houses', year: 2023 });
  await act(finance, clearCase, { caseId });
  const { rows } = await db.pool.query(
    `select l.year, l.source, a.balance_fen from accounts a join budget_lines l
       on l.line_id = a.line_id where a.kind = 'reserved' and l.year = 2023 order by l.source`,
  );
  expect(rows).toMatchObject([{ balance_fen: 350_000 }, { balance_fen: 180_000 }]);
});
