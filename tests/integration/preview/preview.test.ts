import { readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { decode, encode } from '../../../scripts/preview/wire.js';
import { envelope } from '../../../src-shared/errors.ts';
import { contract } from '../../../src-shared/ipc/contract.ts';
import { INVOKE_CHANNEL } from '../../../src-shared/ipc/names.ts';
import { type RunningApp, startApp } from '../../support/app.ts';
import { signInAt } from '../../support/preview-page.ts';
import { rawRequest, sendRaw } from '../../support/raw-requests.ts';

let app: RunningApp;
let port: number;
let token: string;

beforeAll(async () => {
  app = await startApp();
  await signInAt(app.deskUrl);
  const url = new URL(app.deskUrl);
  port = Number(url.port);
  token = url.searchParams.get('token') ?? '';
}, 60_000);
afterAll(() => app.dispose());

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** Plain `http`, as `fetch` does not let a test choose Host or Origin. */
function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

const cookie = (): string => `reslot-preview-${port}=${token}`;
const own = (): string => `http://127.0.0.1:${port}`;

/** Resolves to the open socket, or to the status that refused it. */
function connect(headers: Record<string, string>, path = '/__preview/ipc'): Promise<WebSocket | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.on('error', reject);
  });
}

async function page(): Promise<WebSocket> {
  const socket = await connect({ Origin: own(), Cookie: cookie() });
  if (typeof socket === 'number') throw new Error(`Refused: ${socket}`);
  return socket;
}

function invoke(socket: WebSocket, id: number, channel: string, ...args: unknown[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    socket.on('message', (data) => {
      const message = decode(String(data)) as { type: string; id?: number; value?: unknown; error?: string };
      if (message.type !== 'answer' || message.id !== id) return;
      if (message.error !== undefined) reject(new Error(message.error));
      else resolve(message.value);
    });
    socket.send(encode({ type: 'invoke', id, channel, args }));
  });
}

describe('the page of the built program', () => {
  it('is served with its policy, the preload script before its own, and a cookie for what follows', async () => {
    const { status, headers, body } = await get(`/index.html?token=${token}`);
    expect(status).toBe(200);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-");
    const nonce = /nonce="([^"]+)"/.exec(body)?.[1];
    expect(policy).toContain(`'nonce-${nonce}'`);
    expect(headers['permissions-policy']).toContain('geolocation=()');
    expect(headers['set-cookie']).toEqual([`${cookie()}; HttpOnly; SameSite=Strict; Path=/`]);
    expect(body.indexOf('/__preview/preload.js')).toBeGreaterThan(0);
    expect(body.indexOf('/__preview/preload.js')).toBeLessThan(body.indexOf('./assets/'));
  });

  it('gets the built preload script, unmodified within its wrapper', async () => {
    const { body } = await get('/__preview/preload.js', { Cookie: cookie() });
    expect(body).toContain(readFileSync(join(import.meta.dirname, '../../../out/preload/index.cjs'), 'utf8'));
  });

  it('gets its assets, and nothing that is not one', async () => {
    const { body } = await get('/index.html', { Cookie: cookie() });
    const asset = /\.(\/assets\/[^"]+\.js)/.exec(body)?.[1] ?? '';
    expect((await get(asset, { Cookie: cookie() })).headers['content-type']).toBe(
      'text/javascript; charset=utf-8',
    );
    for (const path of [
      '/package.json',
      '/..%2fmain%2fmain.js',
      '/assets/%2e%2e%2f%2e%2e%2fmain%2fmain.js',
    ]) {
      expect([path, (await get(path, { Cookie: cookie() })).status]).toEqual([path, 404]);
    }
  });

  it('talks to the program: commands, and refusals of what is no command', async () => {
    const socket = await page();
    const answer = envelope.parse(await invoke(socket, 1, INVOKE_CHANNEL, 'app.bootstrap', undefined));
    expect(answer.ok && contract['app.bootstrap'].output.parse(answer.value)).toMatchObject({
      zone: 'America/Chicago',
      demo: {
        portalUrl: app.portalUrl,
        mailboxUrl: app.mailboxUrl,
        servers: { portal: 'running', mailbox: 'running' },
      },
    });
    expect(await invoke(socket, 2, INVOKE_CHANNEL, 'no.such.command', {})).toEqual({
      ok: false,
      error: { code: 'unknown-command' },
    });
    expect(await invoke(socket, 3, INVOKE_CHANNEL, 'requests.get', { id: 7 })).toEqual({
      ok: false,
      error: { code: 'bad-input' },
    });
    await expect(invoke(socket, 4, 'another:channel')).rejects.toThrow(
      "No handler registered for 'another:channel'",
    );
    socket.close();
  });

  it('shows the time the program was started with', async () => {
    const socket = await page();
    const answer = envelope.parse(await invoke(socket, 1, INVOKE_CHANNEL, 'app.bootstrap', undefined));
    const { now } = contract['app.bootstrap'].output.parse(answer.ok ? answer.value : null);
    expect(now - Date.parse('2026-11-20T15:00:00Z')).toBeLessThan(120_000);
    expect(now).toBeGreaterThanOrEqual(Date.parse('2026-11-20T15:00:00Z'));
    socket.close();
  });

  it('works in several tabs at once', async () => {
    const tabs = await Promise.all([page(), page(), page()]);
    const answers = await Promise.all(
      tabs.map((tab) => invoke(tab, 1, INVOKE_CHANNEL, 'sync.status', undefined)),
    );
    expect(answers.map((answer) => envelope.parse(answer).ok)).toEqual([true, true, true]);
    for (const tab of tabs) tab.close();
  });
});

describe('who is kept out', () => {
  it.each<[string, () => Record<string, string>, string]>([
    ['without the token', () => ({}), 'This address needs its token'],
    [
      'with a wrong cookie',
      () => ({ Cookie: `reslot-preview-${port}=${'x'.repeat(token.length)}` }),
      'needs its token',
    ],
    [
      'with a foreign Host',
      () => ({ Cookie: cookie(), Host: `evil.example:${port}` }),
      'not the address of the desk',
    ],
    [
      'with a Host that only looks local',
      () => ({ Cookie: cookie(), Host: `localhost:${port}` }),
      'not the address',
    ],
    ['with a foreign Origin', () => ({ Cookie: cookie(), Origin: 'https://evil.example' }), 'Another page'],
    [
      "from the demo portal's page",
      () => ({ Cookie: cookie(), Origin: new URL(app.portalUrl).origin }),
      'Another page',
    ],
    ['from an opaque origin', () => ({ Cookie: cookie(), Origin: 'null' }), 'Another page'],
  ])('a request %s', async (_name, headers, sentence) => {
    for (const path of ['/index.html', '/__preview/preload.js', '/__preview/page.js']) {
      const { status, body } = await get(path, headers());
      expect([path, status]).toEqual([path, 403]);
      expect(body).toContain(sentence);
    }
  });

  it('a request with a wrong token in the address', async () => {
    expect((await get('/index.html?token=wrong')).status).toBe(403);
  });

  it.each<[string, () => Record<string, string>]>([
    ['without an Origin', () => ({ Cookie: cookie() })],
    ['with a foreign Origin', () => ({ Cookie: cookie(), Origin: 'https://evil.example' })],
    ['from a sandboxed frame', () => ({ Cookie: cookie(), Origin: 'null' })],
    ['without the cookie', () => ({ Origin: own() })],
    ['with a foreign Host', () => ({ Cookie: cookie(), Origin: own(), Host: 'evil.example' })],
  ])('a socket %s', async (_name, headers) => {
    expect(await connect(headers())).toBe(403);
  });

  it('a socket on another path', async () => {
    expect(await connect({ Cookie: cookie(), Origin: own() }, '/other')).toBe(403);
  });

  it('whoever sends what no page sends: the connection ends, the program goes on', async () => {
    for (const message of [
      '{',
      'null',
      '{"type":"unknown"}',
      encode({ type: 'invoke', id: 'x' }),
      Buffer.from([1, 2]),
    ]) {
      const socket = await page();
      const closed = new Promise((resolve) => socket.on('close', resolve));
      socket.send(message);
      await closed;
    }
    expect((await get('/index.html', { Cookie: cookie() })).status).toBe(200);
  });

  it('whoever sends what no browser sends: the program goes on, and has nothing to say about it', async () => {
    for (const path of ['//', '//evil.example/', '/%', '/%zz?token=%', '/\\'])
      expect([403, 404], path).toContain((await get(path, { Cookie: cookie() })).status);
    const withCookie = (bytes: Buffer): Buffer =>
      Buffer.from(bytes.toString('latin1').replace('\r\n\r\n', `\r\nCookie: ${cookie()}\r\n\r\n`), 'latin1');
    await fc.assert(
      fc.asyncProperty(rawRequest(port), fc.boolean(), fc.boolean(), async (bytes, known, breaks) => {
        await sendRaw(port, known ? withCookie(bytes) : bytes, breaks);
      }),
      { numRuns: 150 },
    );
    expect((await get('/index.html', { Cookie: cookie() })).status).toBe(200);
    expect(app.output()).toBe('');
  }, 60_000);

  it('everybody on the network: it listens on loopback only', async () => {
    const { networkInterfaces } = await import('node:os');
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find((address) => address.family === 'IPv4' && !address.internal);
    if (!outside) return;
    await expect(
      new Promise((resolve, reject) => {
        request({ host: outside.address, port, path: '/' }, resolve).on('error', reject).end();
      }),
    ).rejects.toThrow('ECONNREFUSED');
  });
});

describe('its life', () => {
  it('keeps what it stores from other users', () => {
    expect(statSync(join(app.dataDir, 'logs', 'reslot.log')).mode & 0o077).toBe(0);
  });

  it('refuses a second start on the same data, with one sentence', async () => {
    await expect(startApp({ dataDir: app.dataDir })).rejects.toThrow(
      `Reslot is already running with the data directory ${app.dataDir}.`,
    );
  });

  it('ends on SIGTERM with exit status 0, and starts again; after SIGKILL too', async () => {
    const first = app.deskUrl;
    expect(await app.kill('SIGTERM')).toBe(0);
    await app.restart();
    expect(app.deskUrl).not.toBe(first);
    expect(await app.kill('SIGKILL')).toBeNull();
    await app.restart();
    const { status } = await fetch(app.deskUrl);
    expect(status).toBe(200);
    expect(app.output()).toBe('');
  });
});
