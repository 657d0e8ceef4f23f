import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createConnections } from '../../../src-main/adapters/connections.ts';
import type { MailAnswer, OutgoingMail, PortalAnswer } from '../../../src-main/ports.ts';
import {
  type CertificateProblem,
  certificateFault,
  certificateProblem,
} from '../../../src-shared/certificate-problem.ts';
import type { MailConfig, PortalConfig } from '../../../src-shared/domain/connections.ts';
import { type Certificate, certificateAuthority, issueCertificate } from '../../support/certificate.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';
import { startTestSmtp } from '../../support/smtp-server.ts';
import { topSecret } from '../../support/top-secret.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const clinic = certificateAuthority('Clinic Root');
const issuing = certificateAuthority('Clinic Issuing', { issuer: clinic });
const stranger = certificateAuthority('Stranger');
const good = issueCertificate({ issuer: clinic, hosts: ['127.0.0.1'] });
const underIssuing = issueCertificate({ issuer: issuing });

const connections = () =>
  createConnections({ clock: createVirtualClock(), ids: createSeededIds(), secrets: topSecret, demo: null });

interface Told {
  readonly path: string;
  readonly connection: number;
}

/** A FHIR server with an authorization server beside it. Tells what it was asked, and over which connection. */
async function portalWith({ key, cert }: Certificate, options: ServerOptions = {}) {
  const told: Told[] = [];
  const numbers = new Map<unknown, number>();
  const server = createServer({ key, cert, ...options }, (request, response) => {
    const connection = numbers.get(request.socket) ?? numbers.size + 1;
    numbers.set(request.socket, connection);
    const { pathname } = new URL(request.url ?? '', 'https://127.0.0.1');
    told.push({ path: pathname, connection });
    request.resume();
    response.setHeader('content-type', 'application/fhir+json');
    if (pathname === '/token') {
      response.end('{"access_token":"a","token_type":"bearer","expires_in":300}');
    } else if (pathname === '/fhir/moved') {
      response.writeHead(307, { location: '/fhir/metadata' }).end();
    } else if (pathname === '/fhir/away') {
      response.writeHead(307, { location: 'https://elsewhere.example/fhir' }).end();
    } else if (pathname === '/fhir/nothing') {
      response.writeHead(204).end();
    } else if (pathname === '/fhir/packed') {
      response.setHeader('content-encoding', 'gzip').end(gzipSync('{"packed":"ü"}'));
    } else if (pathname === '/fhir/odd') {
      response.socket?.end('HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n');
    } else if (pathname === '/fhir/cut') {
      response.writeHead(200, { 'content-length': '100' }).write('{');
      setImmediate(() => response.socket?.destroy());
    } else if (pathname === '/fhir/switched') {
      response.socket?.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n');
    } else if (pathname === '/fhir/silent') {
      response.flushHeaders();
    } else {
      response.end(JSON.stringify({ resourceType: 'CapabilityStatement' }));
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { told, origin: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const plain = (origin: string, authorities?: readonly string[]): PortalConfig => ({
  kind: 'fhir',
  baseUrl: `https://${origin}/fhir`,
  signIn: { method: 'bearer' },
  ...(authorities ? { authorities: [...authorities] } : {}),
});
const get = (url: string) => ({ method: 'GET', url }) as const;
const metadata = get('metadata');
const answered = { kind: 'answer', status: 200, body: { resourceType: 'CapabilityStatement' } };
/** How a server was refused: what is wrong with its certificate, and whether it is the one that gives the token. */
function faultOf(
  answer: PortalAnswer | MailAnswer,
): CertificateProblem | `sign-in: ${CertificateProblem}` | null {
  const certificate =
    answer.kind === 'certificate' || (answer.kind === 'none' && answer.why === 'certificate');
  if (!certificate) return null;
  const { code, server } = certificateFault(answer.detail);
  const problem = certificateProblem(code);
  return problem === null || server === 'itself' ? problem : `sign-in: ${problem}`;
}

describe("a portal under the clinic's own authority", () => {
  it('is believed where that is named, and nowhere else', async () => {
    const { origin, told } = await portalWith(good);
    const { portal } = connections();
    for (const authorities of [undefined, [], [stranger.cert]] as const)
      expect(faultOf(await portal(plain(origin, authorities)).send(metadata))).toBe('issuer');
    expect(told).toEqual([]);
    expect(await portal(plain(origin, [clinic.cert])).send(metadata)).toMatchObject(answered);
    // The same process, the same server, another connection: no trust is left behind.
    expect(await portal(plain(origin)).send(metadata)).toMatchObject({ why: 'certificate' });
    expect(told).toHaveLength(1);
  });

  it('takes nothing from those this computer believes', async () => {
    const { origin } = await portalWith(issueCertificate({ issuer: stranger }));
    const before = getCACertificates('default');
    try {
      setDefaultCACertificates([stranger.cert]);
      expect(
        await connections()
          .portal(plain(origin, [clinic.cert]))
          .send(metadata),
      ).toMatchObject(answered);
    } finally {
      setDefaultCACertificates(before);
    }
  });

  it('takes nothing from NODE_EXTRA_CA_CERTS', async () => {
    const { origin } = await portalWith(issueCertificate({ issuer: stranger }));
    const directory = mkdtempSync(join(tmpdir(), 'reslot-trust-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const extra = join(directory, 'extra.pem');
    writeFileSync(extra, stranger.cert);
    const adapters = new URL('../../../src-main/adapters/', import.meta.url);
    const program = `
      import { trustOf } from '${new URL('trust.ts', adapters)}';
      import { createTrustingFetch } from '${new URL('trusting-fetch.ts', adapters)}';
      const ask = createTrustingFetch(trustOf([process.env.OWN]));
      const answer = await ask(new URL(process.env.ASKED), {}).catch((error) => ({ status: error.code }));
      process.stdout.write(String(answer.status));
    `;
    const run = async (environment: Record<string, string>): Promise<string> => {
      const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
        env: { ...process.env, OWN: clinic.cert, ASKED: `https://${origin}/fhir/metadata`, ...environment },
      });
      return stdout;
    };
    expect(await run({ NODE_EXTRA_CA_CERTS: extra })).toBe('200');
    expect(
      certificateProblem(await run({ NODE_EXTRA_CA_CERTS: '', NODE_TLS_REJECT_UNAUTHORIZED: '0' })),
    ).toBe('issuer');
  });

  it('is believed by any of several that are named', async () => {
    const { origin } = await portalWith(good);
    const { portal } = connections();
    for (const authorities of [
      [stranger.cert, clinic.cert],
      [clinic.cert, stranger.cert],
      ['junk', clinic.cert],
    ])
      expect(await portal(plain(origin, authorities)).send(metadata)).toMatchObject(answered);
  });

  it('that does not send who signed it: needs the one in between named too', async () => {
    const { origin } = await portalWith(underIssuing);
    const { portal } = connections();
    expect(faultOf(await portal(plain(origin, [clinic.cert])).send(metadata))).toBe('issuer');
    for (const authorities of [[clinic.cert, issuing.cert], [issuing.cert]])
      expect(await portal(plain(origin, authorities)).send(metadata)).toMatchObject(answered);
    const whole = await portalWith({ ...underIssuing, cert: underIssuing.cert + issuing.cert });
    expect(await portal(plain(whole.origin, [clinic.cert])).send(metadata)).toMatchObject(answered);
  });

  it.each<[string, Certificate, CertificateProblem]>([
    ['has expired', issueCertificate({ issuer: clinic, to: '20200101' }), 'expired'],
    ['is not valid yet', issueCertificate({ issuer: clinic, from: '99990101' }), 'not-yet-valid'],
    ['is for another server', issueCertificate({ issuer: clinic, hosts: ['portal.example'] }), 'name'],
    ['vouches for itself', issueCertificate(), 'self-signed'],
    ['asks for what nobody knows', issueCertificate({ issuer: clinic, demanding: true }), 'unusable'],
    [
      'is signed by no authority',
      issueCertificate({ issuer: { name: 'Clinic Server', ...issueCertificate({ issuer: clinic }) } }),
      'issuer',
    ],
  ])('is sent nothing when its certificate %s', async (_, certificate, problem) => {
    const { origin, told } = await portalWith(certificate);
    expect(
      faultOf(
        await connections()
          .portal(plain(origin, [clinic.cert]))
          .send(metadata),
      ),
    ).toBe(problem);
    expect(told).toEqual([]);
  });

  it('is not believed any more once the authority is removed, whatever connection is still open', async () => {
    const { origin, told } = await portalWith(good);
    const { portal } = connections();
    const named = portal(plain(origin, [clinic.cert]));
    await named.send(metadata);
    await named.send(metadata);
    expect(told.map(({ connection }) => connection)).toEqual([1, 1]);
    expect(await portal(plain(origin, [])).send(metadata)).toMatchObject({ why: 'certificate' });
    expect(told).toHaveLength(2);
  });

  it('gives its token by the same authority, and says whose certificate is at fault', async () => {
    const fhir = await portalWith(good);
    const signIn = await portalWith(issueCertificate({ issuer: stranger }));
    const through = (origin: string, authorities: string[]): PortalConfig => ({
      kind: 'fhir',
      baseUrl: `https://${fhir.origin}/fhir`,
      signIn: {
        method: 'client-credentials',
        tokenUrl: `https://${origin}/token`,
        clientId: 'desk',
        scope: '',
      },
      authorities,
    });
    const { portal } = connections();
    expect(await portal(through(fhir.origin, [clinic.cert])).send(metadata)).toMatchObject(answered);
    expect(fhir.told.map(({ path }) => path)).toEqual(['/token', '/fhir/metadata']);
    expect(faultOf(await portal(through(signIn.origin, [clinic.cert])).send(metadata))).toBe(
      'sign-in: issuer',
    );
    expect(await portal(through(signIn.origin, [clinic.cert, stranger.cert])).send(metadata)).toMatchObject(
      answered,
    );
  });

  it('answers as it does over the built-in connection', async () => {
    const { origin, told } = await portalWith(good);
    const portal = connections().portal(plain(origin, [clinic.cert]));
    expect(await portal.send(get('moved'))).toMatchObject(answered);
    expect(await portal.send(get('away'))).toMatchObject({ kind: 'none', why: 'foreign-url' });
    expect(await portal.send(get('nothing'))).toMatchObject({ kind: 'answer', status: 204, body: undefined });
    expect(await portal.send(get('packed'))).toMatchObject({ status: 200, body: { packed: 'ü' } });
    expect(await portal.send(get('cut'))).toMatchObject({ kind: 'none', why: 'connection-lost' });
    // No answer, no error: it has to end all the same.
    expect(await portal.send(get('switched'))).toMatchObject({ kind: 'none', why: 'connection-lost' });
    expect(await portal.send(get('odd'))).toMatchObject({ kind: 'none', why: 'connection-lost' });
    expect(await portal.send({ method: 'POST', url: '', body: { größe: 'ß' } })).toMatchObject(answered);
    expect(told.filter(({ path }) => path === '/fhir/moved')).toHaveLength(1);
  });

  it('that falls silent is a time-out, and one that is not there is unreachable', async () => {
    const { origin } = await portalWith(good);
    const clock = createVirtualClock();
    const { portal } = createConnections({ clock, ids: createSeededIds(), secrets: topSecret, demo: null });
    const silent = portal(plain(origin, [clinic.cert])).send(get('silent'));
    let settled = false;
    void silent.finally(() => {
      settled = true;
    });
    while (!settled) await clock.advance(10_000);
    expect(await silent).toMatchObject({ kind: 'none', why: 'timeout' });
    const closed = createHttpServer();
    await new Promise<void>((listening) => closed.listen(0, '127.0.0.1', listening));
    const { port } = closed.address() as AddressInfo;
    await new Promise((done) => closed.close(done));
    expect(await portal(plain(`127.0.0.1:${port}`, [clinic.cert])).send(metadata)).toMatchObject({
      kind: 'none',
      why: 'unreachable',
    });
  });
});

describe("a mail server under the clinic's own authority", () => {
  const mail: OutgoingMail = {
    messageId: '<1@clinic.example>',
    to: { name: '', address: 'ann@example.org' },
    subject: 'Hello',
    text: 'Hello',
    html: '<p>Hello</p>',
    calendar: null,
  };

  async function smtpWith(security: 'tls' | 'starttls', { key, cert }: Certificate) {
    const server = await startTestSmtp({
      server: { key, cert, secure: security === 'tls', disabledCommands: [], allowInsecureAuth: false },
    });
    onTestFinished(server.close);
    const config = (authorities?: readonly string[]): MailConfig => ({
      kind: 'smtp',
      host: '127.0.0.1',
      port: server.port,
      security,
      user: 'desk',
      fromName: '',
      fromAddress: 'desk@clinic.example',
      ...(authorities ? { authorities: [...authorities] } : {}),
    });
    return { server, config };
  }

  it.each(['tls', 'starttls'] as const)('is believed where that is named (%s)', async (security) => {
    const { server, config } = await smtpWith(security, good);
    const { mailer } = connections();
    expect(faultOf(await mailer(config()).deliver(mail))).toBe('issuer');
    expect([server.signIns, server.messages]).toEqual([[], []]);
    expect(await mailer(config([stranger.cert, clinic.cert])).deliver(mail)).toEqual({ kind: 'accepted' });
    expect(server.signIns).toEqual([{ user: 'desk', password: 'top-secret', secure: true }]);
    expect(await mailer(config([])).deliver(mail)).toMatchObject({ kind: 'certificate' });
  });

  it.each<['tls' | 'starttls', CertificateProblem, Certificate]>(
    (['tls', 'starttls'] as const).flatMap((security) => [
      [security, 'expired', issueCertificate({ issuer: clinic, to: '20200101' })] as const,
      [security, 'not-yet-valid', issueCertificate({ issuer: clinic, from: '99990101' })] as const,
      [security, 'name', issueCertificate({ issuer: clinic, hosts: ['mail.example'] })] as const,
      [security, 'self-signed', issueCertificate()] as const,
      [security, 'issuer', underIssuing] as const,
    ]),
  )('is sent nothing (%s, %s)', async (security, problem, certificate) => {
    const { server, config } = await smtpWith(security, certificate);
    const { mailer } = connections();
    expect(faultOf(await mailer(config([clinic.cert])).deliver(mail))).toBe(problem);
    expect([server.signIns, server.messages]).toEqual([[], []]);
  });

  it('is not believed for what the portal was given', async () => {
    const { config } = await smtpWith('tls', good);
    const { origin } = await portalWith(good);
    const both = connections();
    expect(await both.portal(plain(origin, [clinic.cert])).send(metadata)).toMatchObject(answered);
    expect(await both.mailer(config()).deliver(mail)).toMatchObject({ kind: 'certificate' });
  });
});
