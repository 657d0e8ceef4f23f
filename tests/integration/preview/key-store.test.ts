import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PortalConfig } from '../../../src-shared/domain/connections.ts';
import { openPage, type PreviewPage } from '../../support/preview-page.ts';
import { type PreviewProcess, startPreview } from '../../support/preview-process.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let directory: string;
let desk: PreviewProcess | null;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reslot-key-store-'));
  desk = null;
});
afterEach(async () => {
  await desk?.end('SIGTERM');
  rmSync(directory, { recursive: true, force: true });
});

/** A desk of the demo clinic, whose database needs no key store, on a system whose key store does what `mode` says. */
async function start(mode: string): Promise<PreviewPage> {
  await desk?.end('SIGTERM');
  desk = await startPreview({
    files: directory,
    program: ['--demo', `--preview-key-store=${mode}`, `--data-dir=${join(directory, 'data')}`],
  });
  return openPage(desk.deskUrl);
}

const refused = (code: string) => ({ ok: false, error: { code } });
const saved = { ok: true, value: null };
const state = (keyStore: string) => ({ ok: true, value: expect.objectContaining({ keyStore }) });

describe('a system whose key store', () => {
  const portal: PortalConfig = {
    kind: 'fhir',
    baseUrl: 'https://fhir.example.org/r4',
    signIn: { method: 'bearer' },
  };

  it('asks somebody who never answers: the desk opens, and what needs no secret is saved', async () => {
    const page = await start('pending');
    expect(await page.invoke('settings.get', undefined)).toMatchObject({ ok: true });
    expect(await page.invoke('settings.save', { singleKeys: false })).toEqual(saved);
    expect(await page.invoke('settings.secrets', undefined)).toEqual(state('waiting'));
    expect(await page.invoke('settings.save', { portal, portalSecret: 'x' })).toEqual(
      refused('secrets-waiting'),
    );
    page.close();
  });

  it.each([
    ['refuses', 'none'],
    ['public', 'unprotected'],
  ])('is of no use (%s): it is said, and nothing is stored', async (mode, said) => {
    const page = await start(mode);
    expect(await page.invoke('settings.secrets', undefined)).toEqual(state(said));
    expect(await page.invoke('settings.save', { portal, portalSecret: 'x' })).toEqual(
      refused('secrets-unavailable'),
    );
    page.close();
  });
});

it.each(['refuses', 'public'])(
  'a clinic’s desk does not begin without a key store (%s), and writes nothing',
  async (mode) => {
    const data = join(directory, 'data');
    const starting = startPreview({
      files: directory,
      program: [`--preview-key-store=${mode}`, `--data-dir=${data}`],
    });
    await expect(starting).rejects.toThrow('This computer has no key store that keeps the database’s key');
    expect(readdirSync(data).filter((name) => name !== 'lock')).toEqual(
      mode === 'public' ? ['preview-key'] : [],
    );
  },
);

describe('a secret that was stored before', () => {
  let server: Server;
  let signedIn: (string | undefined)[];
  beforeEach(async () => {
    signedIn = [];
    server = createServer((request, response) => {
      signedIn.push(request.headers.authorization);
      response.writeHead(401).end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  });
  afterEach(() => new Promise((closed) => server.close(closed)));

  it('is waited for by the portal alone: the header says so, and nothing is sent without it', async () => {
    const { port } = server.address() as AddressInfo;
    const baseUrl = `http://127.0.0.1:${port}/fhir`;
    const before = await start('answers');
    const signIn = { method: 'bearer' } as const;
    expect(
      await before.invoke('settings.save', {
        portal: { kind: 'fhir', baseUrl, signIn },
        portalSecret: 'token',
      }),
    ).toEqual(saved);
    await expect.poll(() => signedIn).toContain('Bearer token');
    before.close();
    const page = await start('pending');
    signedIn = [];
    await expect
      .poll(() => page.invoke('sync.status', undefined))
      .toMatchObject({ value: { phase: 'key-store' } });
    expect(await page.invoke('directory.get', undefined)).toMatchObject({ ok: true });
    expect(signedIn).toEqual([]);
    page.close();
  });
});
