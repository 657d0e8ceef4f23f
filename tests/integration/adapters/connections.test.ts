import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConnections, type DemoServers } from '../../../src-main/adapters/connections.ts';
import { SECRET_NAMES, type Secrets } from '../../../src-main/ports.ts';
import type { MailConfig, PortalConfig } from '../../../src-shared/domain/connections.ts';
import { mailDestination, portalDestination } from '../../../src-shared/ipc/destinations.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

let server: Server;
let baseUrl: string;
let seen: (string | undefined)[];
let lookedUp: string[];

beforeEach(async () => {
  seen = [];
  lookedUp = [];
  server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.setHeader('content-type', 'application/fhir+json').end('{"resourceType":"CapabilityStatement"}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
});
afterEach(() => new Promise((closed) => server.close(closed)));

const secrets: Secrets = {
  keyStore: async () => 'ready',
  set: async () => true,
  has: () => true,
  enteredFor: async () => ({ destination: portalDestination(bearer()) }),
  remove: () => {},
  get: async (name, destination) => {
    lookedUp.push(`${name} for ${destination}`);
    return `${name}-secret`;
  },
};

const connections = (demo: DemoServers | null = null) =>
  createConnections({ clock: createVirtualClock(), ids: createSeededIds(), secrets, demo });

const bearer = (): PortalConfig => ({ kind: 'fhir', baseUrl, signIn: { method: 'bearer' } });
const metadata = { method: 'GET', url: 'metadata' } as const;

describe('connections', () => {
  it('that are not configured send nothing', async () => {
    const { portal, mailer } = connections();
    const mail = {
      messageId: '<a@b>',
      to: { name: '', address: 'a@example.com' },
      subject: '',
      text: '',
      html: '',
      calendar: null,
    };
    for (const kind of ['none', 'demo'] as const) {
      expect(await portal({ kind }).send(metadata)).toMatchObject({ kind: 'none', why: 'not-configured' });
      expect(await mailer({ kind }).deliver(mail)).toEqual({ kind: 'not-configured' });
    }
    expect(lookedUp).toEqual([]);
  });

  it('read a secret anew until there is one: mended, it is used without a restart', async () => {
    let stored: () => Promise<string | null> = () => Promise.reject(new Error('EACCES'));
    const { portal } = createConnections({
      clock: createVirtualClock(),
      ids: createSeededIds(),
      secrets: { ...secrets, get: () => stored(), enteredFor: async () => null },
      demo: null,
    });
    const open = portal(bearer());
    expect(await open.send(metadata)).toMatchObject({
      why: 'sign-in-failed',
      detail: 'the file in which secrets are kept (secrets.json) cannot be read',
    });
    stored = async () => null;
    expect(await open.send(metadata)).toMatchObject({
      why: 'sign-in-failed',
      detail: 'no secret is stored',
    });
    expect(seen).toEqual([]);
    stored = async () => 'hunter2';
    expect(await open.send(metadata)).toMatchObject({ status: 200 });
    expect(seen).toEqual(['Bearer hunter2']);
  });

  it('send nothing in clear to another computer, whatever Settings hold', async () => {
    const { portal, mailer } = connections();
    const elsewhere = {
      kind: 'fhir',
      baseUrl: 'http://portal.example/fhir',
      signIn: { method: 'bearer' },
    } as const;
    expect(await portal(elsewhere, 'typed').send(metadata)).toMatchObject({
      kind: 'none',
      why: 'clear-text',
    });
    const inClear = {
      kind: 'smtp',
      host: 'mail.example',
      port: 25,
      security: 'none',
      user: 'desk',
      fromName: '',
      fromAddress: 'desk@clinic.example',
    } as const;
    const mail = {
      messageId: '<a@b>',
      to: { name: '', address: 'a@example.com' },
      subject: '',
      text: '',
      html: '',
      calendar: null,
    };
    expect(await mailer(inClear, 'typed').deliver(mail)).toEqual({ kind: 'clear-text' });
    expect(lookedUp).toEqual([]);
  });

  it("to the demo go to this run's servers, without a sign-in", async () => {
    const { portal } = connections({ fhirUrl: baseUrl, smtp: { host: '127.0.0.1', port: 1 } });
    expect(await portal({ kind: 'demo' }).send(metadata)).toMatchObject({ kind: 'answer', status: 200 });
    expect(seen).toEqual([undefined]);
  });

  it('use the stored secret, looked up once and only when needed', async () => {
    const portal = connections().portal(bearer());
    expect(lookedUp).toEqual([]);
    await portal.send(metadata);
    await portal.send(metadata);
    expect(lookedUp).toEqual([`${SECRET_NAMES.portal} for ${portalDestination(bearer())}`]);
    expect(seen).toEqual(['Bearer portal-secret', 'Bearer portal-secret']);
  });

  it('use a secret that is being tried in place of the stored one', async () => {
    await connections().portal(bearer(), 'typed').send(metadata);
    expect(seen).toEqual(['Bearer typed']);
    expect(lookedUp).toEqual([]);
  });

  describe('whose secret the key store does not give yet', () => {
    const asking = () => {
      const { promise, resolve } = Promise.withResolvers<string>();
      const clock = createVirtualClock();
      const answered: string[] = [];
      const made = createConnections({
        clock,
        ids: createSeededIds(),
        secrets: { ...secrets, get: () => promise },
        demo: null,
        keyStoreAnswered: (name) => answered.push(name),
      });
      return { clock, answered, give: resolve, ...made };
    };

    it('send nothing and say so, and go on once it does', async () => {
      const { clock, answered, give, portal } = asking();
      const connected = portal(bearer());
      for (const _ of [1, 2]) {
        const sent = connected.send(metadata);
        await clock.advance(5000);
        expect(await sent).toMatchObject({ kind: 'none', why: 'key-store' });
      }
      expect([seen, answered]).toEqual([[], []]);
      give('late');
      await clock.settle();
      expect(answered).toEqual(['portal']);
      expect(await connected.send(metadata)).toMatchObject({ kind: 'answer', status: 200 });
      expect(seen).toEqual(['Bearer late']);
    });

    it('neither wait nor tell anybody where the answer comes soon', async () => {
      const { clock, answered, give, portal } = asking();
      const sent = portal(bearer()).send(metadata);
      await clock.advance(4000);
      give('soon');
      expect(await sent).toMatchObject({ kind: 'answer', status: 200 });
      expect([answered, clock.pending()]).toEqual([[], 0]);
    });
  });

  describe('whose secret was entered for elsewhere', () => {
    const bound = (destination: string | null): Secrets => ({
      ...secrets,
      get: async () => null,
      enteredFor: async () => ({ destination }),
    });
    const connected = (destination: string | null) =>
      createConnections({
        clock: createVirtualClock(),
        ids: createSeededIds(),
        secrets: bound(destination),
        demo: null,
      });
    const mailAt = (host: string): MailConfig => ({
      kind: 'smtp',
      host,
      port: 587,
      security: 'starttls',
      user: 'front-desk',
      fromName: '',
      fromAddress: 'desk@clinic.example',
    });
    const other: PortalConfig = {
      kind: 'fhir',
      baseUrl: 'https://old.example/r4',
      signIn: {
        method: 'client-credentials',
        tokenUrl: 'https://login.example/token',
        clientId: 'desk',
        scope: '',
      },
    };

    it.each<[string, string | null, string]>([
      ['another sign-in', portalDestination(other), 'old.example/r4 (desk, login.example/token)'],
      ['nobody knows where', null, ''],
      ['something unreadable', 'old.example', ''],
    ])('portal: says so and sends nothing (%s)', async (_, destination, detail) => {
      const portal = connected(destination).portal(bearer());
      expect(await portal.send(metadata)).toEqual({ kind: 'none', why: 'secret-elsewhere', detail });
      expect(seen).toEqual([]);
    });

    it('mail: says so and sends nothing', async () => {
      const mailer = connected(mailDestination(mailAt('old.example'))).mailer(mailAt('new.example'));
      const message = {
        messageId: '<a@b>',
        to: { name: '', address: 'a@example.com' },
        subject: '',
        text: '',
        html: '',
        calendar: null,
      };
      expect(await mailer.deliver(message)).toEqual({
        kind: 'secret-elsewhere',
        detail: 'old.example:587 (front-desk)',
      });
    });

    it('a secret that cannot be read is a failed sign-in, as before', async () => {
      const unreadable = { ...secrets, get: async () => null, enteredFor: async () => null };
      const { portal } = createConnections({
        clock: createVirtualClock(),
        ids: createSeededIds(),
        secrets: unreadable,
        demo: null,
      });
      expect(await portal(bearer()).send(metadata)).toMatchObject({ why: 'sign-in-failed' });
    });
  });
});
