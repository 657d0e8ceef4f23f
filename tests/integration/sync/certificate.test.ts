import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFhirPortal } from '../../../src-main/adapters/fhir-portal.ts';
import { testPortal } from '../../../src-main/sync/connection-test.ts';
import { t } from '../../../src-shared/text/text.ts';
import { selfSignedCertificate } from '../../support/certificate.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const certificate = selfSignedCertificate();
let server: Server;
let received: (string | undefined)[];

beforeEach(async () => {
  received = [];
  server = createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    received.push(request.headers.authorization);
    response.setHeader('content-type', 'application/fhir+json').end('{"resourceType":"CapabilityStatement"}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterEach(() => new Promise((closed) => server.close(closed)));

const portalAt = (host: string) =>
  createFhirPortal({
    baseUrl: `https://${host}:${(server.address() as AddressInfo).port}/fhir`,
    signIn: { method: 'bearer' },
    secret: 'top-secret',
    clock: createVirtualClock(),
    ids: createSeededIds(),
  });
const metadata = { method: 'GET', url: 'metadata' } as const;

test('a certificate nobody vouches for: nothing is sent, and it is not called offline', async () => {
  const answer = await portalAt('127.0.0.1').send(metadata);
  expect(answer).toEqual({ kind: 'none', why: 'certificate', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  const { ok, findings } = await testPortal(portalAt('127.0.0.1'));
  expect([ok, findings.map(t.connections.findingSentence)]).toEqual([
    false,
    [
      'The server’s certificate is not trusted: nothing was sent. The server vouches for itself, and nobody else does. Ask who runs it for a certificate of the clinic’s certificate authority, and name that authority in Settings, Portal connection.',
    ],
  ]);
  expect(received).toEqual([]);
});

test('a trusted one for another server is not taken either', async () => {
  const trusted = getCACertificates('default');
  try {
    setDefaultCACertificates([certificate.cert]);
    expect(await portalAt('localhost').send(metadata)).toEqual({
      kind: 'none',
      why: 'certificate',
      detail: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    expect(received).toEqual([]);
    expect(await portalAt('127.0.0.1').send(metadata)).toMatchObject({ kind: 'answer', status: 200 });
    expect(received).toEqual(['Bearer top-secret']);
  } finally {
    setDefaultCACertificates(trusted);
  }
});
