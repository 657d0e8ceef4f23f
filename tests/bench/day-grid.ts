// npm run bench: the day view of a large clinic, first paint, all columns and sideways scroll, against plain boxes in the same browser.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { findChromium } from '../../scripts/lib/chromium.mjs';
import type { Kind } from './day-grid/page.tsx';
import { ms, report } from './report.ts';
import { percentile } from './support.ts';

const KINDS: readonly Kind[] = ['boxes', 'grid'];
const WARM_UP = 2;
const ROUNDS = 9;
const FRAMES = 90;

interface Measured {
  readonly first: number[];
  readonly all: number[];
  readonly frames: number[];
  elements: number;
}

/** The page as one script, as the program itself is built: for production. */
async function bundle(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      lib: {
        entry: join(import.meta.dirname, 'day-grid/page.tsx'),
        formats: ['iife'],
        name: 'page',
        fileName: 'page',
      },
    },
  });
  const script = readdirSync(folder).find((name) => name.endsWith('.js'));
  if (script === undefined) throw new Error('The page was not built');
  return join(folder, script);
}

async function measure(page: Page): Promise<Record<Kind, Measured>> {
  const measured: Record<Kind, Measured> = {
    boxes: { first: [], all: [], frames: [], elements: 0 },
    grid: { first: [], all: [], frames: [], elements: 0 },
  };
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    // Turn by turn and each first every other time, so that whatever else the machine does hits both alike.
    for (const kind of round % 2 === 0 ? KINDS : KINDS.toReversed()) {
      const shown = await page.evaluate((which) => window.dayBench.show(which), kind);
      const frames = await page.evaluate((count) => window.dayBench.scroll(count), FRAMES);
      const { elements, visits } = await page.evaluate(() => window.dayBench.size());
      if (visits < 50 * 25) throw new Error(`${kind}: ${visits} appointments are shown`);
      measured[kind].elements = elements;
      if (round < 0) continue;
      measured[kind].first.push(shown.first);
      measured[kind].all.push(shown.all);
      measured[kind].frames.push(...frames);
    }
  }
  return measured;
}

/** The record of the decision to draw the calendar ourselves sets 5 as the bound of what is shown first. */
const FIRST_PAINT_BOUND = 5;

function tell({ boxes, grid }: Record<Kind, Measured>): void {
  const figure = (times: readonly number[]): string =>
    `median ${ms(percentile(times, 0.5))}, p95 ${ms(percentile(times, 0.95))}`;
  for (const [what, part, bound] of [
    [
      'day view, 50 providers x 25 appointments, first paint: what is in sight',
      (m: Measured) => m.first,
      FIRST_PAINT_BOUND,
    ],
    [`… all columns drawn, ${grid.elements} elements`, (m: Measured) => m.all, null],
    ['… sideways scroll, from frame to frame', (m: Measured) => m.frames, null],
  ] as const) {
    const ratio = percentile(part(grid), 0.5) / percentile(part(boxes), 0.5);
    report({
      what,
      figure: figure(part(grid)),
      beside: `as plain boxes: ${figure(part(boxes))}`,
      ratio,
      goal: bound === null ? '' : `≤ ${bound}`,
      met: bound === null ? null : ratio <= bound,
    });
  }
}

const folder = mkdtempSync(join(tmpdir(), 'reslot-bench-'));
try {
  const script = await bundle(folder);
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    timezoneId: 'America/New_York',
    locale: 'en-US',
  });
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.setContent('<!doctype html><html lang="en"><title>Day</title><body></body></html>');
  await page.addScriptTag({ path: script });
  tell(await measure(page));
  await browser.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
