import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a handler answers; a body that is `undefined` is none. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** Reads a request body of at most `limit` bytes as UTF-8; `null` beyond that. Rejects when it is not sent to its end. */
export async function readBody(request: IncomingMessage, limit: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > limit) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Answers every request of `server` by `answer`, whatever it throws or rejects with, and whatever became of the connection:
 * nothing that somebody sends ends the server. The one place that listens for requests.
 */
export function answerRequests(
  server: Server,
  answer: (request: IncomingMessage) => Reply | Promise<Reply>,
): void {
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // A connection that breaks is its client's to notice.
    for (const stream of [request, response]) stream.on('error', () => undefined);
    void reply(request, response);
  });

  async function reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const made = await answer(request);
      sendReply(response, request.method === 'HEAD' ? { ...made, body: undefined } : made);
    } catch {
      if (response.headersSent) response.destroy();
      else sendReply(response, request.method === 'HEAD' ? { ...FAILED, body: undefined } : FAILED);
    }
  }
}

const plain = (status: number, body: string): Reply => ({
  status,
  headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  body,
});

const FAILED = plain(500, 'Something went wrong here. Please try again.');

/** The answer to a request line that names nothing here. */
export const BAD_REQUEST = plain(400, 'Bad request');

/**
 * What the request asks for, on the host it was addressed to. `null` for anything but a path from the root (RFC 9112,
 * section 3.2.1): a client sends no other to a server. A path may begin with two slashes, and is a path then, too.
 */
export function requestUrl(request: IncomingMessage, host: string): URL | null {
  const target = request.url ?? '';
  return target.startsWith('/') ? URL.parse(`http://${host}${target}`) : null;
}

function sendReply(response: ServerResponse, reply: Reply): void {
  const body = reply.body === undefined ? undefined : Buffer.from(reply.body, 'utf8');
  response.writeHead(reply.status, {
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    ...reply.headers,
    ...(body === undefined ? {} : { 'Content-Length': String(body.length) }),
  });
  response.end(body);
}

/**
 * The loopback address the client addressed, or `null`. A name of somebody else's that resolves to this machine
 * (DNS rebinding) is none.
 */
export function loopbackHost(request: IncomingMessage): string | null {
  const host = request.headers.host ?? '';
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i.test(host) ? host : null;
}

/**
 * True when a page of another origin may have caused this request. Browsers name the origin of every POST (Fetch,
 * "append a request Origin header"); programs that are no browsers send neither header.
 */
export function isForeign(request: IncomingMessage, host: string): boolean {
  const { origin } = request.headers;
  if (origin !== undefined) return origin !== `http://${host}`;
  const site = request.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/** Listens on 127.0.0.1 and resolves to the port; port 0 takes a free one. Rejects when it cannot. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** How long requests under way may take once a server stops, in milliseconds. */
const GRACE_MS = 2000;

/** Stops listening and lets requests under way finish, but not for ever. Resolves at once when it never listened. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
