import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { extractFile } from '@electron/asar';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import config from '../../../electron-builder.config.ts';
import { COMPILED } from '../../../scripts/lib/build.mjs';
import { electronBuilder, ROOT } from '../../../scripts/package/electron-builder.ts';
import { faultsOf } from '../../../scripts/package/faults.ts';
import {
  type Packed,
  type PackedPlace,
  placeIn,
  readManifest,
  readPacked,
  unpack,
} from '../../../scripts/package/packed.ts';
import { licenceFaults, packedParts } from '../../../scripts/package/parts.ts';
import { makeStandInDist } from '../../../scripts/package/stand-in-dist.ts';
import { startDemo } from '../../../src-demo/start-demo.ts';
import { contract } from '../../../src-shared/ipc/contract.ts';
import { TEST_NOW } from '../../support/app.ts';
import { openPage, type PreviewPage } from '../../support/preview-page.ts';
import { startPreview } from '../../support/preview-process.ts';

const LIMIT_MS = 240_000;
vi.setConfig({ testTimeout: LIMIT_MS, hookTimeout: LIMIT_MS });

let directory: string;
let place: PackedPlace;
let packed: Packed;

/** A Mac packages Linux's, as a stand-in for its own cannot be made. */
const platform = process.platform === 'win32' ? 'win32' : 'linux';

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'reslot-package-'));
  const dist = join(directory, 'electron');
  makeStandInDist(dist, platform);
  const output = join(directory, 'packed');
  // What Node keeps of what it has compiled, wherever the preview has been started from this checkout.
  mkdirSync(COMPILED, { recursive: true });
  writeFileSync(join(COMPILED, 'not-packed.cache'), '');
  const made = await electronBuilder([
    ...['--dir', platform === 'win32' ? '--win' : '--linux', `--${process.arch}`],
    `-c.electronDist=${dist}`,
    `-c.directories.output=${output}`,
  ]);
  expect(made.code, made.output).toBe(0);
  place = placeIn(output, platform, process.arch);
  packed = await readPacked(place);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('the package holds what runs, where the program expects it, and nothing else', () => {
  const faults = faultsOf(packed, {
    manifest: readManifest(ROOT),
    binaries: [`${platform}-${process.arch}`],
    fuses: config.electronFuses,
    asksForUpdates: false,
  });
  expect(faults).toEqual([]);
  const parts = packedParts(packed);
  expect(parts.map(({ name }) => name)).toContain('better-sqlite3-multiple-ciphers');
  expect(licenceFaults(parts)).toEqual([]);
  expect([...packed.files.keys()].filter((path) => /node_modules\/(@mui|@emotion|react)/.test(path))).toEqual(
    [],
  );
});

test('it contains nothing of the demo clinic, nor of its libraries', () => {
  expect(
    [...packed.files.keys()].filter((path) =>
      /(^out\/demo\/)|node_modules\/(@medplum|smtp-server|mailparser)\//.test(path),
    ),
  ).toEqual([]);
  const program = extractFile(join(place.resources, 'app.asar'), join('out', 'main', 'main.js')).toString();
  for (const ofTheDemo of [
    'SMTPServer',
    'FhirRouter',
    'OperationOutcomeError',
    'demo-mailbox',
    'Helen Novak',
  ])
    expect(program).not.toContain(ofTheDemo);
});

test('its fuses can be read back: no other program can be made of it', () => {
  expect(Object.fromEntries(packed.fuses)).toEqual({
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
  });
});

test.runIf(platform === process.platform)(
  'what was packed runs by itself: connected to a portal, a first decision is made, and the patient hears of it',
  async () => {
    const main = unpackedMain('program');
    const demo = await startDemo({
      workerDir: resolve('src-demo'),
      workerFiles: { portal: 'portal/worker.ts', mailbox: 'mailbox/worker.ts' },
      dataDir: join(directory, 'portal'),
      fresh: false,
      ports: { portal: 0, mailbox: 0, smtp: 0 },
      now: Date.parse(TEST_NOW),
    });
    if (!demo.ok) throw new Error(demo.error.code);
    const { fhirUrl, smtp, mailboxUrl } = demo.value;
    const desk = await startPreview({
      files: directory,
      program: [main, `--data-dir=${join(directory, 'data')}`, `--now=${TEST_NOW}`],
    });
    try {
      const page = await openPage(desk.deskUrl);
      expect(await page.invoke('sync.status', undefined)).toMatchObject({
        value: { phase: 'not-configured' },
      });
      expect(
        await page.invoke('settings.save', {
          portal: { kind: 'fhir', baseUrl: fhirUrl, signIn: { method: 'none' } },
          mail: {
            ...{ kind: 'smtp', host: smtp.host, port: smtp.port, security: 'none', user: '' },
            ...{ fromName: 'Hillside Clinic', fromAddress: 'desk@hillside.example' },
          },
        }),
      ).toMatchObject({ ok: true });
      const { id, email } = await vi.waitFor(() => approvable(page), { timeout: 60_000, interval: 200 });
      expect(
        await page.invoke('decisions.decide', { on: 'request', id, command: { type: 'approve' } }),
      ).toMatchObject({
        ok: true,
        value: { outboxId: expect.any(String) },
      });
      // The undo time, the portal's answer, the mail server: each from the packed program.
      await vi.waitFor(async () => expect(await (await fetch(mailboxUrl)).text()).toContain(email), {
        timeout: 60_000,
        interval: 200,
      });
      page.close();
      expect([await desk.end('SIGTERM'), desk.output()]).toEqual([0, '']);
    } finally {
      await desk.end('SIGKILL');
      await demo.value.stop();
    }
  },
);

test.runIf(platform === process.platform)(
  'asked for the demo clinic it says that it has none, and leaves the data alone',
  async () => {
    const data = join(directory, 'no-demo');
    const starting = startPreview({
      files: directory,
      program: [unpackedMain('without-demo'), '--demo', `--data-dir=${data}`],
    });
    await expect(starting).rejects.toThrow('The demo clinic is not part of this program.');
    expect(existsSync(join(data, 'reslot.sqlite'))).toBe(false);
  },
);

/** The option by which the preview runs what was packed, put where it can be run without Electron. */
function unpackedMain(name: string): string {
  const program = join(directory, name);
  unpack(place, program);
  return `--preview-main=${join(program, 'out', 'main', 'main.js')}`;
}

/** The newest request that can be approved as it is, once the desk has read the portal. */
async function approvable(page: PreviewPage): Promise<{ readonly id: string; readonly email: string }> {
  const listed = await page.invoke('requests.list', {
    ...{ view: 'inbox', practitionerId: null, kind: 'reschedule', filter: 'obstacle-free' },
    ...{ search: '', sort: 'arrival', cursor: null, limit: 50 },
  });
  const { rows } = contract['requests.list'].output.parse(listed.ok ? listed.value : null);
  const request = rows.find(({ patient, requested }) => patient?.email && requested);
  if (!request?.patient?.email) throw new Error('No request can be approved');
  return { id: request.id, email: request.patient.email };
}
