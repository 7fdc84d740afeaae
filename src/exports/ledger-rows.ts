// The households of a filter as a township ledger tells of them: which they are is settled at once,
// then they are read in pages, each a short transaction, so that a slow download holds no
// connection. Reads only.

import { sql } from 'kysely';
import type { Database, Tx } from '../db/open.ts';
import { endedStates } from '../households/model.ts';
import type { categories, houseKinds, structures, Works } from '../households/model.ts';
import { conditionsOf, joined } from '../households/queries.ts';
import type { LedgerFilter } from '../households/queries.ts';
import { works as worksNames } from '../households/model.ts';
import type { Sealing } from '../households/sealing.ts';
import type { PlaceLevel } from '../places/model.ts';

/** A filter of the ledger; without works, the households of any. */
export type ExportFilter = Omit<LedgerFilter, 'works'> & { readonly works?: Works | undefined };

export type ExportCase = {
  readonly works: Works;
  readonly year: number;
  readonly method: string | null;
  readonly enterprise: string | null;
  readonly equipmentFen: number | null;
  readonly constructionFen: number | null;
  readonly selfRaisedFen: number | null;
  readonly installedOn: string | null;
  readonly acceptedOn: string | null;
};

export type ExportRow = {
  readonly householdId: string;
  readonly townName: string | null;
  readonly villageKey: string;
  readonly villageName: string;
  readonly villageLevel: PlaceLevel;
  readonly groupName: string | null;
  readonly headName: string;
  readonly idSealed: Buffer | null;
  readonly idMasked: string | null;
  readonly phoneSealed: Buffer | null;
  readonly phoneMasked: string | null;
  readonly accountSealed: Buffer | null;
  readonly accountMasked: string | null;
  readonly accountHolder: string | null;
  readonly people: number | null;
  readonly category: keyof typeof categories;
  readonly isResident: boolean | null;
  readonly address: string | null;
  readonly houseKind: keyof typeof houseKinds | null;
  readonly structure: keyof typeof structures | null;
  readonly builtYear: number | null;
  readonly floorAreaM2: number | null;
  readonly heatedAreaM2: number;
  readonly priorHeating: string | null;
  readonly coalKgPerYear: number | null;
  readonly note: string | null;
  /** What the last ledger told of works that take their own course in the programme. */
  readonly told: Readonly<Record<string, string | number | boolean | null>> | null;
  readonly cases: readonly ExportCase[] | null;
};

const PAGE_ROWS = 2000;

/** Ids of the households of a filter, by village and in the order of their registration. */
export async function listExportIds(
  tx: Tx,
  filter: ExportFilter,
  sealing: Sealing,
): Promise<string[]> {
  // Bounded by the ledger itself: a district has tens of thousands, and an id is 36 characters.
  const { rows } = await sql<{ householdId: string }>`select h.household_id from households h
    where ${chosen(filter, sealing)} order by h.village_key, h.household_id`.execute(tx);
  return rows.map(({ householdId }) => householdId);
}

/** These households one after another. One that was closed meanwhile is left out. */
export async function* exportRows(
  db: Database,
  ids: readonly string[],
  { districtCode }: Pick<Sealing, 'districtCode'>,
): AsyncGenerator<ExportRow> {
  const readFrom = async (at: number): Promise<ExportRow[]> => {
    const some = ids.slice(at, at + PAGE_ROWS);
    if (some.length === 0) return [];
    return db.withDistrict(districtCode, (tx) => readPage(tx, some, districtCode));
  };
  let coming = readFrom(0);
  for (let at = 0; at < ids.length; at += PAGE_ROWS) {
    const rows = await coming;
    // The next page is read while this one is written out. What fails in it is told in its turn.
    coming = readFrom(at + PAGE_ROWS);
    coming.catch(() => undefined);
    yield* rows;
  }
}

/** Live households with a case that the filter lets through. */
function chosen(filter: ExportFilter, sealing: Sealing) {
  const { works } = filter;
  const kinds = works === undefined ? (Object.keys(worksNames) as Works[]) : [works];
  const ids = kinds.map(
    (one) => sql`h.household_id in (select c.household_id from ${joined}
      where ${conditionsOf({ ...filter, works: one }, sealing)})`,
  );
  return sql`h.district_code = ${sealing.districtCode} and h.state = 'live'
    and (${sql.join(ids, sql` or `)})`;
}

async function readPage(
  tx: Tx,
  ids: readonly string[],
  districtCode: number,
): Promise<ExportRow[]> {
  const { rows } = await sql<ExportRow>`
    with steps as materialized (
      select s.case_id,
        max(s.occurred_on) filter (where s.action = 'case.install') as installed_on,
        max(s.occurred_on) filter (where s.action = 'case.accept') as accepted_on
      from case_steps s
      join cases c on c.district_code = s.district_code and c.case_id = s.case_id
      where s.district_code = ${districtCode} and c.household_id = any (${ids}::uuid[])
        and s.action in ('case.install', 'case.accept')
      group by s.case_id
    ), live as materialized (
      select c.household_id, json_agg(json_build_object('works', c.works, 'year', c.year,
          'method', coalesce(c.method, c.wished_method), 'enterprise', e.name,
          'equipment_fen', c.equipment_fen, 'construction_fen', c.construction_fen,
          'self_raised_fen', c.self_raised_fen, 'installed_on', s.installed_on,
          'accepted_on', s.accepted_on) order by c.works, c.case_id) as cases
      from cases c
      left join steps s on s.case_id = c.case_id
      left join enterprises e
        on e.district_code = c.district_code and e.enterprise_id = c.enterprise_id
      where c.district_code = ${districtCode} and c.household_id = any (${ids}::uuid[])
        and not c.state = any (${[...endedStates]}::text[])
      group by c.household_id
    )
    select h.household_id, t.name as town_name, h.village_key, v.name as village_name,
      v.level as village_level, g.name as group_name, h.head_name, h.id_sealed, h.id_masked,
      h.phone_sealed, h.phone_masked, h.account_sealed, h.account_masked, h.account_holder,
      h.people_count as people, h.category, h.is_resident, h.address, h.house_kind, h.structure,
      h.built_year, h.floor_area_m2::float8 as floor_area_m2,
      h.heated_area_m2::float8 as heated_area_m2, h.prior_heating, h.coal_kg_per_year, h.note,
      f.told, k.cases
    from households h
    join places v on v.district_code = h.district_code and v.place_key = h.village_key
    left join places t on t.district_code = h.district_code and t.place_key = h.town_key
    left join village_groups g on g.district_code = h.district_code and g.group_id = h.group_id
    left join household_ledger_facts f
      on f.district_code = h.district_code and f.household_id = h.household_id
    left join live k on k.household_id = h.household_id
    where h.district_code = ${districtCode} and h.state = 'live'
      and h.household_id = any (${ids}::uuid[])
    order by h.village_key, h.household_id limit ${PAGE_ROWS}`.execute(tx);
  return rows;
}
