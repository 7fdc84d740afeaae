// The rows of works: how devices are locked as subjects, and the inserts of installations, devices,
// layers, windows and checks. The SQL of the writes, used by the actions only.

import { sql } from 'kysely';
import type { RunContext, Subject, SubjectKind } from '../actions/action.ts';
import type { Commissioning } from '../contracts/works.ts';
import type { Day } from '../core/day.ts';
import { nextUuid } from '../journal/uuid.ts';
import { deviceStates, layerOrder, normaliseSerial } from './model.ts';
import type { DeviceState, Layer, OldStoveFate, WindowFinding } from './model.ts';

export type DeviceSubject = Subject & {
  readonly state: DeviceState;
  readonly lastDay: Day;
  readonly caseId: string;
  readonly kind: string;
  readonly hasSerial: boolean;
  readonly hasHeat: boolean;
};

/** Devices as subjects of actions. */
export const deviceKind: SubjectKind<DeviceSubject> = {
  type: 'device',
  name: { zh: '设备', en: 'device' },
  states: deviceStates,
  lock: async (ids, tx, districtCode) => {
    const { rows } = await sql<DeviceSubject>`
      select d.device_id as id, c.village_key as place, d.state, d.version, d.last_on as last_day,
        d.case_id, d.kind, d.serial_number is not null as has_serial,
        d.rated_heat_kw is not null as has_heat
      from devices d join cases c on c.district_code = d.district_code and c.case_id = d.case_id
      where d.district_code = ${districtCode} and d.device_id = any (${ids}::uuid[])
      order by d.device_id for update of d`.execute(tx);
    return rows;
  },
};

/** What every row of works carries. */
type OfCase = { readonly caseId: string; readonly entryId: string; readonly occurredOn: Day };

type Context = Pick<RunContext, 'tx' | 'actor'>;

/** A device to be inserted. */
export type DeviceRow = OfCase & {
  readonly kind: string;
  readonly brand: string;
  readonly model: string;
  readonly serialNumber: string | null;
  readonly ratedHeatKw: number | null;
  readonly replaces?: string;
};

/** Inserts devices and gives their ids in order. */
export async function insertDevices(
  { tx, actor, recordedAt }: RunContext,
  devices: readonly DeviceRow[],
): Promise<string[]> {
  if (devices.length === 0) return [];
  const rows = devices.map(({ serialNumber, ratedHeatKw, replaces, ...one }) => ({
    device_id: nextUuid(recordedAt),
    case_id: one.caseId,
    kind: one.kind,
    brand: one.brand,
    model: one.model,
    serial_number: serialNumber === null ? null : normaliseSerial(serialNumber),
    serial_written: serialNumber,
    rated_heat_kw: ratedHeatKw,
    installed_on: one.occurredOn,
    replaces: replaces ?? null,
  }));
  await sql`insert into devices (district_code, device_id, case_id, kind, brand, model,
      serial_number, serial_written, rated_heat_kw, state, version, installed_on, replaces, last_on)
    select ${actor.districtCode}::int, n.device_id, n.case_id, n.kind, n.brand, n.model,
      n.serial_number, n.serial_written, n.rated_heat_kw, 'live', 1, n.installed_on, n.replaces,
      n.installed_on
    from json_populate_recordset(null::devices, ${JSON.stringify(rows)}::json) n`.execute(tx);
  return rows.map(({ device_id }) => device_id);
}

/** An installation to be inserted; without heating for insulation. */
export type InstallationRow = OfCase & {
  readonly heating: {
    readonly startedOn: Day;
    readonly roomDeciC: number;
    readonly outdoorDeciC: number;
    readonly supplyDeciC: number | null;
    readonly hoursRun: number;
    readonly showsHeat: boolean;
    readonly fate: OldStoveFate;
    readonly documentId: string | null;
  } | null;
};

export async function insertInstallations(
  { tx, actor }: Context,
  installations: readonly InstallationRow[],
): Promise<void> {
  if (installations.length === 0) return;
  const rows = installations.map(({ caseId, entryId, occurredOn, heating }) => ({
    case_id: caseId,
    entry_id: entryId,
    installed_on: occurredOn,
    started_on: heating?.startedOn,
    room_deci_c: heating?.roomDeciC,
    outdoor_deci_c: heating?.outdoorDeciC,
    supply_deci_c: heating?.supplyDeciC,
    hours_run: heating?.hoursRun,
    shows_heat: heating?.showsHeat,
    old_stove_fate: heating?.fate,
    old_stove_on: heating ? occurredOn : undefined,
    old_stove_document: heating?.documentId,
  }));
  await sql`insert into installations (district_code, case_id, entry_id, installed_on, recorded_by,
      started_on, room_deci_c, outdoor_deci_c, supply_deci_c, hours_run, shows_heat,
      old_stove_fate, old_stove_on, old_stove_document)
    select ${actor.districtCode}::int, n.case_id, n.entry_id, n.installed_on, ${actor.personId},
      n.started_on, n.room_deci_c, n.outdoor_deci_c, n.supply_deci_c, n.hours_run, n.shows_heat,
      n.old_stove_fate, n.old_stove_on, n.old_stove_document
    from json_populate_recordset(null::installations, ${JSON.stringify(rows)}::json) n`.execute(tx);
}

/** Ties documents to the cases they show. */
export async function insertPhotos(
  { tx, actor }: Context,
  shown: ReadonlyArray<Omit<OfCase, 'occurredOn'> & { readonly photos: readonly string[] }>,
): Promise<void> {
  const rows = shown.flatMap(({ caseId, entryId, photos }) =>
    photos.map((documentId) => ({ caseId, entryId, documentId })),
  );
  if (rows.length === 0) return;
  await sql`insert into works_photos (district_code, case_id, document_id, entry_id)
    select ${actor.districtCode}::int, n.case_id, n.document_id, n.entry_id
    from unnest(${rows.map(({ caseId }) => caseId)}::uuid[],
      ${rows.map(({ documentId }) => documentId)}::uuid[],
      ${rows.map(({ entryId }) => entryId)}::uuid[]) as n (case_id, document_id, entry_id)`.execute(
    tx,
  );
}

export async function insertLayers(
  { tx, actor }: Context,
  proven: ReadonlyArray<OfCase & { readonly layer: Layer }>,
): Promise<void> {
  const rows = proven.map(({ caseId, entryId, occurredOn, layer }) => ({
    case_id: caseId,
    entry_id: entryId,
    proven_on: occurredOn,
    layer,
    position: layerOrder.indexOf(layer) + 1,
  }));
  const json = JSON.stringify(rows);
  await sql`insert into installation_layers (district_code, case_id, position, layer, proven_on,
      recorded_by, entry_id)
    select ${actor.districtCode}::int, n.case_id, n.position, n.layer, n.proven_on,
      ${actor.personId}, n.entry_id
    from json_populate_recordset(null::installation_layers, ${json}::json) n`.execute(tx);
}

/** What was found about windows; a later look stands in the place of an earlier one. */
export async function saveWindows(
  { tx, actor }: Context,
  found: ReadonlyArray<OfCase & { readonly finding: WindowFinding }>,
): Promise<void> {
  const rows = found.map(({ caseId, entryId, occurredOn, finding }) => ({
    case_id: caseId,
    entry_id: entryId,
    checked_on: occurredOn,
    finding,
  }));
  await sql`insert into window_checks (district_code, case_id, finding, checked_on, recorded_by,
      entry_id)
    select ${actor.districtCode}::int, n.case_id, n.finding, n.checked_on, ${actor.personId},
      n.entry_id
    from json_populate_recordset(null::window_checks, ${JSON.stringify(rows)}::json) n
    on conflict (district_code, case_id) do update set finding = excluded.finding,
      checked_on = excluded.checked_on, recorded_by = excluded.recorded_by,
      entry_id = excluded.entry_id`.execute(tx);
}

/** What a house showed when it was measured again; heat once shown stays shown. */
export async function saveCommissionings(
  { tx, actor }: Context,
  measured: ReadonlyArray<OfCase & Commissioning & { readonly showsHeat: boolean }>,
): Promise<void> {
  const rows = measured.map((one) => ({
    case_id: one.caseId,
    started_on: one.startedOn,
    room_deci_c: one.roomDeciC,
    outdoor_deci_c: one.outdoorDeciC,
    supply_deci_c: one.supplyDeciC,
    hours_run: one.hoursRun,
    shows_heat: one.showsHeat,
  }));
  await sql`update installations i set started_on = n.started_on, room_deci_c = n.room_deci_c,
      outdoor_deci_c = n.outdoor_deci_c, supply_deci_c = n.supply_deci_c, hours_run = n.hours_run,
      shows_heat = i.shows_heat or n.shows_heat
    from json_populate_recordset(null::installations, ${JSON.stringify(rows)}::json) n
    where i.district_code = ${actor.districtCode} and i.case_id = n.case_id`.execute(tx);
}

export async function saveOldStoves(
  { tx, actor }: Context,
  settled: ReadonlyArray<
    OfCase & { readonly fate: OldStoveFate; readonly documentId: string | null }
  >,
): Promise<void> {
  const rows = settled.map(({ caseId, occurredOn, fate, documentId }) => ({
    case_id: caseId,
    old_stove_fate: fate,
    old_stove_on: occurredOn,
    old_stove_document: documentId,
  }));
  await sql`update installations i set old_stove_fate = n.old_stove_fate,
      old_stove_on = n.old_stove_on, old_stove_document = n.old_stove_document
    from json_populate_recordset(null::installations, ${JSON.stringify(rows)}::json) n
    where i.district_code = ${actor.districtCode} and i.case_id = n.case_id`.execute(tx);
}

/** A round of the enterprise's own checks; `version` is what the case becomes by it. */
export type SelfCheckRow = OfCase & {
  readonly version: number;
  readonly items: readonly unknown[];
  readonly checkedOn: Day;
  readonly person: string;
};

export async function insertSelfChecks(
  { tx, actor }: Context,
  checks: readonly SelfCheckRow[],
): Promise<void> {
  const rows = checks.map(({ caseId, entryId, version, items, checkedOn, person }) => ({
    case_id: caseId,
    version,
    entry_id: entryId,
    items,
    checked_on: checkedOn,
    person,
  }));
  await sql`insert into self_checks (district_code, case_id, version, entry_id, items, checked_on,
      person, recorded_by)
    select ${actor.districtCode}::int, n.case_id, n.version, n.entry_id, n.items, n.checked_on,
      n.person, ${actor.personId}
    from json_populate_recordset(null::self_checks, ${JSON.stringify(rows)}::json) n`.execute(tx);
}

/** Takes a device out of use. */
export async function retireDevice(
  { tx, actor }: Context,
  { deviceId, on, why }: { readonly deviceId: string; readonly on: Day; readonly why: string },
): Promise<void> {
  await sql`update devices set state = 'replaced', replaced_on = ${on}, replaced_why = ${why},
      last_on = ${on}, version = version + 1
    where district_code = ${actor.districtCode} and device_id = ${deviceId}`.execute(tx);
}
