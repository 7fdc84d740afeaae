// Journey 7: the town looks at every house, a sample is drawn, a drawn house fails and is put
// right, the departments sign, the list hangs out in the village, and people object to it.

import assert from 'node:assert/strict';
import * as lists from '../../src/contracts/acceptance-lists.ts';
import * as acceptance from '../../src/contracts/acceptance.ts';
import * as notices from '../../src/contracts/notices.ts';
import * as works from '../../src/contracts/works.ts';
import { paper, selfCheck } from './building.ts';
import { day, gate } from './gate.ts';
import type { Refusal, Walk } from './gate.ts';
import { house } from './houses.ts';
import type { House } from './houses.ts';
import { builtHouses } from './journey-5.ts';
import { jinji, refused, village } from './people.ts';
import type { Person } from './people.ts';

const lotBody = { townKey: jinji, works: 'heating' as const, year: 2022 };

/** A check in which all is well, by the form of the programme. */
async function goodCheck({ people }: Walk, by: 'town' | 'inspectors') {
  const { heating } = await people.clerk.ask(lists.getCheckForm, { query: { by } });
  const items = heating.points.map(({ id }) => ({ id, ok: true }));
  assert.ok(items.length >= 4);
  return { items, roomDeciC: 165, outdoorDeciC: 105 };
}

/** A check of one house, with what is refused before it. */
async function check(walk: Walk, person: Person, caseId: string, by: 'town' | 'inspectors') {
  const { people } = walk;
  const contract = by === 'town' ? acceptance.townCheck : acceptance.jointCheck;
  const body = await goodCheck(walk, by);
  const refusals: Array<Refusal<typeof contract>> = [
    [people.builder, 'people.not-allowed'],
    [people.worker, 'people.not-allowed'],
    [people.away, by === 'town' ? 'action.not-here' : 'people.not-allowed'],
    [person, 'acceptance.points-differ', { body: { ...body, items: body.items.slice(1) } }],
    [person, 'acceptance.unmeasured', { body: { items: body.items } }],
    [person, 'acceptance.order-missing', { body: { ...body, roomDeciC: 139 } }],
  ];
  const done = await gate(walk, person, contract, { params: { caseId }, body }, { refusals });
  assert.equal(done.result, 'pass');
}

async function failCheck(walk: Walk, person: Person, caseId: string, by: 'town' | 'inspectors') {
  const contract = by === 'town' ? acceptance.townCheck : acceptance.jointCheck;
  const good = await goodCheck(walk, by);
  const order = { what: '加装一台热风机', dueOn: day('2022-07-31') };
  const late = { ...order, dueOn: day('2022-01-01') };
  const body = { ...good, roomDeciC: 121, order };
  const input = { params: { caseId }, body };
  const done = await gate(walk, person, contract, input, {
    refusals: [[person, 'acceptance.due-too-early', { body: { ...body, order: late } }]],
    twice: 'action.wrong-state',
  });
  assert.equal(done.result, 'fail');
}

/** The enterprise puts a house right: run and measured again, and checked by itself. */
async function putRight(walk: Walk, one: House, on: string): Promise<void> {
  const { people } = walk;
  const params = { caseId: one.caseId };
  const run = { startedOn: day(on), roomDeciC: 178, outdoorDeciC: 110, hoursRun: 24 };
  await gate(
    walk,
    people.builder,
    works.commissionAgain,
    { params, body: { commissioning: run } },
    {
      refusals: [
        [people.rival, 'enterprise.not-yours'],
        [people.away, 'action.not-here'],
        [
          people.builder,
          'works.commissioning-short',
          { body: { commissioning: { ...run, hoursRun: 2 } } },
        ],
      ],
    },
  );
  await selfCheck(walk, day(on), [one]);
}

/** The town looks at every house; nothing is drawn before it has. */
export async function townChecks(walk: Walk): Promise<void> {
  const { people } = walk;
  const early = people.office.ask(acceptance.drawSample, { body: lotBody });
  await refused(early, 'sample.town-check-missing');
  const notDrawn = {
    params: { caseId: house(1).caseId },
    body: await goodCheck(walk, 'inspectors'),
  };
  await refused(people.inspector.ask(acceptance.jointCheck, notDrawn), 'acceptance.not-drawn');
  for (const { caseId } of builtHouses.slice(0, 7)) await check(walk, people.clerk, caseId, 'town');
  await check(walk, people.clerk, house(9).caseId, 'town');
  await failCheck(walk, people.clerk, house(8).caseId, 'town');
  const { items } = await people.worker.ask(lists.listRectifications, { query: {} });
  assert.deepEqual(
    items.map(({ caseId, source }) => [caseId, source]),
    [[house(8).caseId, 'town-check']],
  );
}

/** The house that was cold is put right and passes at the town. */
export async function putFirstRight(walk: Walk): Promise<void> {
  await putRight(walk, house(8), '2022-07-05');
  await check(walk, walk.people.clerk, house(8).caseId, 'town');
}

const found = { lotId: '', failed: house(1), objected: house(1), noticeId: '' };
const houseOf = (caseId: string): House =>
  builtHouses.find((one) => one.caseId === caseId) ?? assert.fail(`${caseId} is a built house`);

async function drawnOf({ people }: Walk, lotId: string) {
  const lot = await people.office.ask(lists.getLot, { params: { lotId } });
  return lot.drawnCases.filter(({ lastResult }) => lastResult === null);
}

/** The sample is drawn with a public seed; anybody who may read it can draw it again. */
export async function draw(walk: Walk): Promise<void> {
  const { people } = walk;
  const publicSeed = { seed: '07-06 12 05 33', ground: '六部门现场摇号' };
  const body = { ...lotBody, publicSeed };
  const lot = await gate(
    walk,
    people.office,
    acceptance.drawSample,
    { body },
    {
      refusals: [
        [people.clerk, 'people.not-allowed'],
        [people.inspector, 'people.not-allowed'],
        [people.office, 'sample.nothing', { body: { ...body, year: 2023 } }],
        [people.office, 'sample.other-town', { body: { ...body, villageKeys: ['640302104207'] } }],
      ],
      twice: 'sample.nothing',
    },
  );
  assert.deepEqual([lot.cases, lot.strata, lot.drawn], [9, 2, 4]);
  found.lotId = lot.lotId;
  const params = { lotId: lot.lotId };
  assert.equal((await people.auditor.ask(lists.getDraw, { params })).isSame, true);
  await refused(people.away.ask(lists.getLot, { params }), 'acceptance.lot-not-found');
}

/** A drawn house fails; the sample grows; nobody signs before all of it is seen. */
export async function inspect(walk: Walk): Promise<void> {
  const { people } = walk;
  const params = { lotId: found.lotId };
  await refused(
    people.inspector.ask(acceptance.countersign, { params, body: {} }),
    'acceptance.sample-unchecked',
  );
  const drawn = await drawnOf(walk, found.lotId);
  assert.equal(drawn.length, 4);
  const loose = builtHouses.find(({ caseId }) => drawn.every((one) => one.caseId !== caseId));
  const outside = {
    params: { caseId: loose?.caseId ?? '' },
    body: await goodCheck(walk, 'inspectors'),
  };
  await refused(people.inspector.ask(acceptance.jointCheck, outside), 'acceptance.not-drawn');
  const heater = drawn.find(({ caseId }) => caseId !== house(9).caseId);
  found.failed = houseOf(heater?.caseId ?? '');
  await failCheck(walk, people.inspector, found.failed.caseId, 'inspectors');
  for (const { caseId } of drawn) {
    if (caseId !== found.failed.caseId) await check(walk, people.inspector, caseId, 'inspectors');
  }
  await refused(
    people.inspector.ask(acceptance.countersign, { params, body: {} }),
    'acceptance.enlarge-needed',
  );
  const grown = await gate(
    walk,
    people.office,
    acceptance.enlargeSample,
    { params, body: {} },
    {
      refusals: [[people.clerk, 'people.not-allowed']],
      twice: 'sample.no-enlargement',
    },
  );
  assert.deepEqual([grown.strata, grown.added], [1, 3]);
  for (const { caseId } of await drawnOf(walk, found.lotId)) {
    await check(walk, people.inspector, caseId, 'inspectors');
  }
}

/** The departments sign, the organising one first, each once and for itself. */
async function signAndConclude(walk: Walk, lotId: string, accepted: number, leftOut: number) {
  const { people } = walk;
  const input = { params: { lotId }, body: {} };
  const others = [people.signDrc, people.signFinance, people.signAgriculture, people.signEcology];
  await refused(people.signAudit.ask(acceptance.countersign, input), 'acceptance.organiser-first');
  await refused(people.office.ask(acceptance.concludeLot, input), 'action.wrong-state');
  for (const signer of [people.inspector, ...others]) {
    await gate(walk, signer, acceptance.countersign, input, {
      refusals: [
        [people.clerk, 'people.not-allowed'],
        [people.auditor, 'people.not-allowed'],
      ],
      twice: 'acceptance.signed-already',
    });
  }
  // Of the same department as one that has signed.
  await refused(people.agency.ask(acceptance.countersign, input), 'acceptance.signed-already');
  await refused(people.office.ask(acceptance.concludeLot, input), 'acceptance.signatures-missing');
  const last = await people.signAudit.ask(acceptance.countersign, input);
  assert.deepEqual(last.waiting, []);
  const done = await gate(walk, people.office, acceptance.concludeLot, input, {
    refusals: [[people.clerk, 'people.not-allowed']],
    twice: 'action.wrong-state',
  });
  assert.deepEqual([done.accepted, done.leftOut], [accepted, leftOut]);
}

export async function concludeFirst(walk: Walk): Promise<void> {
  await signAndConclude(walk, found.lotId, 8, 1);
  const params = { caseId: found.failed.caseId };
  const { acceptedOn } = await walk.people.auditor.ask(lists.getCaseAcceptance, { params });
  assert.equal(acceptedOn, null);
}

async function publish(walk: Walk): Promise<{ noticeId: string; endsOn: string; cases: number }> {
  const { people } = walk;
  const boardDocumentId = await paper(people.clerk, 'photo-notice-board', village);
  const elsewhere = await paper(people.clerk, 'photo-notice-board', jinji);
  const body = { villageKey: village, works: 'heating' as const, boardDocumentId };
  return gate(
    walk,
    people.clerk,
    notices.publishNotice,
    { body },
    {
      refusals: [
        [people.worker, 'people.not-allowed'],
        [people.builder, 'people.not-allowed'],
        [people.away, 'action.not-here'],
        [people.clerk, 'notice.photo-missing', { body: { ...body, boardDocumentId: elsewhere } }],
      ],
      twice: 'notice.nothing',
    },
  );
}

/** The accepted houses hang out for five working days, with nobody's numbers on them. */
export async function hangOut(walk: Walk): Promise<void> {
  const { people } = walk;
  const { noticeId, endsOn, cases } = await publish(walk);
  // A Monday: five working days later is the next Monday.
  assert.deepEqual([endsOn, cases], ['2022-07-25', 8]);
  found.noticeId = noticeId;
  const params = { noticeId };
  await refused(people.away.ask(notices.getNotice, { params }), 'notice.not-found');
  const list = await people.worker.ask(notices.getNotice, { params });
  const text = JSON.stringify(list);
  for (const { name, idNumber, account } of builtHouses) {
    for (const secret of [name, idNumber, account]) assert.ok(!text.includes(secret));
  }
}

/** Two villagers object: a record is corrected, a house goes back. */
export async function object(walk: Walk): Promise<void> {
  const { people } = walk;
  const params = { noticeId: found.noticeId };
  const [corrected, objected] = builtHouses.filter((one) => one !== found.failed);
  if (!corrected || !objected) return assert.fail('there are houses on the notice');
  found.objected = objected;
  const saying = (one: House, text: string) => ({ params, body: { caseId: one.caseId, text } });
  const stranger = { body: { caseId: found.failed.caseId, text: '不实' } };
  const asked = {
    refusals: [
      [people.away, 'action.not-here'],
      [people.builder, 'people.not-allowed'],
      [people.worker, 'notice.not-listed', stranger],
    ],
  } as const;
  const said = saying(corrected, '面积与实际不符');
  const one = await gate(walk, people.worker, notices.objectToNotice, said, asked);
  const other = await people.clerk.ask(notices.objectToNotice, saying(objected, '室内不热'));
  const closing = { params, body: {} };
  await refused(people.clerk.ask(notices.closeNotice, closing), 'notice.not-over');
  const correct = { result: 'upheld', reason: '入户核实', remedy: 'correct' } as const;
  const first = { params: { objectionId: one.objectionId }, body: correct };
  await gate(walk, people.clerk, notices.answerObjection, first, {
    refusals: [
      [people.worker, 'people.not-allowed'],
      [people.away, 'action.not-here'],
      [people.clerk, 'notice.remedy-missing', { body: { result: 'upheld', reason: '入户核实' } }],
    ],
    twice: 'action.wrong-state',
  });
  const order = { what: '更换室内机', dueOn: day('2022-07-31') };
  const back = {
    params: { objectionId: other.objectionId },
    body: { ...correct, remedy: 'rectify' as const, order },
  };
  await refused(people.clerk.ask(notices.answerObjection, back), 'notice.same-person');
  await people.clerk2.ask(notices.answerObjection, back);
  const settling = {
    params: { objectionId: one.objectionId },
    body: { settlement: '面积核对无误，已告知' },
  };
  await refused(
    people.clerk.ask(notices.closeNotice, { params, body: { occurredOn: day('2022-07-20') } }),
    'notice.not-over',
  );
  await gate(walk, people.clerk, notices.settleObjection, settling, {
    refusals: [[people.away, 'action.not-here']],
    twice: 'notice.settled-already',
  });
}

/** After its days the notice is closed; a day earlier it is not. */
export async function closeAfterDays(walk: Walk): Promise<void> {
  await close(walk, found.noticeId);
}

async function close(walk: Walk, noticeId: string): Promise<void> {
  const { people } = walk;
  await gate(
    walk,
    people.clerk,
    notices.closeNotice,
    { params: { noticeId }, body: {} },
    {
      refusals: [
        [people.worker, 'people.not-allowed'],
        [people.away, 'action.not-here'],
      ],
      twice: 'action.wrong-state',
    },
  );
}

/** The two houses that went back are put right, and looked at by town and inspectors again. */
export async function recheck(walk: Walk): Promise<void> {
  const { people } = walk;
  for (const one of [found.failed, found.objected]) {
    await putRight(walk, one, '2022-07-28');
    await check(walk, people.clerk, one.caseId, 'town');
  }
  const { lotId, drawn } = await people.office.ask(acceptance.drawSample, { body: lotBody });
  assert.equal(drawn, 2);
  for (const { caseId } of await drawnOf(walk, lotId))
    await check(walk, people.inspector, caseId, 'inspectors');
  await signAndConclude(walk, lotId, 2, 0);
  const { noticeId, cases } = await publish(walk);
  assert.equal(cases, 2);
  found.noticeId = noticeId;
  assert.deepEqual((await people.office.ask(lists.listRectifications, { query: {} })).items, []);
}
