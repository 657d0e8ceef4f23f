// npm run bench: from the key that opens a decision's dialog to its words being there, and from a reason to the preview of the e-mail.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { dataFilesIn } from '../../src-main/shell/data-files.ts';
import { signInAt } from '../support/preview-page.ts';
import { startPreview } from '../support/preview-process.ts';
import { launch } from './first-paint.ts';
import { leaveOpen, loadMany } from './many-requests.ts';
import { count, ms, report } from './report.ts';
import { percentile } from './support.ts';

const [FEW, MANY] = [100, 10_000];
const GOAL = 1.5;
const WARM_UP = 3;
const ROUNDS = 15;
/** The first letter of a reason of the list. */
const REASON = 'T';
const OPEN = '[role="dialog"] select:focus';
const SHOWN = '[role="dialog"] iframe';

const folder = mkdtempSync(join(tmpdir(), 'reslot-bench-'));
try {
  const [few, many] = (['few', 'many'] as const).map((name) => {
    const dataDir = join(folder, name);
    mkdirSync(join(dataDir, 'files'), { recursive: true, mode: 0o700 });
    return dataDir;
  });
  if (few === undefined || many === undefined) throw new Error('two folders');
  await loadMany(dataFilesIn(many).database, MANY);
  copyFileSync(dataFilesIn(many).database, dataFilesIn(few).database);
  leaveOpen(dataFilesIn(few).database, FEW);
  const browser = await launch();
  const desks: Awaited<ReturnType<typeof opened>>[] = [];
  try {
    for (const dataDir of [few, many]) desks.push(await opened(browser, dataDir));
    for (let round = -WARM_UP; round < ROUNDS; round += 1)
      for (const { page, opening, showing } of desks) {
        const open = await timed(page, 'd', OPEN);
        const show = await timed(page, REASON, SHOWN);
        if (round >= 0) {
          opening.push(open);
          showing.push(show);
        }
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
        await page.keyboard.press('j');
        await page.locator('article[data-request]:focus').waitFor();
      }
    const [ofFew, ofMany] = desks;
    if (ofFew === undefined || ofMany === undefined) throw new Error('two desks');
    told('a decision’s dialog opens, by its key', ofMany.opening, ofFew.opening);
    told('… the preview of the e-mail stands there, from the reason on', ofMany.showing, ofFew.showing);
  } finally {
    await browser.close();
    for (const { end } of desks) await end();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function told(what: string, ofMany: readonly number[], ofFew: readonly number[]): void {
  const [many, few] = [percentile(ofMany, 0.5), percentile(ofFew, 0.5)];
  report({
    what: `${what}, ${count(MANY)} open requests`,
    figure: `median ${ms(many)}, p95 ${ms(percentile(ofMany, 0.95))}`,
    beside: `${FEW} open requests: ${ms(few)}`,
    ratio: many / few,
    goal: `≤ ${GOAL}`,
    met: many / few <= GOAL,
  });
}

async function opened(browser: Browser, dataDir: string) {
  const desk = await startPreview({ files: join(dataDir, 'files'), program: [`--data-dir=${dataDir}`] });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await signInAt(desk.deskUrl);
  await page.goto(desk.deskUrl);
  await page.locator('article[data-request]').first().waitFor();
  await page.keyboard.press('j');
  await page.locator('article[data-request]:focus').waitFor();
  return {
    page,
    opening: [] as number[],
    showing: [] as number[],
    end: () => desk.end('SIGTERM'),
  };
}

/** Presses a key; how long the page took until what `selector` names was drawn, in milliseconds of its own clock. */
async function timed(page: Page, key: string, selector: string): Promise<number> {
  const drawn = await page.evaluateHandle((wanted) => {
    const took = new Promise<number>((resolve) => {
      window.addEventListener(
        'keydown',
        ({ timeStamp }) => {
          const look = (): void => {
            if (document.querySelector(wanted) === null) requestAnimationFrame(look);
            else requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp)));
          };
          look();
        },
        { capture: true, once: true },
      );
    });
    return { took };
  }, selector);
  await page.keyboard.press(key);
  const took = await drawn.evaluate(({ took }) => took);
  await drawn.dispose();
  return took;
}
