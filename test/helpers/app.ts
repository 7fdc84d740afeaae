// An app on a database of its own with known people in fixed places. Call at the top of a test
// file: `const { app, as } = await testApp();`. It closes itself.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, expect } from 'vitest';
import { perform } from '../../src/actions/perform.ts';
import { fileContentType, idempotencyHeader } from '../../src/contracts/contract.ts';
import { fixedClock } from '../../src/core/clock.ts';
import type { ErrorCode } from '../../src/core/errors.ts';
import type { Database } from '../../src/db/open.ts';
import { openVault, vaultPathIn } from '../../src/db/vault.ts';
import { buildApp } from '../../src/http/app.ts';
import { keyPathIn, openSigner } from '../../src/journal/signer.ts';
import type { Signer } from '../../src/journal/signer.ts';
import { createAccount, registerOrganisation } from '../../src/people/actions.ts';
import { ensureAdministrator, systemActor } from '../../src/people/first-start.ts';
import type { RoleGrant } from '../../src/people/model.ts';
import { hashNewPassword } from '../../src/people/sessions.ts';
import { importPlacesOf } from '../../src/places/import.ts';
import type { LoadedProgramme } from '../../src/rules/types.ts';
import { testDatabase } from './database.ts';

export const districtCode = 640302;
export const jinji = '640302100';
export const shangqiao = '640302104';
export const testPassword = '冬天家家户户都暖和 2022';
/** better-auth reads the machine's clock, so the test's clock stands at its present. */
export const testNow = new Date().toISOString();

const people = {
  admin: [{ role: 'administrator', place: null }],
  office: [{ role: 'office', place: null }],
  townClerk: [{ role: 'townClerk', place: jinji }],
  finance: [{ role: 'finance', place: null }],
  auditor: [{ role: 'audit', place: null }],
} as const satisfies Record<string, readonly RoleGrant[]>;

/** The people of the tests; `nobody` is not signed in. */
export type Someone = keyof typeof people | 'nobody';

export type Ask = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  body?: unknown,
  key?: string,
) => Promise<LightMyRequestResponse>;

export type TestApp = {
  readonly app: FastifyInstance;
  readonly db: Database;
  readonly signer: Signer;
  readonly as: Readonly<Record<Someone, Ask>>;
  readonly organisationId: string;
  /** Signs in and gives a way to ask as that person. */
  signIn(username: string, password: string): Promise<Ask>;
  /** The latest journal entries of a subject, the newest first. */
  journalOf(subjectId: string): Promise<ReadonlyArray<Record<string, unknown>>>;
};

let keys = 0;
/** A key no other request of this run has used. */
export function freshKey(): string {
  keys += 1;
  return `test-key-${process.pid}-${keys}`;
}

/** Builds the app. Without `programmes` the district has its county and no places. */
export async function testApp(
  options: { readonly programmes?: readonly LoadedProgramme[]; readonly webFolder?: string } = {},
): Promise<TestApp> {
  const db = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'qingnuan-app-'));
  const clock = fixedClock(testNow);
  const { programmes = [], webFolder = join(folder, 'web') } = options;
  const context = { db, clock, actor: systemActor(districtCode) };
  for (const programme of programmes.slice(0, 1)) await importPlacesOf(context, programme);
  if (programmes.length === 0) await insertBareDistrict(db);
  const signer = openSigner(keyPathIn(folder));
  const app = await buildApp({
    db,
    clock,
    programmes,
    webFolder,
    logger: { level: 'error' },
    authSecret: 'test-secret-0123456789-abcdefghijklmnop',
    signer,
    dataFolder: folder,
    isDemo: false,
    vault: openVault(vaultPathIn(folder)),
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });
  await ensureAdministrator({ db, clock, districtCode, givenPassword: testPassword });
  const organisation = await perform(
    context,
    registerOrganisation,
    { name: '区住建和交通局', kind: 'government' },
    { key: freshKey() },
  );
  const { organisationId } = organisation.result;
  const passwordHash = await hashNewPassword(testPassword);
  for (const [username, roles] of Object.entries(people)) {
    if (username === 'admin') continue;
    const account = { name: username, organisationId, roles: [...roles], passwordHash };
    await perform(
      context,
      createAccount,
      { ...account, username: username.toLowerCase(), mustChangePassword: false },
      { key: freshKey() },
    );
  }
  const signIn = async (username: string, password: string) => {
    const url = '/api/session';
    const res = await app.inject({ method: 'POST', url, payload: { username, password } });
    expect(res.statusCode).toBe(200);
    return asker(app, cookieOf(res));
  };
  const as = {
    nobody: asker(app, undefined),
    admin: await signIn('admin', testPassword),
    office: await signIn('office', testPassword),
    townClerk: await signIn('townclerk', testPassword),
    finance: await signIn('finance', testPassword),
    auditor: await signIn('auditor', testPassword),
  };
  return { app, db, signer, as, organisationId, signIn, journalOf: (id) => journalOf(db, id) };
}

async function insertBareDistrict(db: Database): Promise<void> {
  await db.pool.query(
    `insert into districts (district_code, name_zh, name_en, is_demo)
     values ($1, '利通区', 'Litong', false)`,
    [districtCode],
  );
  await db.pool.query(
    `insert into places (district_code, place_id, place_key, parent_id, level, origin, name, stem,
       version)
     values ($1, 1, '640302', null, 'county', 'official', '利通区', '利通区', 1),
       ($1, 2, $2, 1, 'town', 'official', '金积镇', '金积', 1),
       ($1, 3, $3, 1, 'town', 'official', '上桥镇', '上桥', 1)`,
    [districtCode, jinji, shangqiao],
  );
}

/** The session cookies a reply sets, as a browser would send them back. */
export function cookieOf(res: LightMyRequestResponse): string {
  return res.cookies
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join('; ');
}

function asker(app: FastifyInstance, cookie: string | undefined): Ask {
  return (method, url, body, key) =>
    app.inject({
      method,
      url,
      headers: {
        ...(cookie === undefined ? {} : { cookie }),
        ...(method === 'GET' ? {} : { [idempotencyHeader]: key ?? freshKey() }),
        ...(body instanceof Uint8Array ? { 'content-type': fileContentType } : {}),
      },
      ...(body === undefined ? {} : { payload: body as object }),
    });
}

async function journalOf(db: Database, subjectId: string) {
  return db.withDistrict(districtCode, async (tx) => {
    const rows = await tx
      .selectFrom('journalEntries')
      .select('body')
      .where('districtCode', '=', districtCode)
      .where('subjectId', '=', subjectId)
      .orderBy('entryId', 'desc')
      .limit(50)
      .execute();
    return rows.map(({ body }) => JSON.parse(body.toString('utf8')) as Record<string, unknown>);
  });
}

/** Proves that a reply is this refusal, in the one shape with both languages. */
export function expectRefusal(res: LightMyRequestResponse, code: ErrorCode, status?: number): void {
  const reply = res.json<Record<string, unknown>>();
  expect(reply).toMatchObject({
    code,
    message: { zh: expect.any(String), en: expect.any(String) },
    next: { zh: expect.any(String), en: expect.any(String) },
    requestId: expect.any(String),
  });
  expect(JSON.stringify(reply)).not.toMatch(/\{[a-zA-Z]+\}/);
  if (status !== undefined) expect(res.statusCode).toBe(status);
  expect(res.statusCode).toBeGreaterThanOrEqual(400);
}
