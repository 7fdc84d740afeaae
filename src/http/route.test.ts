// Proves that files go in and out as they are, and only where a contract says so.

import { Readable } from 'node:stream';
import { fastify } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { call } from '../contracts/call.ts';
import { contract, FileBytes } from '../contracts/contract.ts';
import { validateInput } from './input-faults.ts';
import { answerErrors } from './replies.ts';
import { route, takeFiles } from './route.ts';

const summary = { zh: '试', en: 'Test' };
const upload = contract({
  method: 'POST',
  path: '/api/files',
  summary,
  access: 'public',
  query: z.object({ name: z.string() }),
  upload: { maxBytes: 2 * 1024 * 1024 },
  reply: z.object({ name: z.string(), bytes: z.number(), first: z.number() }),
  errors: [],
});
const download = contract({
  method: 'GET',
  path: '/api/files/:name',
  summary,
  access: 'public',
  params: z.object({ name: z.string() }),
  download: true,
  reply: FileBytes,
  errors: [],
});
const words = contract({
  method: 'POST',
  path: '/api/words',
  summary,
  access: 'public',
  body: z.object({ word: z.string() }),
  reply: z.object({ word: z.string() }),
  errors: [],
});

const app = fastify({ bodyLimit: 1024 });
app.setValidatorCompiler(validateInput);
app.setSerializerCompiler(serializerCompiler);
answerErrors(app, 1024);
takeFiles(app);
const router = { app, findSession: async () => undefined };
route(router, upload, ({ query, body }) => ({
  name: query.name,
  bytes: body.length,
  first: body[0] ?? -1,
}));
route(router, download, ({ params: { name } }) => ({
  name,
  mime: 'image/png',
  bytes: name.startsWith('流') ? Readable.from([Buffer.from([1, 2]), Buffer.from([3])]) : bytes,
}));
route(router, words, ({ body }) => body);

const bytes = Uint8Array.from([0x89, 0, 0xff, 10]);
const octets = { 'content-type': 'application/octet-stream' };
const send = (url: string, headers: Record<string, string>, payload: Buffer | string) =>
  app.inject({ method: 'POST', url, headers, payload });

test('an upload refuses what is not sent as a file', async () => {
  const json = { 'content-type': 'application/json' };
  const res = await send('/api/files?name=a', json, '{"a":1}');
  expect([res.statusCode, res.json().code]).toEqual([415, 'http.not-a-file']);
});

test('an upload refuses an empty file, and one above the limit of its own address', async () => {
  const empty = await send('/api/files?name=a', octets, Buffer.alloc(0));
  expect([empty.statusCode, empty.json().code]).toEqual([400, 'http.empty-file']);
  const large = await send('/api/files?name=a', octets, Buffer.alloc(2 * 1024 * 1024 + 1));
  expect([large.statusCode, large.json().code]).toEqual([413, 'http.too-large']);
  expect(large.json().details).toEqual({ limitKb: 2048 });
});

test('an address for JSON does not take a file', async () => {
  const res = await send('/api/words', octets, Buffer.from('{"word":"a"}'));
  expect([res.statusCode, res.json().code]).toEqual([415, 'http.wrong-content-type']);
});

test('an upload takes the bytes as they are, beyond the limit of other addresses', async () => {
  const file = Buffer.alloc(1024 * 1024, 7);
  const res = await send(`/api/files?name=${encodeURIComponent('照片.png')}`, octets, file);
  expect(res.json()).toEqual({ name: '照片.png', bytes: file.length, first: 7 });
});

test('a download gives bytes with their name, and is never kept or sniffed', async () => {
  const name = `照片 "一" (1)'.png`;
  const res = await app.inject({ url: `/api/files/${encodeURIComponent(name)}` });
  expect(res.rawPayload).toEqual(Buffer.from(bytes));
  expect(res.headers).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  const [, encoded = ''] = String(res.headers['content-disposition']).split("UTF-8''");
  expect(decodeURIComponent(encoded)).toBe(name);
  expect(encoded).not.toMatch(/[^A-Za-z0-9%.~_-]/);
});

test('a download may be a stream', async () => {
  const res = await app.inject({ url: `/api/files/${encodeURIComponent('流.png')}` });
  expect(res.rawPayload).toEqual(Buffer.from([1, 2, 3]));
});

test('call() sends a file and receives one', async () => {
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const reply = await call(
    upload,
    { query: { name: '甲.png' }, body: bytes },
    { baseUrl: address },
  );
  expect(reply).toEqual({ name: '甲.png', bytes: 4, first: 0x89 });
  const blob = await call(download, { params: { name: '乙.png' } }, { baseUrl: address });
  expect(new Uint8Array(await blob.arrayBuffer())).toEqual(bytes);
  await app.close();
});
