// npm run bench: forty requests decided by keyboard, all at once, beside one by one. What is free is approved, the rest denied.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { dataFilesIn } from '../../src-main/shell/data-files.ts';
import { signInAt } from '../support/preview-page.ts';
import { startPreview } from '../support/preview-process.ts';
import { launch } from './first-paint.ts';
import { loadMany } from './many-requests.ts';
import { report, seconds } from './report.ts';

const REQUESTS = 40;
/** The first letter of a reason of the list. */
const REASON = 'T';
/** A key that comes sooner counts as the same press twice; nobody has read the next request by then. */
const READING_MS = 700;

const folder = mkdtempSync(join(tmpdir(), 'reslot-bench-'));
try {
  const [one, all] = await Promise.all(['one', 'all'].map(prepared));
  if (one === undefined || all === undefined) throw new Error('two folders');
  await loadMany(dataFilesIn(one).database, REQUESTS);
  copyFileSync(dataFilesIn(one).database, dataFilesIn(all).database);
  const byOne = await triage(one, oneByOne);
  const atOnce = await triage(all, allAtOnce);
  report({
    what: `${REQUESTS} requests decided by keyboard, all at once`,
    figure: `${atOnce.keys} keys, ${seconds(atOnce.ms)}`,
    beside: `one by one: ${byOne.keys} keys, ${seconds(byOne.ms - REQUESTS * READING_MS)} without the reading`,
    ratio: atOnce.keys / byOne.keys,
    goal: '≤ 0.33',
    met: atOnce.keys / byOne.keys <= 0.33,
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function prepared(name: string): Promise<string> {
  const dataDir = join(folder, name);
  mkdirSync(join(dataDir, 'files'), { recursive: true, mode: 0o700 });
  return dataDir;
}

type Press = (key: string) => Promise<void>;

/** Decides all that stand in the inbox of a desk; how many keys it took, and how long. */
async function triage(
  dataDir: string,
  way: (page: Page, press: Press) => Promise<void>,
): Promise<{ readonly keys: number; readonly ms: number }> {
  const desk = await startPreview({ files: join(dataDir, 'files'), program: [`--data-dir=${dataDir}`] });
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await signInAt(desk.deskUrl);
    await page.goto(desk.deskUrl);
    await page.locator('article[data-request]').first().waitFor();
    let keys = 0;
    const began = performance.now();
    await way(page, async (key) => {
      keys += 1;
      await page.keyboard.press(key);
    });
    await left(page, 0);
    return { keys, ms: performance.now() - began };
  } finally {
    await browser.close();
    await desk.end('SIGTERM');
  }
}

/** Waits until so many are still to be decided. */
async function left(page: Page, count: number): Promise<void> {
  await page.getByRole('tab', { name: `Inbox (${count})`, exact: true }).waitFor();
}

function dialog(page: Page): Locator {
  return page.getByRole('dialog');
}

async function allAtOnce(page: Page, press: Press): Promise<void> {
  await press('Control+a');
  await page.getByText(`${REQUESTS} selected`, { exact: true }).waitFor();
  await press('a');
  await page.locator('button[type="submit"]:focus').waitFor();
  await press('Enter');
  await dialog(page).waitFor({ state: 'detached' });
  if ((await page.locator('article[data-request]').count()) > 0) {
    await press('d');
    await deny(page, press);
  }
}

async function oneByOne(page: Page, press: Press): Promise<void> {
  await press('j');
  for (let count = REQUESTS - 1; count >= 0; count -= 1) {
    await page.locator('article[data-request]:focus').waitFor();
    await page.waitForTimeout(READING_MS);
    await press('a');
    const decided = left(page, count).then(() => true);
    const asked = dialog(page)
      .waitFor()
      .then(() => false);
    if (await Promise.race([decided, asked])) continue;
    await press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    await press('d');
    await deny(page, press);
    await left(page, count);
  }
}

/** In the dialog that has come: one reason, and away. */
async function deny(page: Page, press: Press): Promise<void> {
  await dialog(page).locator('select:focus').waitFor();
  await press(REASON);
  await press('Control+Enter');
  await dialog(page).waitFor({ state: 'detached' });
}
