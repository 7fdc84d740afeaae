// The limit for pages of the ledger: Node's own HTTP server and `pg`, one prepared statement a
// request, no sign-in, no rights, nothing checked. Started by ledger.ts with the address of the
// database and the district; tells its own address.

import { createServer } from 'node:http';
import process from 'node:process';
import pg from 'pg';

const [databaseUrl = '', district = ''] = process.argv.slice(2);
const connectionsMax = 16;
const pool = new pg.Pool({ connectionString: databaseUrl, max: connectionsMax });

const page = `
  select c.case_id, c.household_id, c.state, c.version, c.last_on, c.town_key, c.village_key,
    c.group_id, c.project, c.year, c.method, c.wished_method, c.exception_state, h.head_name,
    h.id_masked, h.category, h.heated_area_m2::float8 as heated_area_m2, h.findings,
    t.name as town_name, v.name as village_name, g.name as group_name
  from cases c
  join households h on h.district_code = c.district_code and h.household_id = c.household_id
  join places v on v.district_code = c.district_code and v.place_key = c.village_key
  left join places t on t.district_code = c.district_code and t.place_key = c.town_key
  left join village_groups g on g.district_code = c.district_code and g.group_id = c.group_id
  where c.district_code = $1 and c.works = 'heating'`;
const order = 'order by c.last_on desc, c.case_id desc limit 51';
const last = '\u{10FFFF}';

/** The statement and values of a page. */
function queryOf(ask: URLSearchParams): { name: string; text: string; values: unknown[] } {
  const [town, state, search] = [ask.get('under'), ask.get('state'), ask.get('search')];
  if (search === null) {
    const text = `${page} and c.town_key = $2 and c.state = $3 ${order}`;
    return { name: 'filter', text, values: [Number(district), town, state] };
  }
  const [whole, part] = /^[a-z]/.test(search)
    ? ['head_pinyin', 'head_initials']
    : ['head_name', 'given_name'];
  const text = `${page} and ((h.${whole} >= $2 and h.${whole} < $3)
    or (h.${part} >= $2 and h.${part} < $3)) ${order}`;
  return { name: whole, text, values: [Number(district), search, search + last] };
}

const server = createServer((request, reply) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://bare.invalid');
  pool.query(queryOf(searchParams)).then(
    ({ rows }) => {
      reply.setHeader('content-type', 'application/json');
      reply.end(JSON.stringify({ items: rows }));
    },
    (error: unknown) => {
      reply.statusCode = 500;
      process.stderr.write(`${String(error)}\n`);
      reply.end();
    },
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address ? address.port : 0);
});
process.on('disconnect', () => process.exit());
