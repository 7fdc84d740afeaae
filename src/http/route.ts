// Registers a contract with its handler: who may ask is settled before the body is read, the
// parts are parsed by the contract's schemas, and the reply is cut to what the contract declares.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { idempotencyHeader, IdempotencyKey, Problem } from '../contracts/contract.ts';
import type { Contract, Reply } from '../contracts/contract.ts';
import { errorCatalogue, fail } from '../core/errors.ts';
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
  readonly body: Parsed<C, 'body'>;
  readonly actor: C['access'] extends 'public' ? undefined : Actor;
  readonly signedIn: C['access'] extends 'public' ? SignedIn | undefined : SignedIn;
  /** The idempotency key of a keyed contract; empty otherwise. */
  readonly key: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

export type Handler<C extends Contract> = (asked: Asked<C>) => Promise<Reply<C>> | Reply<C>;

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
  router.app.route({
    method: contract.method,
    url: contract.path,
    schema: schemaOf(contract),
    ...(options.bodyLimitBytes === undefined ? {} : { bodyLimit: options.bodyLimitBytes }),
    config: options.perMinuteMax
      ? { rateLimit: { max: options.perMinuteMax, timeWindow: 60_000 } }
      : {},
    onRequest: (request, reply) => admit(router, contract, request, reply),
    handler: async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const { params, query, body, signedIn } = request;
      const key = String(request.headers[idempotencyHeader] ?? '');
      // Fastify has parsed the three parts with this contract's schemas; its types cannot say so.
      const asked = { params, query, body, actor: signedIn?.actor, signedIn, key, request, reply };
      return handle(asked as unknown as Asked<C>);
    },
  });
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
  if (contract.access !== 'signed-in') requireRole(signedIn.actor, contract.access);
  const key = request.headers[idempotencyHeader];
  if (contract.keyed && !IdempotencyKey.safeParse(key).success) fail('http.key-missing', {});
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
    ...(contract.keyed ? { headers: keyHeader } : {}),
    ...(contract.access === 'public' ? { security: [] } : {}),
    response: { 200: contract.reply, ...problemsOf(contract) },
  };
}

function statusesOf(contract: Contract): Map<number, ErrorCode[]> {
  const codes: ErrorCode[] = [...contract.errors, 'http.unexpected'];
  if (contract.access !== 'public') codes.push('session.signed-out');
  if (contract.access !== 'public' && contract.access !== 'signed-in') {
    codes.push('people.not-allowed');
  }
  if (contract.body || contract.query || contract.params) codes.push('http.invalid-input');
  if (contract.body) codes.push('http.malformed-json', 'http.too-large');
  if (contract.keyed) codes.push('http.key-missing');
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
