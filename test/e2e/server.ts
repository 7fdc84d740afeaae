// Starts the real server for browser tests and screenshots: free port, own temporary data folder,
// a known administrator. Nothing is mocked.

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const startWaitMs = 90_000;
const stopWaitMs = 15_000;

export const firstPassword = 'first winter 2021 stove';
export const password = 'warm rooms and clean air';

export type Server = { readonly url: string; readonly stop: () => Promise<void> };

export async function startServer(): Promise<Server> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'qingnuan-e2e-'));
  const child = spawn(process.execPath, [join(root, 'src', 'main.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: '0',
      QINGNUAN_DATA: dataFolder,
      QINGNUAN_ADMIN_PASSWORD: firstPassword,
      QINGNUAN_DEMO: '0',
    },
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const stop = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), stopWaitMs);
    await ended;
    clearTimeout(late);
    rmSync(dataFolder, { recursive: true, force: true });
  };
  let heard = '';
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The server ${why}:\n${heard}`));
    const late = setTimeout(() => fail('did not start in time'), startWaitMs);
    const listen = (chunk: Buffer) => {
      heard += chunk.toString();
      const address = /清暖 Qingnuan (http:\S+)/.exec(heard)?.[1];
      if (address === undefined) return;
      clearTimeout(late);
      resolve(address);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => fail(`ended with code ${code}`));
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url, stop };
}

type Send = { method: string; path: string; body?: object; cookie?: string };

async function send(url: string, { method, path, body, cookie = '' }: Send): Promise<Response> {
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
    origin: url,
    cookie,
  };
  const reply = await fetch(url + path, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!reply.ok) throw new Error(`${method} ${path} was refused: ${await reply.text()}`);
  return reply;
}

/** Signs in over HTTP and, with a one-time password, sets `password`; gives the cookie. */
export async function signInByHttp(url: string, username: string, first: string): Promise<string> {
  const body = { username, password: first };
  const signedIn = await send(url, { method: 'POST', path: '/api/session', body });
  const cookie = cookieOf(signedIn);
  const me = (await signedIn.json()) as { mustChangePassword: boolean };
  if (!me.mustChangePassword) return cookie;
  const path = '/api/session/password';
  const change = { current: first, next: password };
  const changed = await send(url, { method: 'PUT', path, body: change, cookie });
  return cookieOf(changed) || cookie;
}

/** Opens an account with its one-time password; gives that password. */
export async function createAccount(
  url: string,
  administrator: string,
  username: string,
  role: string,
): Promise<string> {
  const mine = await send(url, { method: 'GET', path: '/api/session', cookie: administrator });
  const { organisation } = (await mine.json()) as { organisation: { organisationId: string } };
  const body = {
    username,
    name: username,
    organisationId: organisation.organisationId,
    roles: [{ role, place: null }],
  };
  const path = '/api/accounts';
  const reply = await send(url, { method: 'POST', path, body, cookie: administrator });
  return ((await reply.json()) as { oneTimePassword: string }).oneTimePassword;
}

/** Opens an account, sets `password` for it and gives its cookie. */
export async function openAccount(
  url: string,
  administrator: string,
  username: string,
  role: string,
): Promise<string> {
  const oneTime = await createAccount(url, administrator, username, role);
  return signInByHttp(url, username, oneTime);
}

function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** A cookie header as the browser contexts of Playwright take it. */
export function cookiesOf(header: string, url: string) {
  return header
    .split('; ')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...rest] = pair.split('=');
      return { name, value: rest.join('='), url };
    });
}
