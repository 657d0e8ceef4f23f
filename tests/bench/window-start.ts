// npm run bench: until the inbox of a loaded desk can be used, beside an empty page in the same browser; and what both processes hold then.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import { dataFilesIn } from '../../src-main/shell/data-files.ts';
import { signInAt } from '../support/preview-page.ts';
import { startPreview } from '../support/preview-process.ts';
import { launch, measureReloads } from './first-paint.ts';
import { openBenchDesk } from './portal/desk.ts';
import { startBenchPortal } from './portal/start.ts';
import { count, ms, report } from './report.ts';
import { choice } from './sizes.ts';
import { percentile } from './support.ts';

const GOAL = 1.5;
const MEGABYTE = 1024 * 1024;

const { size } = choice();
const folder = mkdtempSync(join(tmpdir(), 'reslot-bench-'));
try {
  const dataDir = await loadedDesk();
  const empty = await emptyPage();
  const desk = await startPreview({ files: folder, program: [`--data-dir=${dataDir}`] });
  const browser = await launch();
  try {
    await signInAt(desk.deskUrl);
    await measure(browser, { empty: empty.url, reslot: desk.deskUrl }, desk.pid);
  } finally {
    await browser.close();
    await empty.close();
    await desk.end('SIGTERM');
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A data directory with everything the portal of the benchmarks has. */
async function loadedDesk(): Promise<string> {
  const dataDir = join(folder, 'desk');
  mkdirSync(dataDir, { mode: 0o700 });
  const portal = await startBenchPortal();
  await portal.order({ fill: size });
  const desk = openBenchDesk(dataFilesIn(dataDir).database, portal.baseUrl);
  desk.core.start();
  await desk.until(({ phase, waitingToSync }) => phase === 'up-to-date' && waitingToSync === 0);
  await desk.close();
  portal.stop();
  return dataDir;
}

/** A page of React and nothing else, built as the window is. */
async function emptyPage(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const outDir = join(folder, 'empty');
  const root = join(import.meta.dirname, 'window-start');
  const shared = { configFile: false, logLevel: 'warn', root, build: { outDir } } as const;
  await build({
    ...shared,
    plugins: [react()],
    build: { outDir, emptyOutDir: true, rollupOptions: { input: join(root, 'empty.html') } },
  });
  const server = await preview({ ...shared, preview: { port: 0, host: '127.0.0.1' } });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The empty page is not served');
  return { url: `${url}empty.html`, close: () => server.close() };
}

async function measure(
  browser: Browser,
  urls: { readonly empty: string; readonly reslot: string },
  pid: number,
): Promise<void> {
  const pages = await measureReloads(browser, [urls.empty, urls.reslot]);
  const [empty = 0, reslot = 0] = pages.map(({ times }) => percentile(times, 0.5));
  report({
    what: `the window is loaded, until the first request can be read, ${count(size.appointments)} appointments on file`,
    figure: `median ${ms(reslot)}`,
    beside: `an empty page of React: ${ms(empty)}`,
    ratio: reslot / empty,
    goal: `≤ ${GOAL}`,
    met: reslot / empty <= GOAL,
  });
  const page = pages[1]?.page;
  const heap = page === undefined ? null : await heapOf(page);
  report({
    what: '… memory of the main process in the preview; of the window’s script',
    figure: `${residentOf(pid)}; ${heap === null ? 'not known' : `${Math.round(heap / MEGABYTE)} MB`}`,
    beside: '',
    ratio: null,
    goal: '',
    met: null,
  });
}

async function heapOf(page: Page): Promise<number | null> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? null;
}

/** Where the system tells it (Linux, `VmRSS`). */
function residentOf(pid: number): string {
  try {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? 'not known' : `${Math.round(Number(kilobytes) / 1024)} MB`;
  } catch {
    return 'not known';
  }
}
