// Asks a server for pages over kept connections, and tells how many it answered and how long the
// slowest waited. Cookies that are set anew are kept, as a browser does.

import { Agent, request } from 'node:http';

export type Load = {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};

/** Asks `url` plus each of `paths` in turn from `connections` clients for about `forMs`. */
export async function measureLoad(options: {
  readonly url: string;
  readonly paths: readonly string[];
  readonly cookie?: string;
  readonly connections: number;
  readonly forMs: number;
}): Promise<Load> {
  const { url, paths, cookie = '', connections, forMs } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  const jar = new Map(pairsOf(cookie.split('; ')));
  const start = performance.now();
  let asked = 0;
  const client = async (): Promise<void> => {
    while (performance.now() - start < forMs) {
      const path = paths[asked % paths.length] ?? '/';
      asked += 1;
      const began = performance.now();
      await ask(agent, url + path, jar);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { perSecond: times.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}

type Jar = Map<string, string>;

/** Names and values of cookies, each as `name=value` with perhaps attributes behind it. */
function pairsOf(cookies: readonly string[]): Array<[string, string]> {
  return cookies.map((cookie) => {
    const pair = cookie.split(';')[0] ?? '';
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
}

function ask(agent: Agent, address: string, jar: Jar): Promise<void> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  return new Promise((resolve, reject) => {
    const asking = request(address, { agent, headers: { cookie } }, (reply) => {
      for (const [name, value] of pairsOf(reply.headers['set-cookie'] ?? [])) jar.set(name, value);
      if (reply.statusCode !== 200) {
        reject(new Error(`${address} answered ${reply.statusCode}`));
        reply.resume();
        return;
      }
      reply.resume();
      reply.once('end', resolve);
    });
    asking.once('error', reject);
    asking.end();
  });
}
