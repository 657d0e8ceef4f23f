import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a handler answers; a body that is `undefined` is none. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** The request body was larger than allowed. */
export class BodyTooLarge extends Error {
  constructor() {
    super('The request body is too large');
  }
}

/** Reads a request body of at most `limit` bytes as UTF-8; throws `BodyTooLarge` beyond that. */
export async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > limit) throw new BodyTooLarge();
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export function sendReply(response: ServerResponse, reply: Reply): void {
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
