// Twenty thousand requests made from the interface's own description, by people of every role:
// no 5xx, no status or code the description does not name, and no row of another place.

import fc from 'fast-check';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { perform } from '../src/actions/perform.ts';
import { Problem } from '../src/contracts/contract.ts';
import { idCheckCharacter } from '../src/core/identity.ts';
import { createAccount } from '../src/people/actions.ts';
import { systemActor } from '../src/people/first-start.ts';
import { roles, type Role } from '../src/people/model.ts';
import { hashNewPassword } from '../src/people/sessions.ts';
import { fixedClock } from '../src/core/clock.ts';
import { readFolder } from '../src/programmes/read-folder.ts';
import { getProgramme } from '../src/rules/load.ts';
import { districtCode, freshKey, jinji, testApp, testNow, testPassword } from './helpers/app.ts';
import type { Ask } from './helpers/app.ts';
import { Pool, Wild, type Gen, type Schema } from './helpers/wild.ts';

const requests = 20_000;
/** The same requests in every run; `QINGNUAN_FUZZ_SEED` tries others. */
const seed = Number(process.env.QINGNUAN_FUZZ_SEED ?? '20221130');

const folder = join(import.meta.dirname, '..', 'programmes', 'litong-2022');
const programme = getProgramme(readFolder(folder));
const { as, db, organisationId, signIn } = await testApp({ programmes: [programme] });

type Parameter = { in: string; name: string; required?: boolean; schema: Schema };
type Described = {
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema?: Schema }>> };
  readonly responses: Readonly<Record<string, unknown>>;
};
type Operation = Described & { readonly path: string; readonly method: Parameters<Ask>[0] };

const document = (await as.nobody('GET', '/api/openapi.json')).json<{
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
}>();
// The session's own addresses would sign people out or lock them; passwords and accounts likewise.
const leftOut = /^\/api\/session|reset-password|\/disable$|revoke-role/;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(() => !leftOut.test(path))
    .map(([method, one]): Operation => ({
      ...one,
      path,
      method: method.toUpperCase() as Operation['method'],
    })),
);

const ownVillage = `${jinji}210`;
const otherVillage = '640302104207';
/** Stands in every free text of the other town's rows, and nowhere else. */
const mark = '他镇隐';
/** Words of the other town's rows → the household they belong to. */
const foreign = new Map<string, string>();
const pool = new Pool();
const wild = new Wild(document.components.schemas, pool);
const people = new Map<string, Ask>([['nobody', as.nobody]]);
/** Those who may see nothing outside their own town. */
const townsfolk = ['townClerk', 'villageWorker', 'inspector', 'household', 'enterprise'] as const;

beforeAll(async () => {
  const clock = fixedClock(testNow);
  const passwordHash = await hashNewPassword(testPassword);
  for (const role of roles) {
    const isLocal = (townsfolk as readonly Role[]).includes(role);
    const account = {
      username: `fuzz-${role.toLowerCase()}`,
      name: role,
      organisationId,
      roles: [{ role, place: isLocal ? jinji : null }],
      passwordHash,
      mustChangePassword: false,
    };
    const context = { db, clock, actor: systemActor(districtCode) };
    await perform(context, createAccount, account, { key: freshKey() });
    people.set(role, await signIn(account.username, testPassword));
  }
  for (let at = 0; at < 12; at += 1) await seedHousehold(at);
});

/** A household in the own or in the other town; the other's ids and texts are remembered. */
async function seedHousehold(at: number): Promise<void> {
  const isForeign = at % 2 === 1;
  const digits = `64010219000101${String(100 + at)}`;
  const hidden = `${mark}${at}户`;
  const text = isForeign ? hidden : '本镇';
  const res = await as.office('POST', '/api/households', {
    villageKey: isForeign ? otherVillage : ownVillage,
    group: `${(at % 3) + 1}组`,
    headName: isForeign ? `隐${hidden}` : '赵甲子',
    idNumber: digits + idCheckCharacter(digits),
    account: { number: '6230000000001234567', holder: isForeign ? `隐${hidden}` : '赵甲子' },
    address: `${text}${at}号`,
    note: text,
    heatedAreaM2: 60,
    cases: [{ works: 'heating', project: 'dual-replacement', year: 2022 }],
  });
  expect(res.json()).toMatchObject({ householdId: expect.any(String) });
  const made = res.json<{ householdId: string; cases: Array<{ caseId: string }> }>();
  pool.learn(made);
  pool.learn({ villageKey: ownVillage });
  if (!isForeign) return;
  const words = [hidden, made.householdId, ...made.cases.map(({ caseId }) => caseId)];
  for (const word of words) foreign.set(word, made.householdId);
}

type Sent = { who: string; operation: Operation; url: string; body: unknown };

function write(g: Gen): Sent {
  const operation = g(() => fc.constantFrom(...operations));
  const who = g(() => fc.constantFrom(...people.keys()));
  const spoilt = g(() => fc.constantFrom(0, 0, 0, 60, 300));
  const { parameters = [], requestBody } = operation;
  const search = new URLSearchParams();
  let url = operation.path;
  for (const { in: where, name, required, schema } of parameters) {
    if (where === 'header' || (!required && g(() => fc.boolean()))) continue;
    const value = text(wild.value(schema, name, g, spoilt));
    if (where === 'path') url = url.replace(`{${name}}`, encode(value));
    else search.append(name, value);
  }
  const content = requestBody?.content ?? {};
  const schema = content['application/json']?.schema;
  const bytes = requestBody && !schema ? Buffer.from(g(() => fc.uint8Array())) : undefined;
  const body = schema ? wild.value(schema, '', g, spoilt) : bytes;
  return { who, operation, url: search.size > 0 ? `${url}?${search}` : url, body };
}

const text = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);
/** A part of a path; an empty one would name another address. */
const encode = (part: string) =>
  part.isWellFormed() ? encodeURIComponent(part || ' ') : '%ED%A0%80';

test(
  `${requests} requests made from the contracts are answered as they say, without foreign rows`,
  { timeout: 600_000 },
  async () => {
    const statuses = new Map<number, number>();
    /** One story for each kind of fault, so that one run shows them all. */
    const faults = new Map<string, string>();
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (generate) => {
        const sent = write((make) => generate(make));
        const res = await ask(sent);
        statuses.set(res.statusCode, (statuses.get(res.statusCode) ?? 0) + 1);
        const fault = judge(sent, res) ?? (await findLeak(sent, res));
        const kind = `${fault} ${sent.operation.method} ${sent.operation.path}`;
        if (fault !== undefined) faults.set(kind, story(sent, res));
      }),
      { numRuns: requests, seed, endOnFailure: true },
    );
    expect([...faults].map(([kind, told]) => `${kind}\n${told}`)).toEqual([]);
    // A fuzzer that is always refused proves nothing.
    expect(statuses.get(200) ?? 0).toBeGreaterThan(requests / 20);
  },
);

type Answer = Awaited<ReturnType<Ask>>;

async function ask({ who, operation, url, body }: Sent): Promise<Answer> {
  const send = people.get(who);
  if (!send) throw new Error(`nobody is called ${who}`);
  return send(operation.method, url, body);
}

function story({ who, operation, url, body }: Sent, { statusCode, body: reply }: Answer): string {
  const request = `${who} ${operation.method} ${url} ${JSON.stringify(body) ?? ''}`;
  return `${request.slice(0, 500)}\n${statusCode} ${reply.slice(0, 500)}`;
}

/** What is wrong with an answer; undefined when nothing is. */
function judge({ who, operation }: Sent, res: Answer): string | undefined {
  const { statusCode } = res;
  const isJson = String(res.headers['content-type']).startsWith('application/json');
  if (statusCode >= 500) return `${statusCode}`;
  if (!Object.hasOwn(operation.responses, statusCode)) return `undocumented ${statusCode}`;
  if (statusCode >= 400) {
    const problem = Problem.safeParse(isJson ? res.json() : undefined);
    if (!problem.success) return 'refusal of another shape';
    const { code } = problem.data;
    if (!operation.description?.includes(`\`${code}\``)) return `undocumented ${code}`;
  } else if (isJson && who === 'office') {
    pool.learn(res.json());
  }
  return undefined;
}

/** Rows of the other town shown to somebody of this one, unless the office has moved them here. */
async function findLeak({ who, url, body }: Sent, { body: reply }: Answer) {
  if (!(townsfolk as readonly string[]).includes(who)) return undefined;
  // An address that is no UTF-8 names nothing.
  const address = url.includes('%ED%A0%80') ? '' : decodeURIComponent(url);
  const asked = `${address}${JSON.stringify(body)}`;
  const leaked = [...foreign].filter(([word]) => reply.includes(word) && !asked.includes(word));
  for (const [word, householdId] of leaked) {
    const { rows } = await db.pool.query<{ town_key: string }>(
      'select town_key from households where household_id = $1',
      [householdId],
    );
    if (rows[0]?.town_key !== jinji) return `shows ${word} of another place`;
  }
  return undefined;
}
