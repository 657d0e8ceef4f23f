import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { freshCheckout } from '../../support/checkout.ts';
import { openPage } from '../../support/preview-page.ts';

const LIMIT_MS = 300_000;
/** Whoever sees nothing happen saves again: a file may be changed before it is watched. */
const SAVE_AGAIN_MS = 10_000;
vi.setConfig({ testTimeout: LIMIT_MS, hookTimeout: LIMIT_MS });

const WINDOW = 'src-renderer/main.tsx';
const PROGRAM = 'src-main/main.ts';

let checkout: string;
let child: ChildProcess;
let output = '';

beforeEach(() => {
  checkout = freshCheckout();
});
afterEach(async () => {
  if (child.exitCode === null) {
    const ended = new Promise((done) => child.once('close', done));
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(checkout, { recursive: true, force: true });
});

const edit = (path: string, change: (source: string) => string): void =>
  writeFileSync(join(checkout, path), change(readFileSync(join(checkout, path), 'utf8')));

const until = (holds: () => boolean): Promise<unknown> =>
  vi.waitUntil(
    () => {
      if (child.exitCode !== null) throw new Error(`It ended:\n${output}`);
      return holds();
    },
    { timeout: LIMIT_MS, interval: 50 },
  );

/** Changes a file, and waits for what comes of it. */
async function saved(path: string, change: (source: string) => string, shown: () => boolean): Promise<void> {
  edit(path, change);
  let savedAt = performance.now();
  await until(() => {
    if (shown()) return true;
    if (performance.now() - savedAt > SAVE_AGAIN_MS) {
      edit(path, (source) => `${source}\n`);
      savedAt = performance.now();
    }
    return false;
  });
}

test('npm run dev shows the window anew when it has changed, and starts the program again when that has', async () => {
  const readyFile = join(checkout, 'ready.json');
  const args = ['--clinic', '--no-open', `--data-dir=${join(checkout, 'data')}`, `--ready-file=${readyFile}`];
  child = spawn(process.execPath, [join(checkout, 'scripts/dev.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  await until(() => existsSync(readyFile));
  const ready = (): { readonly desk: string; readonly pid: number } =>
    JSON.parse(readFileSync(readyFile, 'utf8'));
  const first = ready();
  const page = await openPage(first.desk);

  let reloads = page.reloads();
  const isReloaded = (): boolean => page.reloads() > reloads;
  await saved(WINDOW, (source) => `${source}\ndocument.title = 'Another one';\n`, isReloaded);
  expect(ready().pid).toBe(first.pid);

  // What cannot be built is told, and what was built last stays until it can.
  await saved(
    WINDOW,
    (source) => `${source}\nconst = ;\n`,
    () => output.includes('main.tsx'),
  );
  reloads = page.reloads();
  await saved(WINDOW, (source) => source.replace('const = ;', "document.title = 'A third one';"), isReloaded);
  page.close();

  await saved(
    PROGRAM,
    (source) => `${source}\nprocess.title = 'another-one';\n`,
    () => ready().pid !== first.pid,
  );
  const again = await openPage(ready().desk);
  expect(await again.invoke('settings.get', undefined)).toMatchObject({ ok: true });
  again.close();
});
