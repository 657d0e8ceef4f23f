import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { type RunningApp, startApp } from '../../support/app.ts';
import { openPage } from '../../support/preview-page.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

let directory: string;
let app: RunningApp | null = null;
const umask = process.umask();
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reslot-modes-'));
});
afterEach(async () => {
  process.umask(umask);
  await app?.dispose();
  app = null;
  rmSync(directory, { recursive: true, force: true });
});

/** What anybody else has a right to, with its mode. */
function open(): string[] {
  const inside = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  return ['.', ...inside]
    .map((name) => [name, statSync(join(directory, name)).mode & 0o7777] as const)
    .filter(([, mode]) => (mode & 0o077) !== 0)
    .map(([name, mode]) => `${name} ${mode.toString(8)}`);
}

describe.skipIf(process.platform === 'win32')('everything in the data directory is this user’s alone', () => {
  it('whatever the umask, while it runs and afterwards', async () => {
    chmodSync(directory, 0o777);
    process.umask(0);
    app = await startApp({ dataDir: directory });
    const page = await openPage(app.deskUrl);
    await page.invoke('settings.save', { singleKeys: false });
    const running = readdirSync(directory);
    expect(running).toEqual(
      expect.arrayContaining(['reslot.sqlite', 'reslot.sqlite-wal', 'reslot.sqlite-shm']),
    );
    expect(open()).toEqual([]);
    page.close();
    await app.kill('SIGTERM');
    expect([existsSync(join(directory, 'window.json')), open()]).toEqual([true, []]);
  });

  it('whatever rights an earlier program or a copy has left', async () => {
    app = await startApp({ dataDir: directory });
    await app.kill('SIGKILL');
    copyFileSync(join(directory, 'reslot.sqlite'), join(directory, 'reslot.sqlite.before-4'));
    writeFileSync(join(directory, 'secrets.json'), '{}');
    writeFileSync(join(directory, 'secrets.json.new'), '{}');
    writeFileSync(join(directory, 'logs', 'reslot.1.log'), '');
    for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
      const path = join(directory, name);
      chmodSync(path, statSync(path).isDirectory() ? 0o777 : 0o666);
    }
    chmodSync(directory, 0o755);
    await app.restart();
    expect(open()).toEqual([]);
  });

  it('the copy that is kept before a new version changes the database, too', () => {
    const path = join(directory, 'data', 'reslot.sqlite');
    const copy = `${path}.before-${migrations.length}`;
    mkdirSync(join(directory, 'data'));
    const older = openDatabase(path, migrations.slice(0, -1));
    if (older.ok) older.value.close();
    chmodSync(path, 0o644);
    chmodSync(join(directory, 'data'), 0o755);
    writeFileSync(copy, 'one of an earlier attempt');
    chmodSync(copy, 0o644);
    process.umask(0);
    const newer = openDatabase(path);
    if (newer.ok) newer.value.close();
    expect([newer.ok, statSync(copy).size > 10_000, open()]).toEqual([true, true, []]);
  });
});
