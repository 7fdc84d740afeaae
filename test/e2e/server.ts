// Starts the real server for browser tests and screenshots: free port, own temporary data folder,
// a known administrator. Nothing is mocked.

import { spawn } from 'node:child_process';
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

/** Signs in over HTTP, sets the known password when it is the first time; gives the cookie. */
export async function signInByHttp(url: string): Promise<string> {
  const send = (method: string, path: string, body: object, cookie = '') =>
    fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', cookie, origin: url },
      body: JSON.stringify(body),
    });
  const first = await send('POST', '/api/session', { username: 'admin', password: firstPassword });
  if (!first.ok) throw new Error(`Signing in failed: ${await first.text()}`);
  const me = (await first.json()) as { mustChangePassword: boolean };
  if (!me.mustChangePassword) return cookieOf(first);
  const change = { current: firstPassword, next: password };
  const changed = await send('PUT', '/api/session/password', change, cookieOf(first));
  if (!changed.ok) throw new Error(`The password could not be changed: ${await changed.text()}`);
  return cookieOf(changed) || cookieOf(first);
}

function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
