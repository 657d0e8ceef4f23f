import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Access, cookieName, ownOrigin, refusal, requestUrl } from './access.ts';
import { decode, encode } from './wire.js';

/** A page that has the desk open: one browser tab, or the window. */
export interface Page {
  readonly id: number;
  send(message: unknown): void;
  /** It is not heard any more, and told nothing; it loads itself anew once it notices. */
  end(): void;
}

/** What the stand-in's window and protocol give the server. */
export interface Served {
  /** The answer of `protocol.handle` to a path of the page, or `null` while nothing is registered. */
  respond(path: string, method: string): Promise<Response | null>;
  /** The path of the built preload script, or `null` while there is no window. */
  preload(): string | null;
  /** Headers the session's handlers amount to. */
  extraHeaders(): Readonly<Record<string, string>>;
  onPage(page: Page): void;
  onMessage(page: Page, message: unknown): void;
  onPageGone(page: Page): void;
}

export interface PreviewServer {
  readonly origin: string;
  /** The address of `path`, with the token that opens it. */
  addressOf(path: string): string;
  /** The same, with a ticket that opens it once. */
  addressForOnce(path: string): string;
  close(): void;
}

const PARTS: Readonly<Record<string, string>> = {
  '/__preview/page.js': 'page.js',
  '/__preview/wire.js': 'wire.js',
};
const PRELOAD = '/__preview/preload.js';
/** Why a page's connection was closed, where it is to load itself anew; `page.js` knows it, too. */
const ENDED = 4001;
/** The longest message a page may send; Electron itself has no limit. */
const MAX_MESSAGE = 16 * 1024 * 1024;

/** Listens on loopback only. Rejects with the system's error when the port is taken. */
export async function startServer(port: number, served: Served): Promise<PreviewServer> {
  const newToken = (): string => randomBytes(24).toString('base64url');
  const token = newToken();
  const tickets = new Set<string>();
  let access: Access = { port, token, tickets };
  const server = createServer((request, response) => {
    // A connection that breaks is its page's to notice.
    for (const stream of [request, response]) stream.on('error', () => undefined);
    answer(request, response, access, served).catch((error: unknown) => {
      // Not its message, which may quote what was asked for.
      process.stderr.write(
        `The preview's server failed (${error instanceof Error ? error.name : typeof error})\n`,
      );
      if (response.headersSent) response.destroy();
      else text(response, 500, 'The desk could not answer. Please try again.');
    });
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE });
  let pages = 0;
  server.on('upgrade', (request, socket, head) => {
    // Nobody else listens for its errors any more.
    socket.on('error', () => socket.destroy());
    const refused = request.url === '/__preview/ipc' ? refusal(request, access, true) : 'host';
    if (refused) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      pages += 1;
      attach(webSocket, pages, served);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  access = { port: (server.address() as AddressInfo).port, token, tickets };
  return {
    origin: ownOrigin(access),
    addressOf: (path) => `${ownOrigin(access)}${path}?token=${token}`,
    addressForOnce: (path) => {
      const ticket = newToken();
      tickets.add(ticket);
      return `${ownOrigin(access)}${path}?token=${ticket}`;
    },
    close: () => {
      for (const client of sockets.clients) client.terminate();
      server.close();
      server.closeAllConnections();
    },
  };
}

function attach(webSocket: WebSocket, id: number, served: Served): void {
  let there = true;
  const leave = (): void => {
    if (there) served.onPageGone(page);
    there = false;
  };
  const page: Page = {
    id,
    send: (message) => webSocket.send(encode(message)),
    end: () => {
      webSocket.close(ENDED);
      leave();
    },
  };
  webSocket.on('error', () => webSocket.terminate());
  webSocket.on('close', leave);
  webSocket.on('message', (data, isBinary) => {
    if (!there) return;
    try {
      if (isBinary) throw new TypeError('Only text is understood');
      served.onMessage(page, decode(String(data)));
    } catch {
      // Not a message of the page's script: whoever sent it is not answered.
      webSocket.terminate();
    }
  });
  served.onPage(page);
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  access: Access,
  served: Served,
): Promise<void> {
  const refused = refusal(request, access, false);
  if (refused) return text(response, 403, REFUSALS[refused]);
  const url = requestUrl(request, access);
  if (!url) return text(response, 400, REFUSALS.address);
  const { method = 'GET' } = request;
  if (method !== 'GET' && method !== 'HEAD') return text(response, 405, 'A page can only be read.');
  const part = PARTS[url.pathname];
  if (part) return script(response, await readFile(join(import.meta.dirname, part), 'utf8'));
  if (url.pathname === PRELOAD) {
    const path = served.preload();
    if (path) return script(response, asModule(await readFile(path, 'utf8')));
  }
  if (url.pathname === '/') {
    response.writeHead(302, { Location: `/index.html${url.search}` });
    response.end();
    return;
  }
  if (url.pathname === '/favicon.ico') {
    // Only browsers ask for it.
    response.writeHead(204);
    response.end();
    return;
  }
  const result = await served.respond(url.pathname, method);
  if (!result) return text(response, 503, 'The desk is not ready yet.');
  const headers = { ...Object.fromEntries(result.headers), ...served.extraHeaders() };
  const isPage = (result.headers.get('content-type') ?? '').startsWith('text/html');
  const body = isPage ? withPreload(await result.text()) : Buffer.from(await result.arrayBuffer());
  const cookie = { 'Set-Cookie': `${cookieName(access)}=${access.token}; HttpOnly; SameSite=Strict; Path=/` };
  response.writeHead(result.status, isPage ? { ...headers, ...cookie } : headers);
  response.end(body);
}

const REFUSALS = {
  host: 'This is not the address of the desk.',
  origin: 'Another page may not use the desk.',
  token: 'This address needs its token: open the desk by the whole address that was printed at its start.',
  address: 'There is no such address here.',
} as const;

/** A preload script runs before the scripts of the page. */
function withPreload(html: string): string {
  const tag = `<script type="module" src="${PRELOAD}"></script>`;
  if (!html.includes('<head>')) throw new Error('The page has no <head> to put the preload script into');
  return html.replace('<head>', `<head>${tag}`);
}

/** The built preload is CommonJS: its `require` is the stand-in's. */
function asModule(commonJs: string): string {
  return `import { require } from './page.js';\nconst module = { exports: {} };\nconst exports = module.exports;\n${commonJs}`;
}

function script(response: ServerResponse, content: string): void {
  response.writeHead(200, { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(content);
}

function text(response: ServerResponse, status: number, content: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`${content}\n`);
}
