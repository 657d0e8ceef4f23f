import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type RequestListInput, requestDetail, requestPage } from '../../../src-shared/ipc/request-views.ts';
import { syncStatus } from '../../../src-shared/ipc/sync-views.ts';
import { freshCheckout } from '../../support/checkout.ts';
import { openPage } from '../../support/preview-page.ts';

const LIMIT_MS = 120_000;
vi.setConfig({ testTimeout: LIMIT_MS, hookTimeout: LIMIT_MS });

const INBOX: RequestListInput = {
  view: 'inbox',
  practitionerId: null,
  kind: 'reschedule',
  filter: 'obstacle-free',
  search: '',
  sort: 'appointment',
  cursor: null,
  limit: 1,
};

let checkout: string;
let home: string;
let child: ChildProcess | null = null;
let output = '';

beforeAll(() => {
  checkout = freshCheckout();
});
afterAll(() => rmSync(checkout, { recursive: true, force: true }));
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'reslot-home-'));
  output = '';
});
afterEach(async () => {
  if (child && child.exitCode === null) {
    const ended = new Promise((done) => child?.once('close', done));
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(home, { recursive: true, force: true });
});

/** Starts it as a person without any data of the program would; resolves to what the ready file says. */
async function start(
  options: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly desk: string; readonly portal: string; readonly mailbox: string }> {
  const readyFile = join(home, 'ready.json');
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, XDG_DATA_HOME: _data, ...inherited } = process.env;
  const started = spawn(
    process.execPath,
    [join(checkout, 'scripts/start.mjs'), `--ready-file=${readyFile}`, ...options],
    { env: { ...inherited, HOME: home, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  child = started;
  for (const stream of [started.stdout, started.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  await vi.waitUntil(
    () => {
      if (started.exitCode !== null) throw new Error(`It ended:\n${output}`);
      return existsSync(readyFile);
    },
    { timeout: LIMIT_MS, interval: 50 },
  );
  return JSON.parse(readFileSync(readyFile, 'utf8'));
}

async function expectServed(addresses: Awaited<ReturnType<typeof start>>): Promise<void> {
  for (const url of [addresses.desk, addresses.portal, addresses.mailbox]) {
    expect([url, (await fetch(url)).status]).toEqual([url, 200]);
    expect(output).toContain(url);
  }
  const ended = new Promise((done) => child?.once('close', done));
  child?.kill('SIGTERM');
  expect(await ended).toBe(0);
}

const nowhere = { CHROMIUM: '/nowhere/chromium' };

test('without display and browser it builds, prints where the demo clinic is, and the first decision can be made', async () => {
  const addresses = await start([], nowhere);
  expect(output).toMatch(/^Building …$/m);
  expect(output).toMatch(/^Building: done in \d/m);
  expect(output).toContain('open the address of the desk in a browser.');

  const page = await openPage(addresses.desk);
  const first = await vi.waitUntil(
    async () => {
      const status = await page.invoke('sync.status', undefined);
      // Before everything is read, a request may still be closed by what comes after it.
      if (syncStatus.parse(status.ok && status.value).lastSuccessAt === null) return undefined;
      const answer = await page.invoke('requests.list', INBOX);
      return requestPage.parse(answer.ok && answer.value).rows.find(({ kind }) => kind === 'reschedule');
    },
    { timeout: LIMIT_MS, interval: 100 },
  );
  const approved = await page.invoke('decisions.decide', {
    on: 'request',
    id: first.id,
    command: { type: 'approve' },
  });
  expect(approved).toEqual({ ok: true, value: expect.objectContaining({ outboxId: expect.any(String) }) });
  const left = await page.invoke('requests.get', { id: first.id });
  expect(requestDetail.parse(left.ok && left.value).row.state).toBe('resolved');
  page.close();
  await expectServed(addresses);
});

test('nothing is missed with --no-open', async () => {
  const addresses = await start(['--no-open'], nowhere);
  expect(output.split('\n')[0]).toBe(`Desk            ${addresses.desk}`);
  await expectServed(addresses);
});

test('with a display and no browser it serves, and says how to open it', async () => {
  const addresses = await start(['--preview'], { ...nowhere, DISPLAY: ':99' });
  expect(output.split('\n')[0]).toBe(
    'No Chromium (or Chrome) was found to show the window with: open the address of the desk in any browser, or install Chromium (on Debian: sudo apt-get install -y chromium).',
  );
  await expectServed(addresses);
});

test.each([
  ['ends at once', '#!/bin/sh\nexit 3\n', '3'],
  ['dies', '#!/bin/sh\nkill -KILL $$\n', 'a signal'],
  ['is no program', 'no program', '127'],
])('with a browser that %s it serves all the same', async (_name, script, how) => {
  const chromium = join(home, 'chromium');
  writeFileSync(chromium, script);
  chmodSync(chromium, 0o755);
  const addresses = await start(['--preview'], { CHROMIUM: chromium, DISPLAY: ':99' });
  const sentence = `Chromium could not show the window (it ended with ${how}): open the address of the desk in any browser.\n`;
  await vi.waitUntil(() => output.includes(sentence), { timeout: LIMIT_MS, interval: 20 });
  await expectServed(addresses);
});

test('a directory in the place of the browser is none', async () => {
  const addresses = await start(['--preview'], { CHROMIUM: home, DISPLAY: ':99' });
  expect(output).toMatch(/^No Chromium/);
  await expectServed(addresses);
});
