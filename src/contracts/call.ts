// The one way the web app and the offline app speak to the server: call(contract, input).

import { fileContentType, idempotencyHeader, Problem } from './contract.ts';
import type { Contract, Input, Reply } from './contract.ts';

/** A refusal of the server, or the news that it could not be reached (`status` 0). */
export class CallError extends Error {
  readonly status: number;
  readonly problem: Problem;

  constructor(status: number, problem: Problem) {
    super(`${problem.code}: ${problem.message.en}`);
    this.name = 'CallError';
    this.status = status;
    this.problem = problem;
  }
}

export type CallOptions = {
  /** The key of a journaled write; a fresh one when omitted. Keep it to send the same act again. */
  readonly key?: string;
  readonly signal?: AbortSignal;
  readonly baseUrl?: string;
  readonly fetch?: typeof fetch;
};

type Parts = {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
};

/** The address of a call: params filled in, query parameters that are undefined left out. */
export function addressOf(path: string, parts: Parts): string {
  const filled = path.replace(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(String(parts.params?.[name] ?? '')),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts.query ?? {})) {
    if (value !== undefined && value !== null) query.set(name, String(value));
  }
  return query.size > 0 ? `${filled}?${query}` : filled;
}

/**
 * Calls the server and gives the reply. Throws `CallError` for every refusal, with the sentences
 * to show. Contracts without params, query and body are called without input.
 */
export async function call<C extends Contract>(
  contract: C,
  ...[input, options = {}]: unknown extends Input<C>
    ? [input?: Record<string, never>, options?: CallOptions]
    : [input: Input<C>, options?: CallOptions]
): Promise<Reply<C>> {
  const parts: Parts = input ?? {};
  const headers: Record<string, string> = { accept: 'application/json' };
  if (contract.upload) headers['content-type'] = fileContentType;
  else if (parts.body !== undefined) headers['content-type'] = 'application/json';
  if (contract.keyed) headers[idempotencyHeader] = options.key ?? crypto.randomUUID();
  const send = options.fetch ?? fetch;
  const init: RequestInit = { method: contract.method, headers, credentials: 'same-origin' };
  if (contract.upload) init.body = parts.body as Blob | Uint8Array<ArrayBuffer>;
  else if (parts.body !== undefined) init.body = JSON.stringify(parts.body);
  if (options.signal) init.signal = options.signal;
  const response = await send(
    (options.baseUrl ?? '') + addressOf(contract.path, parts),
    init,
  ).catch((error: unknown) => {
    if (options.signal?.aborted) throw error;
    throw new CallError(0, unreachableProblem);
  });
  if (contract.download && response.ok) return (await response.blob()) as Reply<C>;
  const reply: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const problem = Problem.safeParse(reply);
    throw new CallError(response.status, problem.success ? problem.data : unreadableProblem);
  }
  // The server has checked its reply against this same schema, so it is not parsed again here.
  return reply as Reply<C>;
}

const unreachableProblem: Problem = {
  code: 'network.unreachable',
  message: { zh: '连接不上服务器。', en: 'The server cannot be reached.' },
  next: { zh: '请检查网络后再试。', en: 'Check the network, then try again.' },
  details: {},
  requestId: '',
};

const unreadableProblem: Problem = {
  code: 'network.unreadable',
  message: { zh: '服务器的回复无法读取。', en: 'The reply of the server cannot be read.' },
  next: {
    zh: '请稍后再试；仍不行请联系系统管理员。',
    en: 'Try again; else ask the administrator.',
  },
  details: {},
  requestId: '',
};
