// A ledger of any size, written by SQL alone: not how data come into the product, but quick, and in
// sizes and spread like the real thing. Also its movements, for overviews.

import type pg from 'pg';

/** Where and how much. */
export type LedgerSize = { readonly districtCode: number; readonly households: number };

const GROUPS_PER_VILLAGE = 6;
/** Movements are added up from so many cases and multiplied: their sums grow no further. */
const MOVING_CASES_MAX = 100_000;

const surnames = '马王杨李张丁金吴何白周田赵刘陈海买锁纳哈沙苏段孙郭徐罗高韩冯';
const surnamePinyin =
  'ma wang yang li zhang ding jin wu he bai zhou tian zhao liu chen hai mai suo na ha sha su ' +
  'duan sun guo xu luo gao han feng';
const stems = '甲乙丙丁戊己庚辛壬癸';
const stemPinyin = 'jia yi bing ding wu ji geng xin ren gui';
const branches = '子丑寅卯辰巳午未申酉戌亥';
const branchPinyin = 'zi chou yin mao chen si wu wei shen you xu hai';

const states =
  'registered chosen approved contracted installed self-checked accepted published cleared paid';
const methods = 'air-heater air-water electric-storage gas-boiler';
const projects = 'dual-replacement near-town-houses waste-heat';

/** The word of a list, by a number that may be larger than it. */
const word = (list: string, number: string, count: number): string =>
  `split_part('${list}', ' ', 1 + ((${number}) % ${count})::int)`;
const stateAt = (step: string): string => word(states, step, 10);
const letter = (list: string, number: string): string =>
  `substr('${list}', 1 + ((${number}) % ${list.length})::int, 1)`;

/** Replaces the ledger of the district by `households` invented ones with one case each. */
export async function fillLedger(pool: pg.Pool, size: LedgerSize): Promise<void> {
  const client = await pool.connect();
  try {
    // Nothing is checked that holds by the way it is made; only so a million rows come in time.
    await client.query(
      `set session_replication_role = 'replica'; set maintenance_work_mem = '256MB'`,
    );
    await fill(client, size);
  } finally {
    client.release(true);
  }
  await pool.query('vacuum analyze');
}

async function fill(client: pg.ClientBase, size: LedgerSize): Promise<void> {
  const { districtCode, households } = size;
  await client.query(
    'truncate case_movement_queue, case_movements, case_stocks, case_stock_months, case_steps, ' +
      'cases, household_changes, households, village_groups cascade',
  );
  await client.query(`insert into village_groups (district_code, group_id, village_key, name,
      version)
    select district_code, gen_random_uuid(), place_key, n || '组', 1
    from places, generate_series(1, ${GROUPS_PER_VILLAGE}) n
    where district_code = ${districtCode} and level = 'village' and valid_to is null`);
  await withoutIndexes(client, 'households', householdsOf(districtCode, households));
  await withoutIndexes(client, 'cases', casesOf(districtCode));
  const factor = Math.max(1, Math.round(households / MOVING_CASES_MAX));
  await client.query(movementsOf(districtCode, factor));
}

/** Fills a table before its indexes are made, which is several times as quick. */
async function withoutIndexes(client: pg.ClientBase, table: string, insert: string): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select quote_ident(c.relname) as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = $1::regclass and not i.indisprimary`,
    [table],
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  await client.query(insert);
  for (const { definition } of rows) await client.query(definition);
}

function householdsOf(districtCode: number, households: number): string {
  // A large prime walks through surnames and pairs without a pattern.
  const pair = '(i * 7919) % 60';
  const surname = '(i * 104729) / 7';
  return `
    insert into households (district_code, household_id, state, version, village_key, group_id,
      head_name, given_name, head_pinyin, head_initials, id_sealed, id_print, id_end_print,
      id_tail, id_masked, category, heated_area_m2, findings, last_on, created_at)
    select ${districtCode}, gen_random_uuid(), 'live', 1, g.village_key, g.group_id,
      n.surname || n.given, n.given, n.surname_pinyin || n.given_pinyin,
      left(n.surname_pinyin, 1) || n.initials, '\\x01', sha256(('id' || i)::bytea),
      sha256(('end' || i)::bytea), lpad((i % 10000)::text, 4, '0'),
      '640399********' || lpad((i % 10000)::text, 4, '0'),
      ${word('ordinary ordinary ordinary living-allowance', 'i', 4)}, 45 + i % 30,
      case when i % 20 = 0 then array['phone.missing'] else '{}' end,
      date '2022-03-01' + (i % 700)::int,
      now()
    from generate_series(1, ${households}::bigint) i
    join (select row_number() over (order by village_key, name) as at, count(*) over () as groups,
        group_id, village_key from village_groups where district_code = ${districtCode}) g
      on g.at = 1 + (i * 31) % g.groups
    cross join lateral (select
      ${letter(surnames, surname)} as surname,
      ${letter(stems, pair)} || ${letter(branches, pair)} as given,
      ${word(surnamePinyin, surname, surnames.length)} as surname_pinyin,
      ${word(stemPinyin, pair, stems.length)} || ${word(branchPinyin, pair, branches.length)}
        as given_pinyin,
      left(${word(stemPinyin, pair, stems.length)}, 1)
        || left(${word(branchPinyin, pair, branches.length)}, 1) as initials) n`;
}

function casesOf(districtCode: number): string {
  return `
    insert into cases (district_code, case_id, household_id, works, state, version, village_key,
      group_id, project, year, method, last_on)
    select district_code, gen_random_uuid(), household_id, 'heating',
      ${word(states, 'k.i', 10)}, 1 + k.i % 10, village_key, group_id,
      ${word(projects, 'k.i / 7', 3)}, 2021 + k.i % 3,
      case when k.i % 10 = 0 then null else ${word(methods, 'k.i / 3', 4)} end, last_on
    from households h
    cross join lateral (select abs(hashtext(household_id::text)) as i) k
    where district_code = ${districtCode}`;
}

/** Each case came to its state by way of those before it, a fortnight apart. */
function movementsOf(districtCode: number, factor: number): string {
  return `
    insert into case_movements (district_code, works, village_key, project, year, method, state,
      occurred_on, change)
    select ${districtCode}, 'heating', c.village_key, c.project, c.year, '', m.state, d.day,
      sum(m.change) * ${factor}
    from cases c
    cross join lateral generate_series(0, c.version - 1) as step
    cross join lateral (values
      (${stateAt('step')}, 1),
      (case when step > 0 then ${stateAt('step - 1')} end, -1)) m (state, change)
    cross join lateral (select date '2022-03-01' + (step * 30 + abs(hashtext(case_id::text)) % 14)
      as day) d
    where c.district_code = ${districtCode} and m.state is not null
      and abs(hashtext(case_id::text)) % ${factor} = 0
    group by c.village_key, c.project, c.year, m.state, d.day having sum(m.change) <> 0`;
}
