import { decodeJwt, decodeProtectedHeader, exportJWK, exportPKCS8, generateKeyPair, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { createFhirPortal, type FhirPortalOptions } from '../../../src-main/adapters/fhir-portal.ts';
import type { Portal } from '../../../src-main/ports.ts';
import { closedOrigin, startScriptedServer } from '../../support/scripted-server.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';

const OK = { status: 200, body: '{"resourceType":"Bundle"}' };

function portalAt(
  origin: string,
  over: Partial<FhirPortalOptions> = {},
): { readonly portal: Portal; readonly clock: VirtualClock } {
  const clock = createVirtualClock();
  const portal = createFhirPortal({
    baseUrl: `${origin}/fhir`,
    signIn: { method: 'none' },
    secret: null,
    clock,
    ids: createSeededIds(),
    ...over,
  });
  return { portal, clock };
}

const get = (url: string) => ({ method: 'GET' as const, url });

describe('FHIR over HTTP', () => {
  test('relative, empty and absolute addresses stay within the base', async () => {
    const server = await startScriptedServer(() => OK);
    const { portal } = portalAt(server.origin);
    await portal.send(get('Task?_count=1'));
    await portal.send({ method: 'POST', url: '', body: { resourceType: 'Bundle' } });
    await portal.send(get(`${server.origin}/fhir?page=2`));
    await portal.send(get(`${server.origin}/fhir/Task?page=3`));
    expect(server.received.map((r) => `${r.method} ${r.url}`)).toEqual([
      'GET /fhir/Task?_count=1',
      'POST /fhir',
      'GET /fhir?page=2',
      'GET /fhir/Task?page=3',
    ]);
    expect(server.received[0]?.headers).toMatchObject({
      accept: 'application/fhir+json',
      'cache-control': 'no-cache',
    });
    expect(server.received[1]?.headers).toMatchObject({
      'content-type': 'application/fhir+json',
      prefer: 'return=representation',
    });
    expect(server.received[1]?.body).toBe('{"resourceType":"Bundle"}');
  });

  test.each([
    'https://127.0.0.1/fhir/Task',
    'http://127.0.0.1:1/fhir/Task',
    '//elsewhere.example/fhir/Task',
    'file:///etc/passwd',
    '../admin',
    'Task/../../admin',
    'http://',
  ])('%s is refused unsent', async (url) => {
    const server = await startScriptedServer(() => OK);
    const { portal } = portalAt(server.origin);
    expect(await portal.send(get(url))).toMatchObject({ kind: 'none', why: 'foreign-url' });
    expect(server.received).toEqual([]);
  });

  test('an address beside the base, or with a user name, is refused', async () => {
    const server = await startScriptedServer(() => OK);
    const { portal } = portalAt(server.origin);
    const { host } = new URL(server.origin);
    for (const url of [`${server.origin}/fhirs/Task`, `${server.origin}/`, `http://u:p@${host}/fhir/Task`])
      expect(await portal.send(get(url))).toMatchObject({ why: 'foreign-url' });
    expect(server.received).toEqual([]);
  });

  test('an answer before any page, with the server’s own name in it, is read by the name that a page says', async () => {
    const focus = { reference: 'https://fhir.internal/r4/Appointment/1' };
    const answer = { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Task', focus } }] };
    const self = { relation: 'self', url: 'http://fhir.internal/r4/Task?_count=1' };
    const page = { resourceType: 'Bundle', link: [self] };
    let busy = true;
    const server = await startScriptedServer(({ method }) =>
      method === 'GET' && busy
        ? { status: 503, body: '' }
        : { status: 200, body: JSON.stringify(method === 'GET' ? page : answer) },
    );
    const { portal } = portalAt(server.origin);
    const body = { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Task' } }] };
    const focusOf = async () => {
      const given = await portal.send({ method: 'POST', url: '', body });
      const read = given.kind === 'answer' ? (given.body as typeof answer) : null;
      return read?.entry[0]?.resource.focus.reference;
    };
    expect(await focusOf()).toBe('https://fhir.internal/r4/Appointment/1');
    busy = false;
    expect([await focusOf(), await focusOf()]).toEqual(['Appointment/1', 'Appointment/1']);
    expect(server.received.map((r) => `${r.method} ${r.url}`)).toEqual([
      'POST /fhir',
      'GET /fhir/Task?_count=1',
      'POST /fhir',
      'GET /fhir/Task?_count=1',
      'POST /fhir',
    ]);
    // Started anew, it calls itself otherwise.
    focus.reference = 'http://fhir-2.internal/r4/Appointment/1';
    self.url = 'http://fhir-2.internal/r4/Task?_count=1';
    expect(await focusOf()).toBe('Appointment/1');
    // What is at another server is asked about once.
    focus.reference = 'https://elsewhere.example/r4/Appointment/1';
    server.received.length = 0;
    expect([await focusOf(), await focusOf()]).toEqual([focus.reference, focus.reference]);
    expect(server.received.map(({ method }) => method)).toEqual(['POST', 'GET', 'POST']);
  });

  test('what is no JSON has no body; a status is passed on', async () => {
    const server = await startScriptedServer(() => ({ status: 502, body: '<html>' }));
    const { portal } = portalAt(server.origin);
    expect(await portal.send(get('Task'))).toEqual({
      kind: 'answer',
      status: 502,
      body: undefined,
      retryAfterMs: null,
    });
  });

  test('the server’s clock is told, with the age of what a cache answers; nonsense is not', async () => {
    const date = 'Fri, 20 Nov 2026 15:00:00 GMT';
    const at = Date.parse(date);
    let headers: Record<string, string> = {};
    const server = await startScriptedServer(() => ({ ...OK, headers }));
    const { portal } = portalAt(server.origin);
    const told: [Record<string, string>, number | undefined][] = [
      [{}, undefined],
      [{ date }, at],
      [{ date, age: '90' }, at + 90_000],
      [{ date, age: 'old' }, undefined],
      [{ date: 'yesterday' }, undefined],
    ];
    for (const [given, expected] of told) {
      headers = given;
      expect(await portal.send(get('Task'))).toMatchObject(
        expected === undefined ? { kind: 'answer' } : { date: expected },
      );
      if (expected === undefined) expect(await portal.send(get('Task'))).not.toHaveProperty('date');
    }
  });

  test('Retry-After in seconds, as a date, and nonsense', async () => {
    let value = '120';
    const server = await startScriptedServer(() => ({ status: 503, headers: { 'retry-after': value } }));
    const { portal, clock } = portalAt(server.origin);
    expect(await portal.send(get('Task'))).toMatchObject({ retryAfterMs: 120_000 });
    value = new Date(clock.now() + 90_000).toUTCString();
    expect(await portal.send(get('Task'))).toMatchObject({ retryAfterMs: 90_000 });
    value = new Date(clock.now() - 90_000).toUTCString();
    expect(await portal.send(get('Task'))).toMatchObject({ retryAfterMs: 0 });
    value = 'soon';
    expect(await portal.send(get('Task'))).toMatchObject({ retryAfterMs: null });
  });

  test('no answer in time, no server, a broken connection', async () => {
    const server = await startScriptedServer(() => 'hang');
    const { portal, clock } = portalAt(server.origin, { timeoutMs: 5000 });
    const sent = portal.send(get('Task'));
    while (server.received.length === 0) await clock.settle();
    await clock.advance(5000);
    expect(await sent).toMatchObject({ kind: 'none', why: 'timeout' });
    expect(clock.pending()).toBe(0);

    const nobody = portalAt(await closedOrigin());
    expect(await nobody.portal.send(get('Task'))).toMatchObject({ kind: 'none', why: 'unreachable' });

    const breaking = await startScriptedServer(() => Promise.reject(new Error('broken')));
    expect(await portalAt(breaking.origin).portal.send(get('Task'))).toMatchObject({
      kind: 'none',
      why: 'connection-lost',
    });
  });

  test('a body beyond the limit is not read', async () => {
    const server = await startScriptedServer(() => ({ status: 200, body: JSON.stringify('x'.repeat(5000)) }));
    const { portal } = portalAt(server.origin, { bodyLimit: 1000 });
    expect(await portal.send(get('Task'))).toMatchObject({
      status: 200,
      body: undefined,
      tooLarge: true,
    });
  });

  test('a redirect within the base is followed, one elsewhere is not, a write is never turned into a read', async () => {
    const stranger = await startScriptedServer(() => OK);
    let target = '/fhir/Task?moved';
    const server = await startScriptedServer((request) =>
      request.url.endsWith('moved') ? OK : { status: 302, headers: { location: target } },
    );
    const { portal } = portalAt(server.origin);
    expect(await portal.send(get('Task'))).toMatchObject({ status: 200 });
    expect(await portal.send({ method: 'POST', url: '', body: {} })).toMatchObject({ status: 302 });
    target = `${stranger.origin}/fhir/Task`;
    expect(await portal.send(get('Task'))).toMatchObject({ why: 'foreign-url' });
    expect(stranger.received).toEqual([]);
    target = '/fhir/Task';
    expect(await portal.send(get('Task'))).toMatchObject({ status: 302 });
  });
});

const byPrivateKey = (origin: string): FhirPortalOptions['signIn'] => ({
  method: 'private-key-jwt',
  tokenUrl: `${origin}/token`,
  clientId: 'desk-1',
  scope: '',
  algorithm: 'ES384',
  keyId: '',
});

describe('signing in', () => {
  test('a bearer token goes with every request; without one, or with one no header can hold, nothing is sent', async () => {
    const server = await startScriptedServer(() => OK);
    const bearer = (secret: string | null) =>
      portalAt(server.origin, { signIn: { method: 'bearer' }, secret }).portal.send(get('Task'));
    await bearer(' abc.def \n');
    expect(server.received[0]?.headers.authorization).toBe('Bearer abc.def');
    for (const bad of [null, '', 'two words', 'a\r\nx: y'])
      expect(await bearer(bad)).toMatchObject({ kind: 'none', why: 'sign-in-failed' });
    expect(server.received).toHaveLength(1);
  });

  /** A FHIR server and an authorization server in one; tokens are numbered. */
  async function oauthServer(life = 300) {
    let issued = 0;
    let valid = (token: string | undefined) => token === `Bearer token-${issued}`;
    const server = await startScriptedServer((request) => {
      if (request.url === '/token') {
        issued += 1;
        const body = { access_token: `token-${issued}`, token_type: 'Bearer', expires_in: life };
        return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      }
      return valid(request.headers.authorization) ? OK : { status: 401 };
    });
    return {
      server,
      issued: () => issued,
      revoke: () => {
        const revoked = `Bearer token-${issued}`;
        valid = (token) => token !== revoked && token === `Bearer token-${issued}`;
      },
    };
  }

  const clientCredentials = (origin: string) => ({
    signIn: {
      method: 'client-credentials' as const,
      tokenUrl: `${origin}/token`,
      clientId: 'desk 1',
      scope: 'system/*.rs',
    },
    secret: 'p:ss/w ord',
  });

  test('client credentials: one token for many requests, renewed before it ends', async () => {
    const { server, issued } = await oauthServer(300);
    const { portal, clock } = portalAt(server.origin, clientCredentials(server.origin));
    const answers = await Promise.all([1, 2, 3].map(() => portal.send(get('Task'))));
    expect(answers.map((a) => a.kind === 'answer' && a.status)).toEqual([200, 200, 200]);
    expect(issued()).toBe(1);
    const [asked] = server.received.filter((r) => r.url === '/token');
    expect(asked?.headers.authorization).toBe(`Basic ${btoa('desk+1:p%3Ass%2Fw+ord')}`);
    expect(asked?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(asked?.body).toBe('grant_type=client_credentials&scope=system%2F*.rs');

    await clock.advance(239_000);
    await portal.send(get('Task'));
    expect(issued()).toBe(1);
    await clock.advance(2000);
    await portal.send(get('Task'));
    expect(issued()).toBe(2);
  });

  test('a token revoked before its time is renewed once; one refused again is the answer', async () => {
    const { server, issued, revoke } = await oauthServer();
    const { portal } = portalAt(server.origin, clientCredentials(server.origin));
    await portal.send(get('Task'));
    revoke();
    expect(await portal.send(get('Task'))).toMatchObject({ status: 200 });
    expect(issued()).toBe(2);

    const closed = await startScriptedServer((request) =>
      request.url === '/token'
        ? { status: 200, body: '{"access_token":"t","token_type":"bearer"}' }
        : { status: 401 },
    );
    const refused = portalAt(closed.origin, clientCredentials(closed.origin));
    expect(await refused.portal.send(get('Task'))).toMatchObject({ kind: 'answer', status: 401 });
    expect(closed.received).toHaveLength(4);
  });

  test('an authorization server that refuses, breaks or is away: nothing reaches the portal, no secret is told', async () => {
    const token = {
      status: 401,
      body: '{"error":"invalid_client","error_description":"p:ss/w ord is wrong"}',
    };
    const server = await startScriptedServer((r) => (r.url === '/token' ? token : OK));
    const { portal } = portalAt(server.origin, clientCredentials(server.origin));
    expect(await portal.send(get('Task'))).toEqual({
      kind: 'none',
      why: 'sign-in-failed',
      detail: 'authorization server: invalid_client',
    });
    token.status = 503;
    expect(await portal.send(get('Task'))).toMatchObject({ why: 'unreachable' });
    token.status = 200;
    token.body = '{"access_token":"a b","token_type":"bearer"}';
    expect(await portal.send(get('Task'))).toMatchObject({ why: 'sign-in-failed' });
    expect(server.received.every((r) => r.url === '/token')).toBe(true);

    const away = portalAt(server.origin, clientCredentials(await closedOrigin()));
    expect(await away.portal.send(get('Task'))).toMatchObject({ why: 'unreachable' });
  });

  test.each(['RS384', 'ES384'] as const)(
    'SMART Backend Services: an assertion signed with %s',
    async (algorithm) => {
      const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
      const keys = [await exportPKCS8(privateKey), JSON.stringify(await exportJWK(privateKey))];
      for (const secret of keys) {
        const tokens: string[] = [];
        const server = await startScriptedServer((request) => {
          if (request.url !== '/token') return OK;
          tokens.push(new URLSearchParams(request.body).get('client_assertion') ?? '');
          return { status: 200, body: '{"access_token":"t","token_type":"bearer","expires_in":300}' };
        });
        const tokenUrl = `${server.origin}/token`;
        const { portal, clock } = portalAt(server.origin, {
          signIn: {
            method: 'private-key-jwt',
            tokenUrl,
            clientId: 'desk-1',
            scope: 'system/Task.rs',
            algorithm,
            keyId: 'key-7',
          },
          secret,
        });
        expect(await portal.send(get('Task'))).toMatchObject({ status: 200 });

        const form = new URLSearchParams(server.received[0]?.body);
        expect(form.get('grant_type')).toBe('client_credentials');
        expect(form.get('client_assertion_type')).toBe(
          'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        );
        expect(form.get('scope')).toBe('system/Task.rs');
        const assertion = tokens[0] ?? '';
        expect(decodeProtectedHeader(assertion)).toEqual({ alg: algorithm, typ: 'JWT', kid: 'key-7' });
        const { payload } = await jwtVerify(assertion, publicKey, {
          issuer: 'desk-1',
          subject: 'desk-1',
          audience: tokenUrl,
          currentDate: new Date(clock.now()),
          requiredClaims: ['jti', 'exp'],
        });
        expect((payload.exp ?? 0) * 1000 - clock.now()).toBeLessThanOrEqual(300_000);
        expect(server.received[1]?.headers.authorization).toBe('Bearer t');
      }
    },
  );

  test('a desk whose clock is hours off dates its assertion by the authorization server’s', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES384', { extractable: true });
    const serverTime = createVirtualClock().now() + 3 * 3_600_000;
    const server = await startScriptedServer(async (request) => {
      if (request.url !== '/token') return OK;
      const assertion = new URLSearchParams(request.body).get('client_assertion') ?? '';
      const headers = { date: new Date(serverTime).toUTCString() };
      try {
        await jwtVerify(assertion, publicKey, { currentDate: new Date(serverTime) });
        return { status: 200, headers, body: '{"access_token":"t","token_type":"bearer"}' };
      } catch {
        return { status: 400, headers, body: '{"error":"invalid_client"}' };
      }
    });
    const { portal } = portalAt(server.origin, {
      signIn: byPrivateKey(server.origin),
      secret: await exportPKCS8(privateKey),
    });
    expect(await portal.send(get('Task'))).toMatchObject({ status: 200 });
    expect(server.received.filter((r) => r.url === '/token')).toHaveLength(2);
  });

  test.each([
    [3, 'its clock is 3 days ahead of this computer’s'],
    [-400, 'its clock is 400 days behind this computer’s'],
  ])('no server has an assertion dated %i days away', async (days, said) => {
    const { privateKey } = await generateKeyPair('ES384', { extractable: true });
    const desk = createVirtualClock().now();
    const dates: number[] = [];
    const server = await startScriptedServer((request) => {
      const form = new URLSearchParams(request.body);
      dates.push(Number(decodeJwt(form.get('client_assertion') ?? '').iat) * 1000);
      const headers = { date: new Date(desk + days * 86_400_000).toUTCString() };
      return { status: 400, headers, body: '{"error":"invalid_client"}' };
    });
    const { portal } = portalAt(server.origin, {
      signIn: byPrivateKey(server.origin),
      secret: await exportPKCS8(privateKey),
    });
    const answer = await portal.send(get('Task'));
    expect(answer).toMatchObject({ kind: 'none', why: 'sign-in-failed' });
    expect(JSON.stringify(answer)).toContain(said);
    expect(dates.filter((at) => Math.abs(at - desk) > 60_000)).toEqual([]);
    expect(dates).toHaveLength(1);
  });

  test('a key that is none is refused without a word of it', async () => {
    const server = await startScriptedServer(() => OK);
    const { portal } = portalAt(server.origin, {
      signIn: byPrivateKey(server.origin),
      secret: 'TOP SECRET',
    });
    const answer = await portal.send(get('Task'));
    expect(answer).toMatchObject({ kind: 'none', why: 'sign-in-failed' });
    expect(JSON.stringify(answer)).not.toContain('SECRET');
    expect(server.received).toEqual([]);
  });
});
