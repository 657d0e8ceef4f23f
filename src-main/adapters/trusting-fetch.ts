import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { Readable } from 'node:stream';
import type { SecureContext } from 'node:tls';
import type { Fetch } from './fetch.ts';

/** The code of the error where no connection came about in time: nothing was sent. */
export const CONNECT_TIMEOUT = 'CONNECT_TIMEOUT';

/** How long a connection may take to come about, and how long one that nobody uses is kept. */
const LIMITS = { connectMs: 10_000, idleMs: 4000 };

/**
 * `fetch` over connections of its own, whose servers are believed by `trust` (null: by Node's defaults), through a tunnel of
 * `proxy` where one is given: the built-in one can be told both for the whole process only. Does what `exchange` needs: redirects are answers, the body is text, and a direct connection is used
 * again while it is open. What is not encrypted goes by the built-in one.
 */
export function createTrustingFetch(
  trust: SecureContext | null,
  proxy: string | null = null,
  { connectMs, idleMs } = LIMITS,
): Fetch {
  const agent = new Agent({
    // Node takes the agent's time limit for the proxy's tunnel as well, and a busy one may take longer than a connection is
    // kept for: a tunnel is used once.
    keepAlive: proxy === null,
    timeout: proxy === null ? idleMs : connectMs,
    ...(trust === null ? {} : { secureContext: trust }),
    rejectUnauthorized: true,
    // Node before 22.21 does not know it, and asks directly.
    ...(proxy === null ? {} : { proxyEnv: { HTTPS_PROXY: proxy } }),
  });
  return (url, init) => (url.protocol === 'https:' ? ask(agent, connectMs, url, init) : fetch(url, init));
}

function ask(
  agent: Agent,
  connectMs: number,
  url: URL,
  { method = 'GET', headers, body, signal }: RequestInit,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      agent,
      method,
      headers: {
        'user-agent': 'Reslot',
        'accept-encoding': 'gzip',
        ...Object.fromEntries(new Headers(headers)),
      },
      ...(signal ? { signal } : {}),
    });
    asked.on('error', reject);
    // Not every end is an error: a switch to another protocol that nobody asked for is none.
    asked.once('close', () => reject(new Error('closed without an answer')));
    asked.once('socket', (socket) => {
      // One that comes out of a proxy's tunnel may be connected by now.
      const connected = 'secureConnecting' in socket && socket.secureConnecting === false;
      if (asked.reusedSocket || connected) return;
      const late = Object.assign(new Error('no connection in time'), { code: CONNECT_TIMEOUT });
      const timer = setTimeout(() => asked.destroy(late), connectMs);
      for (const over of ['secureConnect', 'close']) socket.once(over, () => clearTimeout(timer));
    });
    asked.once('response', (answer) => {
      try {
        resolve(responseOf(answer));
      } catch (error) {
        // A status or a header that HTTP does not know.
        answer.destroy();
        reject(error);
      }
    });
    asked.end(body ?? undefined);
  });
}

/** Statuses that come without a body (Fetch, "null body status"). */
const EMPTY: readonly number[] = [204, 205, 304];

function responseOf(answer: IncomingMessage): Response {
  const { statusCode: status = 0 } = answer;
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(answer.headersDistinct))
    for (const value of values) headers.append(name, value);
  if (EMPTY.includes(status)) {
    answer.resume();
    return new Response(null, { status, headers });
  }
  const body = Readable.toWeb(answer) as ReadableStream<Uint8Array<ArrayBuffer>>;
  const packed = /^(x-)?gzip$/i.test(headers.get('content-encoding')?.trim() ?? '');
  return new Response(packed ? body.pipeThrough(new DecompressionStream('gzip')) : body, { status, headers });
}
