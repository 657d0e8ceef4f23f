import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createConnections } from '../../../src-main/adapters/connections.ts';
import { routesOf } from '../../../src-main/adapters/routes.ts';
import { trustOf } from '../../../src-main/adapters/trust.ts';
import { createTrustingFetch } from '../../../src-main/adapters/trusting-fetch.ts';
import type { PortalAnswer } from '../../../src-main/ports.ts';
import { certificateFault } from '../../../src-shared/certificate-problem.ts';
import type { PortalConfig } from '../../../src-shared/domain/connections.ts';
import { certificateAuthority, issueCertificate } from '../../support/certificate.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';
import { closedPort } from '../../support/smtp-server.ts';
import { topSecret } from '../../support/top-secret.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const clinic = certificateAuthority('Clinic Root');
/** No name server knows it: only the proxy does. */
const HOST = 'fhir.portal.example';

interface Listening {
  listen(port: number, host: string, listening: () => void): unknown;
  address(): AddressInfo | string | null;
  closeAllConnections(): void;
  close(): unknown;
}

async function portOf(server: Listening): Promise<number> {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A portal that tells what it was asked. */
async function portalServer() {
  const told: string[] = [];
  const server = createServer(
    issueCertificate({ issuer: clinic, hosts: [HOST, '127.0.0.1'] }),
    (request, response) => {
      told.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      if (request.url === '/fhir/moved') response.writeHead(307, { location: '/fhir/there' }).end();
      else if (request.url === '/fhir/lost') response.socket?.destroy();
      else response.setHeader('content-type', 'application/fhir+json').end('{"resourceType":"Bundle"}');
    },
  );
  return { told, port: await portOf(server) };
}

/** A proxy that leads everything to `target`, after `answerMs`, or refuses with `status`. Tells where it was asked to go. */
async function proxyServer(target: number, status = 200, answerMs = 0) {
  const told: string[] = [];
  const server = createHttpServer((_, response) => response.writeHead(400).end());
  server.on('connect', (request, client) => {
    told.push(`${request.url} ${request.headers.authorization ?? '-'}`);
    if (status !== 200) {
      client.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      return;
    }
    const upstream = connect(target, '127.0.0.1', () =>
      setTimeout(() => client.write('HTTP/1.1 200 OK\r\n\r\n'), answerMs),
    );
    upstream.pipe(client).pipe(upstream);
    for (const socket of [client, upstream]) socket.on('error', () => upstream.destroy());
    onTestFinished(() => {
      upstream.destroy();
      client.destroy();
    });
  });
  const port = await portOf(server);
  return { told, entry: `PROXY 127.0.0.1:${port}` };
}

function portal(answer: string | Error, { host = HOST, authorities = [clinic.cert], port = 443 } = {}) {
  const asked: string[] = [];
  const connections = createConnections({
    clock: createVirtualClock(),
    ids: createSeededIds(),
    secrets: topSecret,
    demo: null,
    proxyFor: async (url) => {
      asked.push(url);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  const config: PortalConfig = {
    kind: 'fhir',
    baseUrl: `https://${host}:${port}/fhir`,
    signIn: { method: 'bearer' },
    authorities,
  };
  return { asked, send: connections.portal(config).send };
}
const get = (url: string) => ({ method: 'GET', url }) as const;
const answered: Partial<PortalAnswer> = { kind: 'answer', status: 200 };

test('a portal behind the network’s proxy is asked through its tunnel, which learns the name and nothing else', async () => {
  const server = await portalServer();
  const proxy = await proxyServer(server.port);
  const { send, asked } = portal(proxy.entry);
  expect(await send(get('Task'))).toMatchObject(answered);
  expect(await send(get('moved'))).toMatchObject(answered);
  expect(asked[0]).toBe(`https://${HOST}/fhir/Task`);
  expect(server.told).toEqual([
    'GET /fhir/Task Bearer top-secret',
    'GET /fhir/moved Bearer top-secret',
    'GET /fhir/there Bearer top-secret',
  ]);
  expect(new Set(proxy.told)).toEqual(new Set([`${HOST}:443 -`]));
});

test('a proxy may take longer to answer than a connection nobody uses is kept', async () => {
  const server = await portalServer();
  const proxy = await proxyServer(server.port, 200, 300);
  const [route = null] = routesOf(proxy.entry);
  const limits = { connectMs: 60_000, idleMs: 20 };
  const ask = createTrustingFetch(trustOf([clinic.cert]), route, limits);
  const headers = { authorization: 'Bearer top-secret' };
  const answer = await ask(new URL(`https://${HOST}/fhir/Task`), { method: 'GET', headers });
  expect(answer.status).toBe(200);
  expect(server.told).toEqual(['GET /fhir/Task Bearer top-secret']);
});

test('a certificate is verified through a proxy too, and who signed it is asked there', async () => {
  const server = await portalServer();
  const proxy = await proxyServer(server.port);
  const answer = await portal(proxy.entry, { authorities: [] }).send(get('Task'));
  expect(answer).toMatchObject({ kind: 'none', why: 'certificate' });
  expect(answer.kind === 'none' && certificateFault(answer.detail)).toMatchObject({
    issuer: 'Clinic Root',
    inspected: false,
  });
  expect(server.told).toEqual([]);
});

test('what the network names next is tried where no connection came about', async () => {
  const server = await portalServer();
  const proxy = await proxyServer(server.port);
  const refusing = await proxyServer(server.port, 407);
  const gone = `PROXY 127.0.0.1:${await closedPort()}`;
  expect(await portal([gone, refusing.entry, proxy.entry].join('; ')).send(get('Task'))).toMatchObject(
    answered,
  );
  expect(server.told).toHaveLength(1);
  for (const none of [gone, refusing.entry, 'SOCKS5 127.0.0.1:1080'])
    expect(await portal(none).send(get('Task'))).toMatchObject({ kind: 'none', why: 'unreachable' });
});

test('what may have been sent is not sent another way', async () => {
  const server = await portalServer();
  const proxy = await proxyServer(server.port);
  const { send } = portal(`${proxy.entry}; ${proxy.entry.replace('127.0.0.1', 'localhost')}; DIRECT`);
  expect(await send({ method: 'POST', url: 'lost', body: {} })).toMatchObject({
    kind: 'none',
    why: 'connection-lost',
  });
  expect(server.told).toEqual(['POST /fhir/lost Bearer top-secret']);
});

test('this computer is asked directly, and so is everybody where the settings name nobody', async () => {
  const server = await portalServer();
  const own = portal('PROXY 127.0.0.1:1', { host: '127.0.0.1', port: server.port });
  expect(await own.send(get('Task'))).toMatchObject(answered);
  expect(own.asked).toEqual([]);
});

test('settings that cannot be read send nothing', async () => {
  const { send } = portal(Object.assign(new Error('no settings'), { code: 'ERR_FAILED' }));
  expect(await send(get('Task'))).toMatchObject({ kind: 'none' });
});
