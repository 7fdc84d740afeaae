// Between approval and acceptance, as short as it can be: an enterprise is admitted, signs, comes
// under contract with the houses, builds them and checks them itself.

import assert from 'node:assert/strict';
import type { Day } from '../../src/core/day.ts';
import * as documents from '../../src/contracts/documents.ts';
import * as enterprises from '../../src/contracts/enterprises.ts';
import * as contracts from '../../src/contracts/works-contracts.ts';
import { getWorks } from '../../src/contracts/works-lists.ts';
import * as works from '../../src/contracts/works.ts';
import { day, gate } from './gate.ts';
import type { Refusal, Walk } from './gate.ts';
import { house } from './houses.ts';
import type { House } from './houses.ts';
import { builtHouses } from './journey-5.ts';
import { jinji, refused } from './people.ts';
import type { Person } from './people.ts';

const pngStart = Buffer.from('89504e470d0a1a0a', 'hex');
const bytesOf = (start: Buffer, words: string) =>
  new Uint8Array(Buffer.concat([start, Buffer.from(words)]));
const aPdf = (words: string) => bytesOf(Buffer.from('%PDF-1.7\n% '), words);

type Kind = (typeof documents.DocumentKinds)['_output'];

/** A paper of a place. */
export async function paper(person: Person, kind: Kind, placeKey = jinji): Promise<string> {
  const query = { kind, name: `${kind}.pdf`, placeKey };
  const body = kind.startsWith('photo-') ? bytesOf(pngStart, kind) : aPdf(kind);
  return (await person.ask(documents.attachToPlace, { query, body })).documentId;
}

async function photo(person: Person, { householdId, caseId }: House, kind: Kind): Promise<string> {
  const input = {
    params: { householdId },
    query: { kind, name: `${kind}.png`, caseId },
    body: bytesOf(pngStart, `${kind} ${caseId}`),
  };
  await refused(
    person.ask(documents.attachToHousehold, { ...input, body: aPdf('').slice(9) }),
    'document.wrong-type',
  );
  return (await person.ask(documents.attachToHousehold, input)).documentId;
}

const creditCode = '91640302MA0000001Y';
const clauseIds =
  'duties heating-method service-quality admission-and-exit deadline warranty price deposit safety';
const clauses = Object.fromEntries(clauseIds.split(' ').map((id) => [id, '照约定办理']));

/** The enterprise is admitted by the office on the experts' review, and signs for the town. */
export async function sign(walk: Walk): Promise<string> {
  const { people } = walk;
  const organisationId = people.organisations.get('演示取暖公司') ?? null;
  const company = {
    name: '演示取暖公司',
    creditCode,
    kinds: ['construction' as const],
    organisationId,
  };
  const { enterpriseId } = await gate(
    walk,
    people.office,
    enterprises.registerEnterprise,
    { params: {}, body: company },
    {
      refusals: [
        [people.clerk, 'people.not-allowed'],
        [people.builder, 'people.not-allowed'],
        [
          people.office,
          'enterprise.bad-credit-code',
          { body: { ...company, creditCode: `${creditCode.slice(0, 17)}0` } },
        ],
      ],
      twice: 'enterprise.code-taken',
    },
  );
  const terms = {
    number: '金积-2022-01',
    enterpriseId,
    works: 'heating' as const,
    placeKey: jinji,
    clauses: {},
    warrantyYears: 3,
  };
  const { contractId } = await gate(
    walk,
    people.clerk,
    contracts.draftContract,
    { params: {}, body: terms },
    {
      refusals: [
        [people.builder, 'people.not-allowed'],
        [people.away, 'action.not-here'],
      ],
      twice: 'contract.number-taken',
    },
  );
  const params = { contractId };
  const documentId = await paper(people.clerk, 'works-contract');
  const days = { ownerSignedOn: day('2022-05-09'), enterpriseSignedOn: day('2022-05-10') };
  const signing = { params, body: { ...days, documentId } };
  await refused(people.clerk.ask(contracts.signContract, signing), 'enterprise.not-admitted');
  const review = await paper(people.office, 'expert-review', '640302');
  const admission = {
    params: { enterpriseId },
    body: { reason: '专家评审86分', documentId: review, score: 86 },
  };
  await gate(walk, people.office, enterprises.admitEnterprise, admission, {
    refusals: [
      [people.agency, 'people.not-allowed'],
      [people.builder, 'people.not-allowed'],
    ],
    twice: 'action.wrong-state',
  });
  const refusal = await refused(
    people.clerk.ask(contracts.signContract, signing),
    'contract.clause-missing',
  );
  assert.equal(refusal.clause, '十一(三)');
  await people.clerk.ask(contracts.amendContract, { params, body: { changes: { clauses } } });
  await gate(walk, people.clerk, contracts.signContract, signing, {
    refusals: [
      [people.builder, 'people.not-allowed'],
      [people.away, 'contract.not-found'],
    ],
    twice: 'action.wrong-state',
  });
  return contractId;
}

/** The approved houses come under the contract, all or none. */
export async function bringUnderContract(walk: Walk): Promise<void> {
  const { people } = walk;
  const contractId = await sign(walk);
  const params = { contractId };
  const priced = builtHouses.map(({ caseId, costYuan }) => {
    return { caseId, equipmentFen: Math.round(costYuan * 100), constructionFen: 0 };
  });
  const withOne = {
    cases: [...priced, { ...priced[0], caseId: house(12).caseId } as (typeof priced)[number]],
  };
  await gate(
    walk,
    people.clerk,
    contracts.contractCases,
    { params, body: { cases: priced } },
    {
      refusals: [
        [people.builder, 'people.not-allowed'],
        [people.away, 'action.not-here'],
        [people.clerk, 'action.wrong-state', { body: withOne }],
        [
          people.clerk,
          'action.subject-twice',
          { body: { cases: [...priced, ...priced.slice(0, 1)] } },
        ],
      ],
      twice: 'action.wrong-state',
    },
  );
  const design = { params, body: { designApproval: '利清办发〔2022〕8号' } };
  // Building does not begin before the design is approved: that is proven when it is tried.
  const early = { params: { caseId: house(1).caseId }, body: {} };
  await refused(people.builder.ask(works.installCase, early), 'works.no-design');
  await people.clerk.ask(contracts.approveDesign, design);
}

let serials = 0;
function aDevice(kind: string) {
  serials += 1;
  const plate = { kind, brand: '演示牌', model: 'M-1', serialNumber: `SN${serials}` };
  return kind === 'gas-boiler' ? { ...plate, ratedHeatKw: 18 } : plate;
}

/** Every house is built by its enterprise and nobody else's, warm before the old stove goes. */
export async function install(walk: Walk): Promise<void> {
  const { people } = walk;
  for (const [at, one] of builtHouses.entries()) {
    const params = { caseId: one.caseId };
    const photos: string[] = [];
    for (const kind of [
      'photo-house',
      'photo-nameplate',
      'photo-thermometer',
      'photo-old-stove',
    ] as const) {
      photos.push(await photo(people.builder, one, kind));
    }
    const kinds = at === 8 ? ['gas-boiler'] : ['fan-unit', 'direct-heater', 'electric-kang'];
    const devices = kinds.map(aDevice);
    const run = { startedOn: day('2022-06-14'), roomDeciC: 182, outdoorDeciC: 121, hoursRun: 24 };
    const body = { devices, commissioning: run, oldStove: { fate: 'removed' as const }, photos };
    const cold = { body: { ...body, commissioning: { ...run, roomDeciC: 139 } } };
    const weak = {
      body: { ...body, devices: devices.map((device) => ({ ...device, ratedHeatKw: 15 })) },
    };
    const refusals: Array<Refusal<typeof works.installCase>> = [
      [people.office, 'people.not-allowed'],
      [people.away, 'action.not-here'],
      [people.rival, 'enterprise.not-yours'],
      [people.builder, 'works.old-stove-first', cold],
      [people.builder, 'works.photos-missing', { body: { ...body, photos: [] } }],
    ];
    if (at === 8) refusals.push([people.builder, 'works.heat-power-low', weak]);
    else if (at > 0) refusals.push([people.builder, 'works.serial-taken', { body: twin(body) }]);
    await gate(
      walk,
      people.builder,
      works.installCase,
      { params, body },
      {
        refusals,
        twice: 'action.wrong-state',
      },
    );
  }
}

/** The same with the first serial number of the first house, in another writing. */
function twin<Body extends { devices: ReadonlyArray<{ serialNumber: string }> }>(body: Body) {
  return {
    ...body,
    devices: body.devices.map((one, at) => (at > 0 ? one : { ...one, serialNumber: 'sn 1' })),
  };
}

/** The enterprise goes through the points of the programme, house by house. */
export async function selfCheck(walk: Walk, checkedOn: Day, ones: readonly House[]): Promise<void> {
  const { people } = walk;
  for (const { caseId } of ones) {
    const params = { caseId };
    const { asked } = await people.builder.ask(getWorks, { params });
    const items = asked.selfCheck.map(({ id }) => ({ id, ok: true }));
    assert.ok(items.length > 2);
    const body = { items, checkedOn, person: '演示自检员' };
    const partly = { body: { ...body, items: items.slice(1) } };
    const bad = { body: { ...body, items: items.map((item, at) => ({ ...item, ok: at > 0 })) } };
    await gate(
      walk,
      people.builder,
      works.selfCheck,
      { params, body },
      {
        refusals: [
          [people.office, 'people.not-allowed'],
          [people.rival, 'enterprise.not-yours'],
          [people.builder, 'works.self-check-incomplete', partly],
          [people.builder, 'works.self-check-failed', bad],
        ],
        twice: 'action.wrong-state',
      },
    );
  }
}
