import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SHEET } from '../../../src-shared/domain/downtime-sheet.ts';
import type { SheetInput } from '../../../src-shared/ipc/sheet-views.ts';
import { openPage, type PreviewPage } from '../../support/preview-page.ts';
import { type PreviewProcess, startPreview } from '../../support/preview-process.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const RUN = resolve(import.meta.dirname, '../../../scripts/preview/run.ts');
const SHEET: SheetInput = { from: '2026-11-23', days: 1, practitionerId: null, phones: false };

let directory: string;
let desk: PreviewProcess | null;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reslot-windows-'));
  desk = null;
});
afterEach(async () => {
  await desk?.end('SIGTERM');
  rmSync(directory, { recursive: true, force: true });
});

const inDirectory = (name: string): string => join(directory, name);

/** A program in the place of Chromium. */
function chromium(script: string): Readonly<Record<string, string>> {
  const path = inDirectory('chromium');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return { CHROMIUM: path };
}

/** A desk of a clinic's own. */
async function start(system: readonly string[], env: Readonly<Record<string, string>> = {}) {
  desk = await startPreview({
    files: directory,
    program: [...system, `--data-dir=${inDirectory('data')}`],
    env,
  });
  return { desk, page: await openPage(desk.deskUrl) };
}

/** Makes quitting take its time: the last sheet is being turned into a PDF, as the file `started` shows. */
async function slowToEnd(page: PreviewPage): Promise<{ readonly begun: () => boolean }> {
  const folder = inDirectory('paper');
  await page.invoke('settings.save', { sheet: { ...DEFAULT_SHEET, automatic: true, folder } });
  await page.invoke('sheet.writeNow', undefined);
  rmSync(inDirectory('started'), { force: true });
  return { begun: () => existsSync(inDirectory('started')) };
}

/** Makes a PDF at once, until `stopped` is there: then it says that it was started, and takes for ever. */
const slowChromium = () =>
  chromium(
    `[ -e '${inDirectory('slow')}' ] && touch '${inDirectory('started')}' && exec sleep 60
for argument in "$@"; do case "$argument" in --print-to-pdf=*) printf '%%PDF-1.7' > "\${argument#--print-to-pdf=}";; esac; done`,
  );

describe('the window', () => {
  it('fits a display that is smaller than the screens are designed for', async () => {
    const { desk } = await start(['--preview-work-area=1280x672']);
    await desk.end('SIGTERM');
    expect(JSON.parse(readFileSync(inDirectory('data/window.json'), 'utf8'))).toMatchObject({
      width: 1280,
      height: 672,
    });
  });

  it('is shown once its page is there, where Electron does not call it ready', async () => {
    const shown = inDirectory('shown');
    await start(
      ['--preview-ready-to-show=missing', '--preview-open'],
      chromium(`touch '${shown}'; exec sleep 60`),
    );
    await expect.poll(() => existsSync(shown)).toBe(true);
  });

  it('is opened by an address that opens nothing to whoever reads it off the command line', async () => {
    const told = inDirectory('told');
    await start(
      ['--preview-open'],
      chromium(`echo "$@" > '${told}.new'; mv '${told}.new' '${told}'; exec sleep 60`),
    );
    await expect.poll(() => existsSync(told)).toBe(true);
    const address = /--app=(\S+)/.exec(readFileSync(told, 'utf8'))?.[1] ?? '';
    const first = await fetch(address);
    expect([first.status, (await fetch(address)).status]).toEqual([200, 403]);
    const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await fetch(address, { headers: { cookie } })).status).toBe(200);
    expect(cookie).not.toContain(new URL(address).searchParams.get('token'));
  });

  it('that is closed before its page is there ends the program, which is no failure', async () => {
    const child = spawn(
      process.execPath,
      [RUN, '--preview-closed=while-loading', `--data-dir=${inDirectory('data')}`],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    const code = await new Promise((done) => child.on('close', done));
    expect({ code, output }).toEqual({ code: 0, output: '' });
  });

  it('has the system draw as is chosen at the desk', async () => {
    const { page } = await start([]);
    for (const appearance of ['dark', 'contrast-light', 'contrast-dark', 'system'] as const)
      await page.invoke('settings.save', { appearance });
    await expect.poll(() => page.themes.at(-1)).toBe('system');
    expect(page.themes[0]).toBe('dark');
  });

  it('opens where Chromium was told to go without its sandbox, as test runners do in a container', async () => {
    const { page } = await start(['--no-sandbox']);
    expect(await page.invoke('app.bootstrap', undefined)).toMatchObject({ ok: true });
  });

  it('whose page hangs when the desk is locked is done without, and comes back to sign in', async () => {
    const started = inDirectory('started');
    const { desk } = await start(['--preview-open'], chromium(`echo started >> '${started}'; exec sleep 60`));
    const hanging = await openPage(desk.deskUrl, null, { hangs: true });
    expect(await hanging.invoke('app.bootstrap', undefined)).toMatchObject({ ok: true });
    const locked = Date.now();
    void hanging.invoke('session.lock', { kept: null, stays: true });
    // Not as it is where the desk has ended: it shows itself anew once it can.
    expect(await hanging.ended).toBe(4001);
    expect(Date.now() - locked).toBeLessThan(10_000);
    // So does the window of its own, in which a page may hang as well.
    await expect.poll(() => readFileSync(started, 'utf8')).toBe('started\nstarted\n');
    const next = await openPage(desk.deskUrl);
    expect(await next.invoke('session.get', undefined)).toMatchObject({
      ok: true,
      value: { standing: 'locked' },
    });
    expect(await next.invoke('app.bootstrap', undefined)).toMatchObject({ ok: true });
    expect([next.boxes, hanging.boxes]).toEqual([[], []]);
    const log = readFileSync(inDirectory('data/logs/reslot.log'), 'utf8');
    expect(log).toContain('window-ended');
    expect(log).not.toContain('window-crashed');
  });

  it('once closed ends the program, whatever is still being printed', async () => {
    const closed = inDirectory('closed');
    const { desk, page } = await start(
      ['--preview-printer=silent', '--preview-open'],
      chromium(`while [ ! -e '${closed}' ]; do sleep 0.1; done`),
    );
    void page.invoke('sheet.print', SHEET);
    await page.invoke('sheet.preview', SHEET);
    writeFileSync(closed, '');
    expect(await desk.ended).toBe(0);
  });
});

describe('a program that is ending', () => {
  it('finishes what it has begun, however often it is told to end', async () => {
    const { desk, page } = await start([], slowChromium());
    const { begun } = await slowToEnd(page);
    writeFileSync(inDirectory('slow'), '');
    process.kill(desk.pid, 'SIGINT');
    await expect.poll(begun).toBe(true);
    process.kill(desk.pid, 'SIGINT');
    process.kill(desk.pid, 'SIGTERM');
    expect(await desk.ended).toBe(0);
  });

  it('tells whoever starts it again that it is not there any more, and not there yet', async () => {
    const { desk, page } = await start(['--preview-second-start=while-closing'], slowChromium());
    await slowToEnd(page);
    writeFileSync(inDirectory('slow'), '');
    process.kill(desk.pid, 'SIGTERM');
    await expect.poll(() => page.boxes).toEqual([expect.stringContaining('start it again in a few seconds')]);
    expect(await desk.ended).toBe(0);
  });
});

describe('printing', () => {
  it.each([
    ['none', { ok: false, error: { code: 'no-printer' } }],
    ['fails', { ok: false, error: { code: 'print-failed' } }],
    ['cancels', { ok: true, value: { printed: false } }],
    ['prints', { ok: true, value: { printed: true } }],
  ])('with a printer that %s', async (printer, answer) => {
    const { page } = await start([`--preview-printer=${printer}`]);
    expect(await page.invoke('sheet.print', SHEET)).toEqual(answer);
  });

  it('takes the paper that was chosen', async () => {
    const printed = inDirectory('printed.json');
    const { page } = await start(['--preview-printer=prints', `--preview-printed=${printed}`]);
    for (const [paper, pageSize] of [
      ['letter', 'Letter'],
      ['a4', 'A4'],
    ] as const) {
      await page.invoke('settings.save', { sheet: { ...DEFAULT_SHEET, paper } });
      await page.invoke('sheet.print', SHEET);
      expect(JSON.parse(readFileSync(printed, 'utf8'))).toMatchObject({ pageSize });
    }
  });
});
