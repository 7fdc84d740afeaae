// Journey 1: the programme is loaded and reconciled, its doubts are decided, annex 1 comes from
// Excel; the budget is adopted besides, so that there is something to pay from.

import assert from 'node:assert/strict';
import { adoptBudget, appropriate } from '../../src/contracts/funds-acts.ts';
import { listBudget } from '../../src/contracts/funds.ts';
import { getOverview } from '../../src/contracts/ledger.ts';
import * as programmes from '../../src/contracts/programmes.ts';
import * as targets from '../../src/contracts/targets.ts';
import { gate } from './gate.ts';
import type { Walk } from './gate.ts';
import { annexWorkbook } from './houses.ts';
import { jinji, refused, village } from './people.ts';

const programmeId = 'litong-2022';
const ofProgramme = { params: { programmeId } };

/** The notice is shown with what does not add up in it, each with the decision taken. */
export async function reconcileProgramme({ people }: Walk): Promise<void> {
  await refused(people.nobody.ask(programmes.getProgramme, ofProgramme), 'session.signed-out');
  const unknown = { params: { programmeId: 'nowhere' } };
  await refused(people.office.ask(programmes.getProgramme, unknown), 'programme.unknown');
  const view = await people.office.ask(programmes.getProgramme, ofProgramme);
  const { report, data } = view;
  const text = JSON.stringify(report);
  for (const doubt of ['D10', 'D11']) assert.match(text, new RegExp(`"${doubt}"`));
  assert.match(JSON.stringify(report), /4月31日/);
  assert.equal(data.annexes.annexes.find(({ id }) => id === 'annex-1')?.decision, 'D11');
  const open = data.decisions.decisions.filter(({ chosen }) => !chosen);
  assert.deepEqual(open, []);
}

/** The office decides on what counts as the cost, and back again, each with its document. */
export async function decideOnCost(walk: Walk): Promise<void> {
  const { people } = walk;
  const params = { programmeId, decisionId: 'D05' };
  const body = { option: 'invoice', document: '领导小组会议纪要1号', reason: '先按发票' };
  await gate(
    walk,
    people.office,
    programmes.chooseDecision,
    { params, body },
    {
      refusals: [
        [people.nobody, 'session.signed-out'],
        [people.clerk, 'people.not-allowed'],
        [people.auditor, 'people.not-allowed'],
        [people.office, 'decision.unknown', { params: { programmeId, decisionId: 'D99' } }],
        [people.office, 'decision.unknown-option', { body: { ...body, option: 'guess' } }],
        [people.office, 'decision.already-chosen', { body: { ...body, option: 'audited' } }],
      ],
      twice: 'decision.already-chosen',
    },
  );
  const back = { option: 'audited', document: '领导小组会议纪要2号', reason: '审定数可以复核' };
  const { decide, items } = await people.office.ask(programmes.chooseDecision, {
    params,
    body: back,
  });
  assert.equal(decide['D05'], 'audited');
  assert.deepEqual(items.map(({ isCurrent }) => isCurrent).toSorted(), [false, true]);
}

/** Annex 1 is read, refused while its sums are others than the notice's, and loaded once. */
export async function loadAnnex(walk: Walk): Promise<void> {
  const { people } = walk;
  const name = { query: { name: '附件1.xlsx' } };
  const html = new Uint8Array(Buffer.from('<html></html>'));
  const asked = (body: Uint8Array<ArrayBuffer>) =>
    people.office.ask(targets.previewTargets, { ...name, body });
  const own = people.clerk.ask(targets.previewTargets, { ...name, body: annexWorkbook() });
  await refused(own, 'people.not-allowed');
  await refused(asked(html), 'file.unsupported');
  const short = await asked(annexWorkbook(10));
  assert.deepEqual([short.findings, short.households], [[], 28_490]);
  const labels = short.differences.map(({ expected, found }) => [expected, found]);
  assert.deepEqual(
    labels.toSorted(),
    [
      [11_800, 11_790],
      [13_600, 13_590],
      [28_500, 28_490],
      [4300, 4290],
    ].toSorted(),
  );
  const whole = await asked(annexWorkbook());
  assert.deepEqual([whole.findings, whole.differences, whole.households], [[], [], 28_500]);
  const document = '吴利政办发〔2022〕22号 附件1';
  const body = { document, rows: whole.rows };
  const twice = { body: { document, rows: [...whole.rows, ...whole.rows.slice(0, 1)] } };
  const stranger = whole.rows.map((row) => ({ ...row, placeKey: '640302999' }));
  const loaded = await gate(
    walk,
    people.office,
    targets.loadTargets,
    { body },
    {
      refusals: [
        [people.clerk, 'people.not-allowed'],
        [people.finance, 'people.not-allowed'],
        [people.office, 'target.totals-differ', { body: { document, rows: short.rows } }],
        [people.office, 'target.row-twice', twice],
        [
          people.office,
          'place.unknown',
          { body: { document, rows: stranger.slice(0, 1), differencesConfirmed: true } },
        ],
      ],
    },
  );
  assert.deepEqual(loaded.differences, []);
  const { versions, rows } = await people.clerk.ask(targets.listTargets);
  assert.equal(versions.length, 1);
  assert.ok(rows.length > 0);
  const query = { by: 'village', under: jinji } as const;
  const overview = await people.office.ask(getOverview, { query });
  assert.equal(overview.rows.find(({ key }) => key === village)?.target, 600);
}

/** Finance adopts the budget of chapter nine, and pays out what is there so far. */
export async function adoptMoney(walk: Walk): Promise<void> {
  const { people } = walk;
  const document = '财预〔2022〕1号';
  await gate(
    walk,
    people.finance,
    adoptBudget,
    { body: { document } },
    {
      refusals: [
        [people.clerk, 'people.not-allowed'],
        [people.townFinance, 'action.not-here'],
        [people.auditor, 'people.not-allowed'],
      ],
      twice: 'budget.adopted',
    },
  );
  const { lines } = await people.auditor.ask(listBudget);
  for (const line of lines.filter(
    ({ project, isPublic }) => project === 'near-town-houses' && isPublic,
  )) {
    const params = { lineId: line.lineId };
    const money = { amountFen: 25_000_00, document: `拨付单-${line.source}` };
    const over = { body: { ...money, amountFen: line.adoptedFen + 1 } };
    await gate(
      walk,
      people.finance,
      appropriate,
      { params, body: money },
      {
        refusals: [
          [people.office, 'people.not-allowed'],
          [people.townFinance, 'action.not-here'],
          [people.finance, 'funds.appropriation-over', over],
        ],
        twice: 'funds.document-used',
      },
    );
  }
}
