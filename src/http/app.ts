// Builds the HTTP server out of its parts: frame, sessions, the routes of every capability, the
// web app. Does not listen, open the database or read the environment: main.ts does.

import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { fastify, LogController } from 'fastify';
import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import { registerAcceptance } from '../acceptance/routes.ts';
import { health } from '../contracts/session.ts';
import type { DemoProgress } from '../contracts/session.ts';
import { fail, Refusal } from '../core/errors.ts';
import { registerDocuments } from '../documents/routes.ts';
import { registerEnterprises } from '../enterprises/routes.ts';
import { registerFunds } from '../funds/routes.ts';
import { registerExports } from '../exports/routes.ts';
import { registerGroups } from '../groups/routes.ts';
import { registerHouseholds } from '../households/routes.ts';
import { registerOverview } from '../overview/routes.ts';
import { registerPayments } from '../payments/routes.ts';
import { registerImports } from '../imports/routes.ts';
import { registerAccounts } from '../people/routes.ts';
import { registerSessions } from '../people/session-routes.ts';
import { registerTokens } from '../people/token-routes.ts';
import { createSessions } from '../people/sessions.ts';
import { registerPlaces } from '../places/routes.ts';
import { registerProgrammes } from '../programmes/routes.ts';
import { registerTargets } from '../targets/routes.ts';
import { registerTodo } from '../todo/routes.ts';
import { registerWorks } from '../works/routes.ts';
import { validateInput } from './input-faults.ts';
import { registerJournal } from './journal-routes.ts';
import { describeRoutes } from './openapi.ts';
import { answerErrors, refusalOf, sendRefusal } from './replies.ts';
import { route, takeFiles } from './route.ts';
import type { Router } from './route.ts';
import { guard } from './security.ts';
import type { Services } from './services.ts';
import { pathOf, serveWebApp } from './static.ts';

const bodyLimitBytes = 1024 * 1024;

export type AppOptions = Omit<Services, 'sessions'> & {
  /** Signs the session cookies: see sessionSecret() in people/secret.ts. */
  readonly authSecret: string;
  /** True when people reach the server through https; then cookies are sent only there. */
  readonly isSecure?: boolean;
  /** Absolute folder of the built web app. */
  readonly webFolder: string;
  /** Fastify's logger setting; false in tests. */
  readonly logger?: FastifyServerOptions['logger'];
  /** How far the demo district is made; undefined where the data is real. */
  readonly demoProgress?: () => DemoProgress | undefined;
  /** Answers false while the server is starting or stopping; then health is 503. */
  readonly isReady?: () => boolean;
  /** Stops what was started for the app, when it closes. */
  readonly onClose?: () => Promise<void>;
};

/** The whole app, ready to listen or to be asked through `inject`. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { db, clock, authSecret: secret, isSecure = false } = options;
  const services: Services = {
    ...options,
    sessions: createSessions({ db, clock, secret, isSecure }),
  };
  const app: FastifyInstance = fastify({
    bodyLimit: bodyLimitBytes,
    // Only a proxy on this machine is believed about who asks and by which host.
    trustProxy: 'loopback',
    logger: options.logger ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    frameworkErrors: (error, request, reply) => {
      const { refusal } = refusalOf(error, request, bodyLimitBytes);
      return sendRefusal(reply, refusal, request.id);
    },
    clientErrorHandler: refuseUnreadable,
  });
  app.decorateRequest('signedIn', null);
  answerErrors(app, bodyLimitBytes);
  logRequests(app);
  await guard(app);
  await addInterface(app, services, options);
  await serveWebApp(app, options.webFolder);
  const { onClose } = options;
  if (onClose) app.addHook('onClose', () => onClose());
  return app;
}

/** Adds every route of the interface, and the document that describes them. */
async function addInterface(
  app: FastifyInstance,
  services: Services,
  { isReady, demoProgress }: Pick<AppOptions, 'isReady' | 'demoProgress'>,
): Promise<void> {
  app.setValidatorCompiler(validateInput);
  app.setSerializerCompiler(serializerCompiler);
  takeFiles(app);
  await describeRoutes(app);
  const router: Router = {
    app,
    findSession: (request, reply) => services.sessions.find(request, reply),
  };
  route(router, health, () => {
    if (isReady && !isReady()) fail('http.unavailable', {});
    const demo = demoProgress?.();
    return { status: 'ok' as const, ...(demo && { demo }) };
  });
  registerSessions(router, services);
  registerAccounts(router, services);
  registerTokens(router, services);
  registerPlaces(router, services);
  registerProgrammes(router, services);
  registerHouseholds(router, services);
  registerDocuments(router, services);
  registerEnterprises(router, services);
  registerGroups(router, services);
  registerFunds(router, services);
  registerTargets(router, services);
  registerExports(router, services);
  registerPayments(router, services);
  registerWorks(router, services);
  registerOverview(router, services);
  registerTodo(router, services);
  const imports = registerImports(router, services);
  app.addHook('onClose', () => imports.close());
  registerAcceptance(router, services);
  registerJournal(router, services);
}

/** The OpenAPI document of the interface, without a database: for docs/openapi.json. */
export async function describeInterface(): Promise<object> {
  const app: FastifyInstance = fastify();
  // Handlers are registered to be described; none is ever called.
  await addInterface(app, {} as Services, {});
  await app.ready();
  const document = app.swagger();
  await app.close();
  return document;
}

/** One line a request, without query and headers: both may hold personal data or secrets. */
function logRequests(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const personId = request.signedIn?.actor.personId;
    const { method } = request;
    const elapsedMs = Math.round(reply.elapsedTime);
    const line = { method, path: pathOf(request), status: reply.statusCode, elapsedMs, personId };
    request.log.info(line, 'request');
  });
}

/** Answers what is not even HTTP, in the same shape as everything else. */
const refuseUnreadable: NonNullable<FastifyServerOptions['clientErrorHandler']> = (
  error,
  socket,
) => {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const refusal = new Refusal('http.bad-request', {});
  const body = JSON.stringify({ ...refusal.toJSON(), requestId: randomUUID() });
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 400 ${STATUS_CODES[400]}\r\nContent-Type: application/json; charset=utf-8\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroySoon();
};
