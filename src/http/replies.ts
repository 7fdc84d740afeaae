// The one reply shape of everything that goes wrong: { code, message, next, details, requestId }.
// What we did not foresee is logged with its request id and answered without inner text.

import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../contracts/contract.ts';
import { Refusal } from '../core/errors.ts';
import { toRefusal } from '../db/refusal.ts';

/** The refusal that an error of any kind comes down to, and whether it is a bug of ours. */
export function refusalOf(
  error: unknown,
  request: Pick<FastifyRequest, 'headers'>,
  bodyLimitBytes: number,
): { readonly refusal: Refusal; readonly isUnexpected: boolean } {
  const known = knownRefusal(error, request, bodyLimitBytes);
  if (known) return { refusal: known, isUnexpected: false };
  return { refusal: new Refusal('http.unexpected', {}), isUnexpected: true };
}

function knownRefusal(
  error: unknown,
  request: Pick<FastifyRequest, 'headers'>,
  bodyLimitBytes: number,
): Refusal | undefined {
  if (error instanceof Refusal) return withoutInnerText(error);
  const { code, statusCode } = error as Partial<FastifyError>;
  switch (code) {
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new Refusal('http.malformed-json', {});
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE': {
      const contentType = (request.headers['content-type'] ?? '').slice(0, 100);
      return new Refusal('http.wrong-content-type', { contentType });
    }
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Refusal('http.too-large', { limitKb: Math.floor(bodyLimitBytes / 1024) });
    default:
  }
  if (error instanceof SyntaxError && statusCode === 400) {
    return new Refusal('http.malformed-json', {});
  }
  const known = toRefusal(error);
  if (known instanceof Refusal) return withoutInnerText(known);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new Refusal('http.bad-request', {});
  }
  return undefined;
}

/**
 * A refusal made out of a database error carries it as its cause. Its sentence is for people; its
 * details (names of tables, socket addresses) are for the log.
 */
function withoutInnerText(refusal: Refusal): Refusal {
  return refusal.cause === undefined ? refusal : new Refusal(refusal.code, {});
}

/** Sends a refusal in the one shape. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal, requestId: string) {
  const problem: Problem = { ...refusal.toJSON(), requestId };
  // The status is the catalogue's, and the body is not subject to the route's reply schema.
  return reply
    .code(refusal.status)
    .header('cache-control', 'no-store')
    .serializer(JSON.stringify)
    .type('application/json; charset=utf-8')
    .send(problem);
}

/** Answers every error of the app in the one shape. */
export function answerErrors(app: FastifyInstance, bodyLimitBytes: number): void {
  app.setErrorHandler((error, request, reply) => {
    const limit = request.routeOptions.bodyLimit ?? bodyLimitBytes;
    const { refusal, isUnexpected } = refusalOf(error, request, limit);
    if (isUnexpected) request.log.error({ err: error }, 'unexpected error');
    else if (refusal.status >= 500) request.log.error({ err: error }, refusal.code);
    return sendRefusal(reply, refusal, request.id);
  });
}
