import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect } from '../../../src-main/db/connect.ts';
import { spoil } from '../../support/backups.ts';
import { keyOfDesk } from '../../support/data-key.ts';
import { openPage } from '../../support/preview-page.ts';
import { type PreviewProcess, startPreview } from '../../support/preview-process.ts';

vi.setConfig({ testTimeout: 120_000 });

let root: string;
let data: string;
let database: string;
let running: PreviewProcess | null = null;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'reslot-damaged-'));
  data = join(root, 'data');
  database = join(data, 'reslot.sqlite');
});
afterEach(async () => {
  await running?.end('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

/** Starts the built program; resolves when its desk can be opened, or the page on which it asks something. */
async function start(...program: readonly string[]): Promise<PreviewProcess> {
  running = await startPreview({ files: root, program: [`--data-dir=${data}`, ...program] });
  return running;
}

/** A desk that has made a backup of a note, and written another note since; ended in order unless it is killed. */
async function deskWithBackup(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
  const desk = await start();
  const page = await openPage(desk.deskUrl);
  await page.invoke('settings.save', { appearance: 'dark' });
  expect(await page.invoke('backups.make', undefined)).toEqual({ ok: true, value: null });
  await page.invoke('settings.save', { appearance: 'light' });
  page.close();
  await desk.end(signal);
}

/** As whoever looks into it afterwards finds it. */
async function appearanceNow(desk: PreviewProcess): Promise<unknown> {
  const page = await openPage(desk.deskUrl);
  const settings = await page.invoke('settings.get', undefined);
  page.close();
  return settings.ok ? (settings.value as { appearance: unknown }).appearance : settings.error;
}

const beside = (why: string): string[] =>
  readdirSync(data).filter((name) => new RegExp(`^reslot\\.sqlite\\.${why}-[\\dTZ]+$`).test(name));

describe('a damaged database', () => {
  it('is found after a crash, and offered its newest good backup; the damaged file stays beside', async () => {
    await deskWithBackup();
    // A second backup that has gone bad since.
    const [good = ''] = readdirSync(join(data, 'backups'));
    const bad = join(data, 'backups', good.replace('000001', '000002'));
    copyFileSync(join(data, 'backups', good), bad);
    spoil(bad);
    spoil(database);
    const damaged = readFileSync(database);
    const desk = await start();
    const asking = await openPage(desk.deskUrl);
    const { detail, buttons } = await asking.asked();
    expect(buttons).toEqual(['Restore the backup', 'Begin anew', 'Close Reslot']);
    expect(detail).toContain('The newest good backup is of today');
    expect(detail).toContain(database);
    await asking.press('Restore the backup');
    await desk.opened();
    expect(await appearanceNow(desk)).toBe('dark');
    const [kept = ''] = beside('damaged');
    expect(readFileSync(join(data, kept)).equals(damaged)).toBe(true);
    const page = await openPage(desk.deskUrl);
    expect(await page.invoke('backups.state', undefined)).toMatchObject({
      value: { restored: { inDoubt: 0, toLookAt: 0 } },
    });
    page.close();
  });

  it('without a backup begins anew only when somebody says so, and is left alone otherwise', async () => {
    await start().then((desk) => desk.end('SIGTERM'));
    writeFileSync(database, 'not a database '.repeat(1000));
    const before = readFileSync(database);
    const first = await start();
    const asking = await openPage(first.deskUrl);
    expect((await asking.asked()).buttons).toEqual(['Begin anew', 'Close Reslot']);
    await asking.press('Close Reslot');
    expect(await first.ended).toBe(1);
    expect(first.output()).toContain(`The database ${database} is damaged and was left as it is`);
    expect(readFileSync(database).equals(before)).toBe(true);
    const second = await start();
    const again = await openPage(second.deskUrl);
    await again.press('Begin anew');
    await second.opened();
    expect(await appearanceNow(second)).toBe('system');
    expect(beside('damaged')).toHaveLength(1);
  });
});

describe('--restore-backup', () => {
  it('goes back to the newest good backup, once, and keeps what was there', async () => {
    await deskWithBackup('SIGKILL');
    const desk = await start('--restore-backup');
    expect(await appearanceNow(desk)).toBe('dark');
    expect(desk.output()).toMatch(
      /^The backup of today, .* was restored\. The database that was there is kept: /,
    );
    const [kept = ''] = beside('replaced');
    const before = connect(join(data, kept), await keyOfDesk(data), { readonly: true });
    const appearance = before
      .prepare("SELECT value_json FROM setting WHERE key = 'appearance'")
      .pluck()
      .get();
    before.close();
    expect(appearance).toBe('"light"');
  });

  it('goes back to the file it names, and changes nothing where that is no backup', async () => {
    await deskWithBackup();
    const [name = ''] = readdirSync(join(data, 'backups'));
    copyFileSync(join(data, 'backups', name), join(root, 'mine.sqlite'));
    rmSync(join(data, 'backups'), { recursive: true });
    await expect(start('--restore-backup')).rejects.toThrow('There is no backup of this desk');
    await expect(start(`--restore-backup=${join(root, 'none.sqlite')}`)).rejects.toThrow(
      'not there any more',
    );
    expect(await appearanceNow(await start())).toBe('light');
    await running?.end('SIGTERM');
    const desk = await start(`--restore-backup=${join(root, 'mine.sqlite')}`);
    expect(await appearanceNow(desk)).toBe('dark');
  });
});
