// What guards every address: security headers, no writes from other web sites, limits on sign-in.

import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fail, Refusal } from '../core/errors.ts';

const self = ["'self'"];

/**
 * Registers headers, origin check and rate limiting. Ant Design writes style attributes and
 * elements, so styles may be inline; scripts never.
 */
export async function guard(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: self,
        scriptSrc: self,
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: self,
        workerSrc: ["'self'", 'blob:'],
        manifestSrc: self,
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: self,
        frameAncestors: ["'none'"],
      },
    },
    // The server itself speaks plain HTTP; whoever puts TLS before it sets HSTS there.
    hsts: false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, context) =>
      new Refusal('http.too-many-requests', { waitS: Math.max(1, Math.ceil(context.ttl / 1000)) }),
  });
  app.addHook('onRequest', async (request) => refuseForeignWrites(request));
}

/**
 * A write must come from our own pages or from a program, never from another web site's page.
 * Browsers send Origin with every write; programs send none. The cookie is SameSite=Lax besides.
 */
function refuseForeignWrites(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const { origin } = request.headers;
  if (origin === undefined) return;
  if (!URL.canParse(origin) || new URL(origin).host !== request.host) {
    fail('http.foreign-origin', { origin: origin.slice(0, 200) });
  }
}
