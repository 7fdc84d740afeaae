// Houses under contract for the tests of works: an enterprise, its contracts, photos by kind. Not
// part of the product.

import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Database } from '../db/open.ts';
import { attachDocument } from '../documents/actions.ts';
import type { DocumentKind } from '../documents/model.ts';
import { approveCase, chooseMethod } from '../households/case-actions.ts';
import { aPerson, ledgerDistrict, ledgerOn, townA, villageA } from '../../test/helpers/ledger.ts';
import type { installCase } from './install-action.ts';
import type { InstallRules } from './model.ts';

export const clerk = aPerson('townClerk');
export const office = aPerson('office', null);

/** What the tests' programme asks of a house with heat-pump heaters. */
export const heaterRules: InstallRules = {
  works: 'heating',
  method: 'air-heater',
  components: [
    { id: 'fan-unit', zh: '热风机1台', en: 'One heat pump' },
    { id: 'electric-kang', zh: '电热炕1套', en: 'One electric kang' },
  ],
  unserialled: ['electric-kang'],
  devicesMin: 0,
  heatAboveKw: null,
  clause: '八(一)1',
  photos: ['photo-nameplate', 'photo-thermometer'],
  hoursRunMin: 24,
  warmDeciC: 140,
};
export const wallRules: InstallRules = {
  ...heaterRules,
  works: 'insulation',
  method: null,
  components: [],
  photos: ['photo-wall-finished'],
  hoursRunMin: 0,
  warmDeciC: null,
};

let serials = 0;
/** A serial number no other device of this run has. */
export function aSerial(): string {
  serials += 1;
  return `RF-2022-${String(serials).padStart(5, '0')}`;
}

type InstallInput = z.input<typeof installCase.input>;

/** Makes the ledger, and gives houses at the step before their works. */
export async function worksOn(db: Database) {
  const ledger = await ledgerOn(db);
  const { act, register, decide } = ledger;
  const organisationId = randomUUID();
  const enterpriseId = await anEnterprise(db, organisationId);
  const builder = { ...aPerson('enterprise', null, 'builder'), organisationId };
  const photo = async (
    kind: DocumentKind,
    about: { householdId?: string; caseId?: string } = {},
  ) => {
    const bytes = { sha256: randomUUID().replaceAll('-', '').repeat(2), sizeBytes: 9 };
    const named = { kind, name: '照片', mime: 'image/png', placeKey: villageA } as const;
    const { documentId } = await act(office, attachDocument, { ...named, ...bytes, ...about });
    return documentId;
  };
  let decided = false;
  /** A case under a signed contract; `design` null: its design is not approved yet. */
  const contracted = async (
    works: 'heating' | 'insulation' = 'heating',
    design: string | null = '吴利发改发〔2022〕15号',
  ) => {
    const project = works === 'heating' ? 'dual-replacement' : 'envelope';
    const opened = await register({ cases: [{ works, project, year: 2022 }] });
    const { caseId, householdId } = opened;
    if (works === 'heating') {
      if (!decided) await decide('air-heater');
      decided = true;
      await act(clerk, chooseMethod, { caseId, method: 'air-heater' });
    }
    await act(clerk, approveCase, { caseId });
    await sign(db, { caseId, enterpriseId, works, design });
    return { caseId, householdId };
  };
  const photos = [await photo('photo-nameplate'), await photo('photo-thermometer')];
  const wallPhotos = [await photo('photo-wall-finished')];
  /** What a whole and good installation of a house gives. */
  const installation = (caseId: string, more: Partial<InstallInput> = {}): InstallInput => ({
    caseId,
    devices: [
      { kind: 'fan-unit', brand: '演示牌', model: 'RF-35', serialNumber: aSerial() },
      { kind: 'electric-kang', brand: '演示牌', model: 'DK-2' },
    ],
    commissioning: {
      startedOn: '2022-09-15' as never,
      roomDeciC: 185,
      outdoorDeciC: 62,
      hoursRun: 24,
    },
    oldStove: { fate: 'removed' },
    photos,
    rules: heaterRules,
    ...more,
  });
  return { ...ledger, photo, contracted, installation, photos, wallPhotos, builder, enterpriseId };
}

async function anEnterprise({ pool }: Database, organisationId: string): Promise<string> {
  const enterpriseId = randomUUID();
  await pool.query(
    `insert into organisations (district_code, organisation_id, name, kind, version, created_at)
     values ($1, $2, '演示安装公司', 'enterprise', 1, now())`,
    [ledgerDistrict, organisationId],
  );
  await pool.query(
    `insert into enterprises (district_code, enterprise_id, name, credit_code, organisation_id,
       kinds, state, version, last_on)
     values ($1, $2, '演示安装公司', '91640300MA00000001', $3, '{construction}', 'admitted', 1,
       '2022-09-01')`,
    [ledgerDistrict, enterpriseId, organisationId],
  );
  return enterpriseId;
}

let contracts = 0;
type Signing = {
  readonly caseId: string;
  readonly enterpriseId: string;
  readonly works: string;
  readonly design: string | null;
};

async function sign({ pool }: Database, { caseId, enterpriseId, works, design }: Signing) {
  contracts += 1;
  const contractId = randomUUID();
  const { rows } = await pool.query<{ document_id: string }>(
    'select document_id from documents where district_code = $1 limit 1',
    [ledgerDistrict],
  );
  await pool.query(
    `insert into works_contracts (district_code, contract_id, number, enterprise_id, works,
       place_key, state, version, last_on, paid_by, clauses, warranty_years, design_approval,
       owner_signed_on, enterprise_signed_on, signed_on, document_id, requirements)
     values ($1, $2, $3, $4, $5, $6, 'signed', 1, '2022-09-10', 'programme', '{}', 3, $7,
       '2022-09-10', '2022-09-10', '2022-09-10', $8, '{}')`,
    [
      ledgerDistrict,
      contractId,
      `HT-${contracts}`,
      enterpriseId,
      works,
      townA,
      design,
      rows[0]?.document_id,
    ],
  );
  await pool.query(
    `insert into works_contract_cases (district_code, contract_id, case_id, price_equipment_fen,
       price_construction_fen, added_on) values ($1, $2, $3, 500000, 100000, '2022-09-10')`,
    [ledgerDistrict, contractId, caseId],
  );
  await pool.query(
    `update cases set state = 'contracted', enterprise_id = $3, version = version + 1
     where district_code = $1 and case_id = $2`,
    [ledgerDistrict, caseId, enterpriseId],
  );
  await pool.query(
    `insert into case_steps select district_code, case_id, version, gen_random_uuid(),
       'case.contract', last_on, state, village_key, project, year, method
     from cases where district_code = $1 and case_id = $2`,
    [ledgerDistrict, caseId],
  );
}
