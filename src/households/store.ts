// The rows of households: how they are locked as subjects, inserted, changed and asked about. The
// SQL of the writes, used by the actions only.

import { sql } from 'kysely';
import type { RunContext, Subject, SubjectKind } from '../actions/action.ts';
import { refusalOf } from '../actions/action.ts';
import type { Day } from '../core/day.ts';
import type { Refusal } from '../core/errors.ts';
import type { Tx } from '../db/open.ts';
import { endedStates, householdStates, maskName, openStates } from './model.ts';
import type { HouseholdState } from './model.ts';
import { plainName } from './sealing.ts';
import type { SealedHousehold, SealedPatch } from './sealing.ts';

export type HouseholdSubject = Subject & {
  readonly state: HouseholdState;
  readonly lastDay: Day;
  readonly village: string;
  readonly groupId: string | null;
  /** True when works are approved: facts are then changed only by request and approval. */
  readonly isBound: boolean;
};

/** Households as subjects of actions. */
export const householdKind: SubjectKind<HouseholdSubject> = {
  type: 'household',
  name: { zh: '农户', en: 'household' },
  states: householdStates,
  lock: (ids, tx, districtCode) => readHouseholds(ids, tx, districtCode, sql`for update`),
};

/** Households as subjects, for a page that asks what may be done; without a lock nobody waits. */
export async function readHouseholds(
  ids: readonly string[],
  tx: Tx,
  districtCode: number,
  lock = sql``,
): Promise<HouseholdSubject[]> {
  const { rows } = await sql<HouseholdSubject>`
    select household_id as id, village_key as place, village_key as village, group_id, state,
      version, last_on as last_day from households
    where district_code = ${districtCode} and household_id = any (${ids}::uuid[])
    order by household_id ${lock}`.execute(tx);
  const bound = await listBound(tx, districtCode, ids);
  return rows.map((row) => ({ ...row, isBound: bound.has(row.id) }));
}

/** A statement after the lock: it must see what was committed while the lock was awaited. */
async function listBound(tx: Tx, districtCode: number, ids: readonly string[]) {
  const unbound = [...openStates, ...endedStates];
  const { rows } = await sql<{ householdId: string }>`
    select distinct household_id from cases
    where district_code = ${districtCode} and household_id = any (${ids}::uuid[])
      and not state = any (${unbound}::text[])`.execute(tx);
  return new Set(rows.map(({ householdId }) => householdId));
}

type Column = string | number | boolean | readonly string[] | null;

const hex = (base64: string): string => `\\x${Buffer.from(base64, 'base64').toString('hex')}`;

/** The columns that fields become; of a patch only those that are given. */
export function columnsOf(fields: SealedPatch): Record<string, Column> {
  const { headName, idNumber, phone, account } = fields;
  const columns: Record<string, Column | undefined> = {
    head_name: headName === undefined ? undefined : plainName(headName),
    given_name: fields.givenName,
    head_pinyin: fields.headPinyin,
    head_initials: fields.headInitials,
    people_count: fields.people,
    category: fields.category,
    is_resident: fields.isResident,
    address: fields.address,
    house_kind: fields.houseKind,
    structure: fields.structure,
    built_year: fields.builtYear,
    floor_area_m2: fields.floorAreaM2,
    heated_area_m2: fields.heatedAreaM2,
    prior_heating: fields.priorHeating,
    coal_kg_per_year: fields.coalKgPerYear,
    note: fields.note,
    findings: fields.findings,
  };
  if (idNumber !== undefined) {
    columns['id_sealed'] = idNumber && hex(idNumber.sealed);
    columns['id_print'] = idNumber && hex(idNumber.print);
    columns['id_end_print'] = idNumber && hex(idNumber.endPrint);
    columns['id_tail'] = idNumber && idNumber.tail;
    columns['id_masked'] = idNumber && idNumber.masked;
  }
  if (phone !== undefined) {
    columns['phone_sealed'] = phone && hex(phone.sealed);
    columns['phone_print'] = phone && hex(phone.print);
    columns['phone_masked'] = phone && phone.masked;
  }
  if (account !== undefined) {
    columns['account_sealed'] = account && hex(account.sealed);
    columns['account_print'] = account && hex(account.print);
    columns['account_masked'] = account && account.masked;
    columns['account_holder'] = account && account.holder;
    columns['account_kind'] = account && account.kind;
  }
  const given = Object.entries(columns).filter(
    (pair): pair is [string, Column] => pair[1] !== undefined,
  );
  return Object.fromEntries(given);
}

/** A household to be inserted. */
export type HouseholdRow = {
  readonly householdId: string;
  readonly groupId: string | null;
  readonly occurredOn: Day;
  readonly household: SealedHousehold;
};

/** Inserts households, with one statement for all. */
export async function insertHouseholds(
  { tx, actor, recordedAt }: RunContext,
  rows: readonly HouseholdRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const written = rows.map(({ householdId, groupId, occurredOn, household }) => ({
    district_code: actor.districtCode,
    household_id: householdId,
    state: 'live',
    version: 1,
    village_key: household.villageKey,
    group_id: groupId,
    last_on: occurredOn,
    created_at: recordedAt.toISOString(),
    ...columnsOf(household),
  }));
  const columns = sql.join(Object.keys(written[0] ?? {}).map((name) => sql.ref(name)));
  await sql`insert into households (${columns}) select ${columns}
    from json_populate_recordset(null::households, ${JSON.stringify(written)}::json)`.execute(tx);
}

/** What becomes of a household; what the patch does not name stays. */
export type HouseholdUpdate = {
  readonly householdId: string;
  readonly patch: SealedPatch;
  readonly occurredOn: Day;
};

/** Sets the columns of patches and counts versions up: a statement for each kind of patch. */
export async function updateHouseholds(
  { tx, actor }: Pick<RunContext, 'tx' | 'actor'>,
  updates: readonly HouseholdUpdate[],
): Promise<void> {
  const rows = updates.map(({ householdId, patch, occurredOn }) => ({
    household_id: householdId,
    last_on: occurredOn,
    ...columnsOf(patch),
  }));
  for (const alike of Map.groupBy(rows, (row) => Object.keys(row).join()).values()) {
    const [, ...changed] = Object.keys(alike[0] ?? {});
    const settings = changed.map((name) => sql`${sql.ref(name)} = ${sql.ref(`n.${name}`)}`);
    await sql`update households h set ${sql.join(settings)}, version = h.version + 1
      from json_populate_recordset(null::households, ${JSON.stringify(alike)}::json) n
      where h.district_code = ${actor.districtCode}
        and h.household_id = n.household_id`.execute(tx);
  }
}

/** Counts a household's version up on a business day. */
export async function touchHousehold(
  { tx, actor }: Pick<RunContext, 'tx' | 'actor'>,
  householdId: string,
  occurredOn: Day,
): Promise<void> {
  await sql`update households set version = version + 1, last_on = ${occurredOn}
    where district_code = ${actor.districtCode} and household_id = ${householdId}`.execute(tx);
}

/** An ID number under which somebody may be in the ledger already. */
export type Claim = {
  readonly householdId: string;
  readonly print: string | undefined;
  readonly masked: string;
};

/** Why each claim is refused: its number belongs to another live household. */
export async function refuseTakenIds(
  { tx, actor }: Pick<RunContext, 'tx' | 'actor'>,
  claims: readonly Claim[],
): Promise<Array<Refusal | undefined>> {
  const prints = claims.flatMap(({ print }) => (print === undefined ? [] : [hex(print)]));
  if (prints.length === 0) return claims.map(() => undefined);
  const { rows } = await sql<{ print: string; householdId: string; name: string; place: string }>`
    select encode(h.id_print, 'base64') as print, h.household_id, h.head_name as name,
      p.name as place
    from households h
    join places p on p.district_code = h.district_code and p.place_key = h.village_key
    where h.district_code = ${actor.districtCode} and h.state = 'live'
      and h.id_print = any (${prints}::bytea[])`.execute(tx);
  const owners = new Map(rows.map((row) => [row.print, row]));
  return claims.map(({ householdId, print, masked }) => {
    const owner = print === undefined ? undefined : owners.get(print);
    if (print === undefined) return undefined;
    if (!owner) {
      // The number is this one's from now on: the next with the same one is a duplicate in a batch.
      owners.set(print, { print, householdId, name: '', place: '' });
      return undefined;
    }
    if (owner.householdId === householdId) return undefined;
    const isHere = owner.place === '';
    return refusalOf({
      code: 'household.id-taken',
      details: {
        masked,
        name: maskName(owner.name),
        placeZh: isHere ? '同一批数据' : owner.place,
        placeEn: isHere ? 'the same batch' : owner.place,
        householdId: isHere ? null : owner.householdId,
      },
    });
  });
}

/** Why numbers do not belong here: demonstration data and real data never mix. */
export async function refuseOtherWorld(
  { tx, actor }: Pick<RunContext, 'tx' | 'actor'>,
  households: ReadonlyArray<Pick<SealedPatch, 'idNumber' | 'phone'>>,
): Promise<Array<Refusal | undefined>> {
  const { rows } = await sql<{ isDemo: boolean }>`select is_demo from districts
    where district_code = ${actor.districtCode}`.execute(tx);
  const isDemo = rows[0]?.isDemo ?? false;
  const code = isDemo ? 'household.real-id' : 'household.demo-id';
  return households.map(({ idNumber, phone }) => {
    const stranger = [idNumber, phone].find((one) => one && one.isDemo !== isDemo);
    return stranger ? refusalOf({ code, details: { masked: stranger.masked } }) : undefined;
  });
}

/** Ends a household none of whose cases is live any more, so that its ID number is free again. */
export async function closeIfOver(
  { tx, actor }: Pick<RunContext, 'tx' | 'actor'>,
  householdIds: readonly string[],
): Promise<void> {
  // Locked in a statement before the look: two cases withdrawn at once must see one another.
  await sql`select 1 from households
    where district_code = ${actor.districtCode} and household_id = any (${householdIds}::uuid[])
    order by household_id for update`.execute(tx);
  await sql`update households h set state = 'closed', version = h.version + 1
    where h.district_code = ${actor.districtCode} and h.state = 'live'
      and h.household_id = any (${householdIds}::uuid[])
      and not exists (select 1 from cases c where c.district_code = h.district_code
        and c.household_id = h.household_id
        and c.state not in ('withdrawn', 'rejected'))`.execute(tx);
}
