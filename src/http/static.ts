// The built web app: hashed files for ever, the page itself never cached, every address of the
// app answered by its page. Without a build, a plain page says so.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../core/errors.ts';
import { sendRefusal } from './replies.ts';

const notBuilt = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>清暖 Qingnuan</title></head>
<body><p>网页还没有构建。请运行 <code>npm start</code>（会自动构建），再刷新本页。</p>
<p lang="en">The web app is not built. Run <code>npm start</code>, which builds it, and reload.</p>
</body></html>
`;

/** Serves the web app of `folder` (absolute), and answers every unknown address. */
export async function serveWebApp(app: FastifyInstance, folder: string): Promise<void> {
  const isBuilt = existsSync(join(folder, 'index.html'));
  if (isBuilt) {
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      wildcard: false,
      globIgnore: ['index.html'],
      cacheControl: false,
      setHeaders: (reply, path) => reply.header('cache-control', cachingOf(path)),
    });
  }
  app.setNotFoundHandler((request, reply) => {
    if (!asksForPage(request)) return refuseUnknown(request, reply);
    reply.header('cache-control', 'no-cache');
    if (isBuilt) return reply.sendFile('index.html', { cacheControl: false });
    return reply.code(503).type('text/html; charset=utf-8').send(notBuilt);
  });
}

function cachingOf(path: string): string {
  const isHashed = /[\\/]assets[\\/].+-[\w-]{8,}\.\w+$/.test(path);
  return isHashed ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/** True for an address of the web app: not the interface, and no file that is missing. */
function asksForPage(request: FastifyRequest): boolean {
  const path = pathOf(request);
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const isInterface = path === '/api' || path.startsWith('/api/');
  return isRead && !isInterface && !/\.\w{1,8}$/.test(path);
}

function refuseUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { method } = request;
  const refusal = new Refusal('http.unknown-route', {
    method,
    path: pathOf(request).slice(0, 200),
  });
  return sendRefusal(reply, refusal, request.id);
}

/** The path of a request without its query, which may hold a name or a number. */
export function pathOf(request: Pick<FastifyRequest, 'url'>): string {
  return request.url.split('?', 1)[0] ?? '/';
}
