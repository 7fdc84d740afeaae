// The households an import meets in the real ledger, found by the hashes of their numbers thousands
// at a time. Reads only; what differs is plan.ts.

import { sql } from 'kysely';
import type { Tx } from '../../db/open.ts';
import { categories, endedStates, houseKinds, openStates, structures } from '../model.ts';
import type { CaseState, Works } from '../model.ts';
import { openNumber, plainName, printOfId, printOfNumber } from '../sealing.ts';
import type { Sealing } from '../sealing.ts';
import type { LedgerLookup, LedgerOwner } from './against-ledger.ts';
import { withCourse } from './course.ts';
import type { HouseholdValues } from './entry.ts';
import { groupOfName, isPhoneOf, isSame, keptPhone, wordOfWorks } from './ledger-words.ts';
import { householdKeys, moneyKeys, toldKeys } from './plan.ts';
import type { LedgerCase, LedgerHousehold } from './plan.ts';

/** What a ledger has told of a household: its values, personal numbers as keyed hashes. */
export type Told = Readonly<Record<string, string | number | boolean | null>>;

type CaseRow = LedgerCase & {
  readonly method: string | null;
  readonly equipmentFen: number | null;
  readonly constructionFen: number | null;
  readonly selfRaisedFen: number | null;
};

type Row = {
  readonly householdId: string;
  readonly town: string;
  readonly village: string;
  readonly villageName: string;
  readonly groupName: string | null;
  readonly headName: string;
  /** Keyed hashes in base64. */
  readonly idPrint: string;
  readonly phonePrint: string | null;
  readonly accountPrint: string | null;
  readonly phoneSealed: Buffer | null;
  readonly accountSealed: Buffer | null;
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
  /** JSON as text: read here, not column by column on its way. */
  readonly told: string | null;
  readonly cases: string | null;
};

const KEYS_A_STATEMENT = 5_000;

type LookupOptions = {
  /** Which phones the ledger may hold; of either kind, when not given. */
  readonly isDemo?: boolean;
  readonly holds?: boolean;
};

/**
 * A look-up in the district of `sealing`. With `holds`, the households found by person stay locked
 * until the transaction ends, so that what was planned is still true when it is stored.
 */
export function ledgerLookup(
  tx: Tx,
  sealing: Sealing,
  { isDemo, holds = false }: LookupOptions = {},
): LedgerLookup {
  const byNumber = (column: string, numbers: readonly string[], kind: 'phone' | 'account') => {
    const asked = new Map(
      numbers.map((number) => {
        const kept = kind === 'phone' ? keptPhone(number).replaceAll('-', '') : number;
        return [printOfNumber(kept, kind, sealing).toString('base64'), number] as const;
      }),
    );
    return inPieces([...asked.keys()], async (prints) => {
      const where = sql`${sql.ref(`h.${column}`)} = any (${prints.map(bytesOf)})`;
      const owners = await readOwners(
        tx,
        sealing,
        where,
        sql`encode(${sql.ref(column)}, 'base64')`,
      );
      return owners.map((owner) => ({ ...owner, shared: asked.get(owner.shared) ?? '' }));
    });
  };
  return {
    mayHoldPhone: (phone) => isDemo === undefined || isPhoneOf(isDemo, phone),
    listByPerson: (persons) => {
      const asked = new Map(
        persons.flatMap((person) => {
          const print = printOfId(person, sealing);
          return print ? [[print.toString('base64'), person] as const] : [];
        }),
      );
      return inPieces([...asked.keys()], async (prints) => {
        const rows = await readRows(tx, sealing, prints.map(bytesOf), holds);
        const found = rows.map((row) => householdOf(row, asked.get(row.idPrint) ?? '', sealing));
        return withCourse(tx, sealing.districtCode, found);
      });
    },
    listByAccount: (accounts) => byNumber('account_print', accounts, 'account'),
    listByPhone: (phones) => byNumber('phone_print', phones, 'phone'),
    listByName: (names, villages) =>
      inPieces(names, (some) => {
        const plain = some.map((name) => plainName(name));
        const where = sql`h.village_key = any (${villages}::text[])
          and h.head_name = any (${plain}::text[]) and h.address is not null`;
        return readOwners(tx, sealing, where, sql`h.address`);
      }),
  };
}

const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64');

/** Asks for keys some thousands at a time. */
async function inPieces<T>(
  keys: readonly string[],
  ask: (some: readonly string[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for (let at = 0; at < keys.length; at += KEYS_A_STATEMENT) {
    for (const one of await ask(keys.slice(at, at + KEYS_A_STATEMENT))) found.push(one);
  }
  return found;
}

async function readOwners(
  tx: Tx,
  { districtCode }: Sealing,
  where: ReturnType<typeof sql>,
  shared: ReturnType<typeof sql>,
): Promise<LedgerOwner[]> {
  const { rows } = await sql<LedgerOwner>`
    select h.household_id, h.head_name, h.village_key as village, v.name as village_name,
      ${shared} as shared
    from households h
    join places v on v.district_code = h.district_code and v.place_key = h.village_key
    where h.district_code = ${districtCode} and h.state = 'live' and ${where}
    order by h.household_id`.execute(tx);
  return rows;
}

async function readRows(
  tx: Tx,
  { districtCode }: Sealing,
  prints: readonly Buffer[],
  holds: boolean,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select h.household_id, h.town_key as town, h.village_key as village, v.name as village_name,
      g.name as group_name, h.head_name, encode(h.id_print, 'base64') as id_print, h.phone_sealed,
      encode(h.phone_print, 'base64') as phone_print,
      h.account_sealed, encode(h.account_print, 'base64') as account_print, h.account_holder,
      h.people_count as people, h.category,
      h.is_resident, h.address, h.house_kind, h.structure, h.built_year,
      h.floor_area_m2::float8 as floor_area_m2, h.heated_area_m2::float8 as heated_area_m2,
      h.prior_heating, h.coal_kg_per_year, h.note, f.told::text as told,
      (select json_agg(json_build_object('caseId', c.case_id, 'works', c.works,
          'state', c.state, 'year', c.year, 'method', coalesce(c.method, c.wished_method),
          'equipmentFen', c.equipment_fen, 'constructionFen', c.construction_fen,
          'selfRaisedFen', c.self_raised_fen) order by c.works, c.case_id)
        from cases c where c.district_code = h.district_code and c.household_id = h.household_id
          and not c.state = any (${[...endedStates]}::text[]))::text as cases
    from households h
    join places v on v.district_code = h.district_code and v.place_key = h.village_key
    left join village_groups g on g.district_code = h.district_code and g.group_id = h.group_id
    left join household_ledger_facts f
      on f.district_code = h.district_code and f.household_id = h.household_id
    where h.district_code = ${districtCode} and h.state = 'live'
      and h.id_print = any (${prints})
    order by h.household_id ${holds ? sql`for update of h` : sql``}`.execute(tx);
  return rows;
}

type Values = { -readonly [K in keyof HouseholdValues]?: string | number | boolean };

/** A row as an import compares it: in the words of a ledger, numbers in plain. */
function householdOf(row: Row, person: string, sealing: Sealing): LedgerHousehold {
  const cases = JSON.parse(row.cases ?? '[]') as readonly CaseRow[];
  const told = JSON.parse(row.told ?? '{}') as Told;
  const heating = cases.find(({ works }) => works === 'heating');
  const main = heating ?? cases[0];
  const values: Values = {};
  const set = (
    key: keyof HouseholdValues,
    value: string | number | boolean | null | undefined,
  ): void => {
    if (value !== null && value !== undefined) values[key] = value;
  };
  set('town', row.town);
  set('village', row.village);
  set('group', row.groupName === null ? null : groupOfName(row.groupName));
  set('headName', row.headName);
  set('idNumber', person);
  set('phone', openNumber(row.phoneSealed, 'phone', sealing));
  set('people', row.people);
  set('category', categories[row.category].zh);
  set('isResident', row.isResident);
  set('address', row.address);
  set('houseType', row.houseKind && houseKinds[row.houseKind].zh);
  set('structure', row.structure && structures[row.structure].zh);
  set('builtYear', row.builtYear);
  set('floorAreaM2', row.floorAreaM2);
  set('heatedAreaM2', row.heatedAreaM2);
  set('priorHeating', row.priorHeating);
  set('coalKgPerYear', row.coalKgPerYear);
  set('accountNumber', openNumber(row.accountSealed, 'account', sealing));
  set('accountHolder', row.accountHolder);
  set('note', row.note);
  set('works', wordOfWorks(cases.map(({ works }): Works => works)));
  set('method', heating?.method);
  set('year', main?.year);
  for (const key of moneyKeys) set(key, main?.[key]);
  for (const key of toldKeys) set(key, told[key]);
  return {
    // What a household must have is never null in its row.
    ...(values as unknown as HouseholdValues),
    person,
    villageName: row.villageName,
    householdId: row.householdId,
    isBound: cases.some(({ state }) => !isOpen(state)),
    cases,
    byHand: byHandOf(values, row, told),
    told,
  };
}

const isOpen = (state: CaseState) => (openStates as readonly CaseState[]).includes(state);

/** The fields whose value is not what a ledger told last. */
function byHandOf(values: Values, row: Row, told: Told): ReadonlySet<string> {
  const keys = ['group', ...householdKeys, 'method', ...moneyKeys] as const;
  return new Set(
    keys.filter((key) => {
      const value = values[key];
      if (value === undefined) return (told[key] ?? null) !== null;
      if (key === 'phone') return told[key] !== row.phonePrint;
      if (key === 'accountNumber') return told[key] !== row.accountPrint;
      return !isSame(key, value, told[key] ?? undefined);
    }),
  );
}

/** What is kept of what a row says: its values, personal numbers as keyed hashes. */
export function toldBy(values: Partial<HouseholdValues>, sealing: Sealing): Told {
  const { town: _t, village: _v, idNumber: _i, phone, accountNumber, ...others } = values;
  const printed = (number: string, kind: 'phone' | 'account') =>
    printOfNumber(number, kind, sealing).toString('base64');
  return {
    ...others,
    ...(phone === undefined
      ? {}
      : { phone: printed(keptPhone(phone).replaceAll('-', ''), 'phone') }),
    ...(accountNumber === undefined ? {} : { accountNumber: printed(accountNumber, 'account') }),
  };
}
