// Registers a contract with its handler: who may ask is settled before the body is read, the
// parts are parsed by the contract's schemas, and the reply is cut to what the contract declares.
// Files go in and out as bytes; what they hold is for the capability to judge.

import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  FileBytes,
  fileContentType,
  idempotencyHeader,
  IdempotencyKey,
  Problem,
} from '../contracts/contract.ts';
import type { Contract, Reply } from '../contracts/contract.ts';
import { scopeOf } from '../contracts/scopes.ts';
import type { Scope } from '../contracts/scopes.ts';
import { errorCatalogue, fail, Refusal } from '../core/errors.ts';
import type { ErrorCode } from '../core/errors.ts';
import { holdsAny, roleNames } from '../people/model.ts';
import type { Actor, Role } from '../people/model.ts';
import type { SignedIn } from '../people/queries.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null on public routes and before the session is read. */
    signedIn: SignedIn | null;
  }
}

/** Reads the session of a request; refreshes its cookies on the reply. */
export type FindSession = (
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<SignedIn | undefined>;

type Parsed<
  C extends Contract,
  Name extends 'params' | 'query' | 'body',
> = C[Name] extends z.ZodType ? z.output<C[Name]> : undefined;

/** What a handler is given, already parsed and allowed. */
export type Asked<C extends Contract> = {
  readonly params: Parsed<C, 'params'>;
  readonly query: Parsed<C, 'query'>;
  readonly body: C extends { upload: object } ? Buffer : Parsed<C, 'body'>;
  readonly actor: C['access'] extends 'public' ? undefined : Actor;
  readonly signedIn: C['access'] extends 'public' ? SignedIn | undefined : SignedIn;
  /** The idempotency key of a keyed contract; empty otherwise. */
  readonly key: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

/** A file to be downloaded; `name` is the one it is saved under. */
export type FileReply = {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array | Readable;
};

type Answer<C extends Contract> = C extends { download: true } ? FileReply : Reply<C>;

export type Handler<C extends Contract> = (asked: Asked<C>) => Promise<Answer<C>> | Answer<C>;

export type Router = {
  readonly app: FastifyInstance;
  readonly findSession: FindSession;
};

/** Routes that a one-time password still opens: everything else asks for a new one first. */
const openBeforePasswordChange = new Set(['GET /api/session', 'PUT /api/session/password']);

/** Registers one contract. `perMinuteMax` caps the requests of one network address. */
export function route<C extends Contract>(
  router: Router,
  contract: C,
  handle: Handler<C>,
  options: { readonly perMinuteMax?: number; readonly bodyLimitBytes?: number } = {},
): void {
  const bodyLimitBytes = contract.upload?.maxBytes ?? options.bodyLimitBytes;
  router.app.route({
    method: contract.method,
    url: contract.path,
    schema: schemaOf(contract),
    ...(bodyLimitBytes === undefined ? {} : { bodyLimit: bodyLimitBytes }),
    config: options.perMinuteMax
      ? { rateLimit: { max: options.perMinuteMax, timeWindow: 60_000 } }
      : {},
    onRequest: async (request, reply) => {
      await admit(router, contract, request, reply);
      refuseContentType(contract, request);
    },
    handler: async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const { params, query, body, signedIn } = request;
      const key = String(request.headers[idempotencyHeader] ?? '');
      // Fastify has parsed the three parts with this contract's schemas; its types cannot say so.
      const asked = { params, query, body, actor: signedIn?.actor, signedIn, key, request, reply };
      const answer = await handle(asked as unknown as Asked<C>);
      return contract.download ? sendFile(reply, answer as FileReply) : answer;
    },
  });
}

/** Lets bodies through as bytes, for the routes that take a file; call once before they come. */
export function takeFiles(app: FastifyInstance): void {
  app.addContentTypeParser(fileContentType, { parseAs: 'buffer' }, (_request, body, done) => {
    if (body.length === 0) done(new Refusal('http.empty-file', {}));
    else done(null, body);
  });
}

/** Files go where files are taken and nowhere else. */
function refuseContentType({ upload }: Contract, { headers }: FastifyRequest): void {
  const contentType = (headers['content-type'] ?? '').slice(0, 100);
  const isFile = contentType.split(';')[0]?.trim().toLowerCase() === fileContentType;
  if (upload && !isFile) fail('http.not-a-file', { contentType });
  if (!upload && isFile) fail('http.wrong-content-type', { contentType });
}

function sendFile(reply: FastifyReply, { name, mime, bytes }: FileReply): FastifyReply {
  const ascii = name.replaceAll(/[^ -~]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return reply
    .header('content-disposition', `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`)
    .header('x-content-type-options', 'nosniff')
    .type(mime)
    .send(bytes);
}

async function admit(
  router: Router,
  contract: Contract,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  if (contract.access === 'public') return;
  const signedIn = await router.findSession(request, reply);
  if (!signedIn) fail('session.signed-out', {});
  request.signedIn = signedIn;
  const address = `${contract.method} ${contract.path}`;
  if (signedIn.mustChangePassword && !openBeforePasswordChange.has(address)) {
    fail('session.password-change-required', {});
  }
  if (signedIn.scopes) requireScope(contract, signedIn.scopes);
  if (contract.access !== 'signed-in') requireRole(signedIn.actor, contract.access);
  const key = request.headers[idempotencyHeader];
  if (contract.keyed && !IdempotencyKey.safeParse(key).success) fail('http.key-missing', {});
}

/** Refuses a token that does not reach the address; any token may ask who it is. */
function requireScope(contract: Contract, held: readonly Scope[]): void {
  if (contract.method === 'GET' && contract.path === '/api/session') return;
  const scope = scopeOf(contract);
  if (scope === null) fail('token.people-only', {});
  if (!held.includes(scope)) fail('token.scope-missing', { scope });
}

/** Refuses a person who holds none of `allowed` anywhere; places are judged by the action. */
export function requireRole(actor: Actor, allowed: readonly Role[]): void {
  if (holdsAny(actor, allowed)) return;
  fail('people.not-allowed', {
    rolesZh: allowed.map((role) => roleNames[role].zh).join('、'),
    rolesEn: allowed.map((role) => roleNames[role].en).join(', '),
  });
}

// Loose, because parsing must leave the other headers where they are.
const keyHeader = z.looseObject({ [idempotencyHeader]: IdempotencyKey });

function schemaOf(contract: Contract) {
  return {
    summary: `${contract.summary.zh} ${contract.summary.en}`,
    description: describeErrors(contract),
    tags: [contract.path.split('/')[2] ?? 'api'],
    ...(contract.params ? { params: contract.params } : {}),
    ...(contract.query ? { querystring: contract.query } : {}),
    ...(contract.body ? { body: contract.body } : {}),
    ...(contract.upload ? { body: FileBytes, consumes: [fileContentType] } : {}),
    ...(contract.keyed ? { headers: keyHeader } : {}),
    security: securityOf(contract),
    response: { 200: contract.download ? fileSchema : contract.reply, ...problemsOf(contract) },
  };
}

function securityOf(contract: Contract): Array<Record<string, string[]>> {
  if (contract.access === 'public') return [];
  const scope = scopeOf(contract);
  return scope === null ? [{ session: [] }] : [{ session: [] }, { token: [scope] }];
}

const fileSchema = { content: { [fileContentType]: { schema: FileBytes } } };

/** What perform() itself may refuse: every keyed write goes through it. */
const performRefusals = [
  'action.bad-input',
  'action.not-allowed',
  'action.not-here',
  'action.subject-not-found',
  'action.stale-version',
  'action.wrong-state',
  'action.day-in-future',
  'action.day-too-early',
  'action.key-reused',
  'action.subject-twice',
  'database.busy',
] as const satisfies readonly ErrorCode[];

/** What a token may be refused with anywhere. */
const tokenRefusals = [
  'token.invalid',
  'token.expired',
  'token.revoked',
  'token.scope-missing',
  'token.people-only',
  'http.too-many-requests',
] as const satisfies readonly ErrorCode[];

function statusesOf(contract: Contract): Map<number, ErrorCode[]> {
  const codes: ErrorCode[] = [...contract.errors, 'http.unexpected'];
  if (contract.access !== 'public') codes.push('session.signed-out', ...tokenRefusals);
  if (contract.access !== 'public' && contract.access !== 'signed-in') {
    codes.push('people.not-allowed');
  }
  if (contract.body || contract.query || contract.params) codes.push('http.invalid-input');
  if (contract.params) codes.push('http.bad-request');
  if (contract.body) codes.push('http.malformed-json', 'http.too-large', 'http.wrong-content-type');
  if (contract.upload) codes.push('http.not-a-file', 'http.empty-file', 'http.too-large');
  if (contract.keyed) codes.push('http.key-missing', ...performRefusals);
  return Map.groupBy([...new Set(codes)], (code) => errorCatalogue[code].status);
}

function problemsOf(contract: Contract): Record<number, typeof Problem> {
  return Object.fromEntries([...statusesOf(contract).keys()].map((status) => [status, Problem]));
}

function describeErrors(contract: Contract): string {
  const lines = [...statusesOf(contract)]
    .toSorted(([a], [b]) => a - b)
    .map(([status, codes]) => `- ${status}: ${codes.map((code) => `\`${code}\``).join(', ')}`);
  const key = contract.keyed ? `Needs the header \`${idempotencyHeader}\`.\n\n` : '';
  return `${key}Refusals:\n\n${lines.join('\n')}`;
}
