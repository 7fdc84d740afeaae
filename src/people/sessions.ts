// Sign-in and sessions, kept by better-auth on tables of its own. Its HTTP handler is not mounted:
// only the few functions called here exist, so there is no path of it to close. Accounts are made
// by actions (actions.ts); sessions are the one thing written outside perform().

import { randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { APIError } from 'better-auth/api';
import { username as usernamePlugin } from 'better-auth/plugins/username';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import type { Clock } from '../core/clock.ts';
import { fail } from '../core/errors.ts';
import type { Database } from '../db/open.ts';
import { passwordLengthMax, usernamePattern } from './model.ts';
import { clearFailures, countAttempt } from './lockout.ts';
import { findSignedIn } from './queries.ts';
import type { SignedIn } from './queries.ts';
import { bearerOf, createTokens } from './tokens.ts';
import type { Tokens } from './tokens.ts';

const idleS = 12 * 3600;
const refreshS = 600;
const cookieCacheS = 60;

export type Sessions = {
  /** Who sends this request, by token or cookie; undefined when nobody is signed in. */
  find(request: FastifyRequest, reply: FastifyReply): Promise<SignedIn | undefined>;
  /** Checks the password and opens a session; refuses after five wrong ones in a row. */
  signIn(
    given: { readonly username: string; readonly password: string },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<SignedIn>;
  /** Ends the session of this request, if there is one. */
  signOut(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** Refuses unless `password` is the person's present one; counts as an attempt to sign in. */
  checkPassword(signedIn: SignedIn, password: string, address: string): Promise<void>;
};

function makeAuth(pool: Pool, secret: string, isSecure: boolean) {
  const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' };
  return betterAuth({
    appName: 'Qingnuan',
    baseURL: isSecure ? 'https://qingnuan.invalid' : 'http://qingnuan.invalid',
    secret,
    database: pool,
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, maxPasswordLength: 4096 },
    plugins: [
      usernamePlugin({
        displayUsername: false,
        usernameValidator: (name) => usernamePattern.test(name.toLowerCase()),
      }),
    ],
    user: {
      modelName: 'auth_users',
      fields: { ...stamps, emailVerified: 'email_verified' },
      additionalFields: {
        homeDistrict: { type: 'number', required: true, input: false, fieldName: 'home_district' },
      },
    },
    session: {
      modelName: 'auth_sessions',
      fields: {
        ...stamps,
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      expiresIn: idleS,
      updateAge: refreshS,
      cookieCache: { enabled: true, maxAge: cookieCacheS },
    },
    account: {
      modelName: 'auth_accounts',
      fields: {
        ...stamps,
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
      },
    },
    verification: {
      modelName: 'auth_verifications',
      fields: { ...stamps, expiresAt: 'expires_at' },
    },
    advanced: {
      cookiePrefix: 'qingnuan',
      useSecureCookies: isSecure,
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => randomUUID() },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
    },
  });
}

type Auth = ReturnType<typeof makeAuth>;
type Parts = {
  readonly auth: Auth;
  readonly db: Database;
  readonly clock: Clock;
  readonly tokens: Tokens;
};

/** Opens the session part. `isSecure` when people reach the server through https. */
export function createSessions(options: {
  readonly db: Database;
  readonly clock: Clock;
  readonly secret: string;
  readonly isSecure: boolean;
}): Sessions {
  const { db, clock } = options;
  const auth = makeAuth(db.pool, options.secret, options.isSecure);
  const parts: Parts = { auth, db, clock, tokens: createTokens(db, clock) };
  return {
    find: (request, reply) => find(parts, request, reply),
    signIn: (given, request, reply) => signIn(parts, given, request, reply),
    signOut: (request, reply) => signOut(parts, request, reply),
    checkPassword: (signedIn, password, address) =>
      checkPassword(parts, signedIn, password, address),
  };
}

/** The salted scrypt hash of a new password, as better-auth reads it. */
export function hashNewPassword(password: string): Promise<string> {
  return hashPassword(password);
}

async function find(
  { auth, db, clock, tokens }: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SignedIn | undefined> {
  const token = bearerOf(request.headers.authorization);
  if (token !== undefined) return tokens.find(token);
  if (request.headers.cookie === undefined) return undefined;
  const asked = auth.api.getSession({ headers: cookiesOf(request), returnHeaders: true });
  const found = await asked.catch((error: unknown) => ignoreBrokenCookie(error));
  if (!found) return undefined;
  passCookies(found.headers, reply);
  if (!found.response) return undefined;
  const { session, user } = found.response;
  // The cookie may be up to a minute old; the account and its session are looked up each time.
  return findSignedIn(db, user.homeDistrict, session.id, clock());
}

/** A cookie that cannot be read means signed out; a database that fails is another matter. */
function ignoreBrokenCookie(error: unknown): undefined {
  const isCookieFault =
    (error instanceof APIError && error.statusCode < 500) ||
    error instanceof URIError ||
    error instanceof SyntaxError ||
    error instanceof TypeError ||
    (error instanceof DOMException && error.name === 'InvalidCharacterError');
  if (!isCookieFault) throw error;
  return undefined;
}

async function signIn(
  parts: Parts,
  given: { readonly username: string; readonly password: string },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SignedIn> {
  const { auth, db, clock } = parts;
  const username = given.username.toLowerCase();
  await countAttempt(db.pool, username, request.ip, clock());
  const done = await auth.api
    .signInUsername({
      body: { username, password: given.password },
      headers: cookiesOf(request),
      returnHeaders: true,
    })
    .catch((error: unknown) => {
      if (error instanceof APIError && error.statusCode < 500) return undefined;
      throw error;
    });
  if (!done) fail('session.wrong-credentials', {});
  const { rows } = await db.pool.query<{ id: string; home_district: number }>(
    `select s.id, u.home_district from auth_sessions s join auth_users u on u.id = s.user_id
     where s.token = $1`,
    [done.response.token],
  );
  const [row] = rows;
  const signedIn = row && (await findSignedIn(db, row.home_district, row.id, clock()));
  if (!signedIn) {
    await db.pool.query('delete from auth_sessions where token = $1', [done.response.token]);
    fail('session.account-disabled', {});
  }
  await clearFailures(db.pool, username, request.ip);
  passCookies(done.headers, reply);
  return signedIn;
}

async function signOut(
  { auth }: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  if (request.headers.cookie === undefined) return;
  const asked = auth.api.signOut({ headers: cookiesOf(request), returnHeaders: true });
  const done = await asked.catch((error: unknown) => ignoreBrokenCookie(error));
  if (done) passCookies(done.headers, reply);
}

async function checkPassword(
  { db, clock }: Parts,
  signedIn: SignedIn,
  password: string,
  address: string,
): Promise<void> {
  await countAttempt(db.pool, signedIn.username, address, clock());
  const { rows } = await db.pool.query<{ password: string | null }>(
    `select password from auth_accounts where user_id = $1 and provider_id = 'credential'`,
    [signedIn.actor.personId],
  );
  const hash = rows[0]?.password;
  const isRight = hash ? await verifyPassword({ hash, password }) : false;
  if (!isRight || password.length > passwordLengthMax) fail('session.wrong-password', {});
  await clearFailures(db.pool, signedIn.username, address);
}

function cookiesOf(request: FastifyRequest): Headers {
  return new Headers(request.headers.cookie ? { cookie: request.headers.cookie } : {});
}

function passCookies(headers: Headers, reply: FastifyReply): void {
  for (const cookie of headers.getSetCookie()) reply.header('set-cookie', cookie);
}
