// Reads of works: who has a serial number, which layers and windows a house has, the lists of
// devices and installations, and everything built into one house.

import { sql } from 'kysely';
import type { z } from 'zod';
import type * as contracts from '../contracts/works-lists.ts';
import type { Tx } from '../db/open.ts';
import { maskName } from '../households/model.ts';
import type { Works } from '../households/model.ts';
import { normaliseSerial } from './model.ts';
import type { DeviceState, OldStoveFate, WindowFinding } from './model.ts';

/** Where a serial number stands already, as a refusal may say it. */
export type SerialHolder = {
  readonly serialNumber: string;
  readonly written: string;
  readonly name: string;
  readonly village: string;
};

/** The live devices that bear one of these serial numbers, by the normalised number. */
export async function findSerials(
  tx: Tx,
  districtCode: number,
  serials: readonly string[],
): Promise<Map<string, SerialHolder>> {
  if (serials.length === 0) return new Map();
  const normal = [...new Set(serials.map(normaliseSerial))];
  const { rows } = await sql<SerialHolder>`
    select d.serial_number, d.serial_written as written, h.head_name as name, p.name as village
    from unnest(${normal}::text[]) as n (serial_number)
    join devices d on d.district_code = ${districtCode} and d.serial_number = n.serial_number
      and d.state = 'live'
    join cases c on c.district_code = d.district_code and c.case_id = d.case_id
    join households h on h.district_code = c.district_code and h.household_id = c.household_id
    join places p on p.district_code = c.district_code and p.place_key = c.village_key`.execute(tx);
  return new Map(rows.map((row) => [row.serialNumber, { ...row, name: maskName(row.name) }]));
}

/** How many layers of each case are proven; cases without any are left out. */
export async function countLayers(
  tx: Tx,
  districtCode: number,
  caseIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ caseId: string; count: number }>`
    select case_id, count(*) as count from installation_layers
    where district_code = ${districtCode} and case_id = any (${caseIds}::uuid[])
    group by 1`.execute(tx);
  return new Map(rows.map(({ caseId, count }) => [caseId, count]));
}

/** What was last found about the windows of each case; unseen ones are left out. */
export async function findWindows(
  tx: Tx,
  districtCode: number,
  caseIds: readonly string[],
): Promise<Map<string, WindowFinding>> {
  const { rows } = await sql<{ caseId: string; finding: WindowFinding }>`
    select case_id, finding from window_checks
    where district_code = ${districtCode} and case_id = any (${caseIds}::uuid[])`.execute(tx);
  return new Map(rows.map(({ caseId, finding }) => [caseId, finding]));
}

type Stove = {
  readonly caseId: string;
  readonly showsHeat: boolean | null;
  readonly fate: OldStoveFate | null;
};

/** What each case's commissioning showed and where its old stove is. */
export async function findStoves(
  tx: Tx,
  districtCode: number,
  caseIds: readonly string[],
): Promise<Map<string, Stove>> {
  const { rows } = await sql<Stove>`
    select case_id, shows_heat, old_stove_fate as fate from installations
    where district_code = ${districtCode} and case_id = any (${caseIds}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.caseId, row]));
}

/** Where a reader may look: places (null: the whole district), or the own enterprise's cases. */
export type Reading = {
  readonly districtCode: number;
  readonly places: readonly string[] | null;
  /** Given for readers of an enterprise: only what it builds. */
  readonly organisationId: string | undefined;
};

/** The condition that a case `c` may be seen. */
function seenBy({ districtCode, places, organisationId }: Reading) {
  const here =
    places === null
      ? sql`true`
      : sql`c.village_key in (select p.place_key from places p, unnest(${places}::text[]) k (key)
          where p.district_code = ${districtCode} and starts_with(p.place_key, k.key))`;
  const own =
    organisationId === undefined
      ? sql`true`
      : sql`c.enterprise_id in (select e.enterprise_id from enterprises e
          where e.district_code = ${districtCode} and e.organisation_id::text = ${organisationId})`;
  return sql`c.district_code = ${districtCode} and ${here} and ${own}`;
}

type DeviceView = z.output<typeof contracts.DeviceRow>;

const deviceColumns = sql`d.device_id, d.case_id, c.household_id, d.kind, d.brand, d.model,
  d.serial_written as serial_number, d.rated_heat_kw::float8 as rated_heat_kw, d.state, d.version,
  d.installed_on, d.replaces, d.replaced_on, d.replaced_why, h.head_name, c.village_key,
  p.name as village_name`;
const devicesWithHouse = sql`devices d
  join cases c on c.district_code = d.district_code and c.case_id = d.case_id
  join households h on h.district_code = c.district_code and h.household_id = c.household_id
  join places p on p.district_code = c.district_code and p.place_key = c.village_key`;

const lastCharacter = '\u{10FFFF}';

type Page = { readonly after?: string | undefined; readonly limit: number };
type DeviceFilter = {
  readonly caseId?: string | undefined;
  readonly serial?: string | undefined;
  readonly state?: DeviceState | undefined;
};

/** A page of devices, the latest first. */
export async function listDevices(
  tx: Tx,
  reading: Reading,
  { caseId, serial, state }: DeviceFilter,
  { after, limit }: Page,
): Promise<{ items: DeviceView[]; next: string | null }> {
  const conditions = [sql`d.district_code = ${reading.districtCode}`, seenBy(reading)];
  if (caseId !== undefined) conditions.push(sql`d.case_id = ${caseId}`);
  if (state !== undefined) conditions.push(sql`d.state = ${state}`);
  if (after !== undefined) conditions.push(sql`d.device_id < ${after}`);
  if (serial !== undefined) {
    const start = normaliseSerial(serial);
    conditions.push(
      sql`d.serial_number >= ${start} and d.serial_number < ${start + lastCharacter}`,
    );
  }
  const { rows } = await sql<DeviceView>`select ${deviceColumns} from ${devicesWithHouse}
    where ${sql.join(conditions, sql` and `)}
    order by d.device_id desc limit ${limit + 1}`.execute(tx);
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.deviceId ?? null) : null };
}

type InstallationView = z.output<typeof contracts.InstallationRow>;
type InstallationFilter = {
  readonly works?: Works | undefined;
  readonly enterpriseId?: string | undefined;
  readonly oldStoveFate?: OldStoveFate | undefined;
};

/** A page of installations, in the order of their cases. */
export async function listInstallations(
  tx: Tx,
  reading: Reading,
  { works, enterpriseId, oldStoveFate }: InstallationFilter,
  { after, limit }: Page,
): Promise<{ items: InstallationView[]; next: string | null }> {
  const conditions = [sql`i.district_code = ${reading.districtCode}`, seenBy(reading)];
  if (works !== undefined) conditions.push(sql`c.works = ${works}`);
  if (enterpriseId !== undefined) conditions.push(sql`c.enterprise_id = ${enterpriseId}`);
  if (oldStoveFate !== undefined) conditions.push(sql`i.old_stove_fate = ${oldStoveFate}`);
  if (after !== undefined) conditions.push(sql`i.case_id < ${after}`);
  const { rows } = await sql<InstallationView>`
    select i.case_id, c.household_id, c.works, c.state, c.method, c.enterprise_id, h.head_name,
      c.village_key, p.name as village_name, i.installed_on, i.room_deci_c, i.outdoor_deci_c,
      i.shows_heat, i.old_stove_fate,
      (select count(*) from devices d where d.district_code = i.district_code
        and d.case_id = i.case_id and d.state = 'live') as devices
    from installations i
    join cases c on c.district_code = i.district_code and c.case_id = i.case_id
    join households h on h.district_code = c.district_code and h.household_id = c.household_id
    join places p on p.district_code = c.district_code and p.place_key = c.village_key
    where ${sql.join(conditions, sql` and `)}
    order by i.case_id desc limit ${limit + 1}`.execute(tx);
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.caseId ?? null) : null };
}

type CaseWorks = Omit<z.output<(typeof contracts.getWorks)['reply']>, 'asked'> & {
  readonly method: string | null;
};

/** Everything built into one house; undefined when it may not be seen or is not there. */
export async function findWorks(
  tx: Tx,
  reading: Reading,
  caseId: string,
): Promise<CaseWorks | undefined> {
  const { districtCode } = reading;
  const { rows } = await sql<Pick<CaseWorks, 'caseId' | 'works' | 'method'>>`
    select c.case_id, c.works, c.method from cases c
    where ${seenBy(reading)} and c.case_id = ${caseId}`.execute(tx);
  const [found] = rows;
  if (!found) return undefined;
  const of = sql`district_code = ${districtCode} and case_id = ${caseId}`;
  const devices = await sql<DeviceView>`select ${deviceColumns} from ${devicesWithHouse}
    where d.district_code = ${districtCode} and d.case_id = ${caseId}
    order by d.device_id limit 200`.execute(tx);
  const installation = await sql<NonNullable<CaseWorks['installation']>>`
    select installed_on, started_on, room_deci_c, outdoor_deci_c, supply_deci_c, hours_run,
      shows_heat, old_stove_fate, old_stove_on, old_stove_document
    from installations where ${of}`.execute(tx);
  const photos = await sql<CaseWorks['photos'][number]>`
    select distinct d.kind, d.document_id from works_photos w
    join documents d on d.district_code = w.district_code and d.document_id = w.document_id
    where w.district_code = ${districtCode} and w.case_id = ${caseId}
    order by 1, 2 limit 500`.execute(tx);
  const layers = await sql<CaseWorks['layers'][number]>`
    select layer, proven_on from installation_layers where ${of}
    order by position limit 10`.execute(tx);
  const windows = await sql<NonNullable<CaseWorks['windows']>>`
    select finding, checked_on from window_checks where ${of}`.execute(tx);
  const selfChecks = await sql<CaseWorks['selfChecks'][number]>`
    select version, items, checked_on, person from self_checks where ${of}
    order by version limit 50`.execute(tx);
  return {
    ...found,
    devices: devices.rows,
    installation: installation.rows[0] ?? null,
    photos: photos.rows,
    layers: layers.rows,
    windows: windows.rows[0] ?? null,
    selfChecks: selfChecks.rows,
  };
}

/** The works, method of a case: by them the programme's rules are chosen. Undefined without one. */
export async function findMethod(
  tx: Tx,
  districtCode: number,
  caseId: string,
): Promise<{ readonly works: Works; readonly method: string | null } | undefined> {
  const { rows } = await sql<{ works: Works; method: string | null }>`
    select works, method from cases
    where district_code = ${districtCode} and case_id = ${caseId}`.execute(tx);
  return rows[0];
}
