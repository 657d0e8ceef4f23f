// npm run bench: until the inbox of many open requests can be read in the window, beside that of few.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFilesIn } from '../../src-main/shell/data-files.ts';
import { signInAt } from '../support/preview-page.ts';
import { startPreview } from '../support/preview-process.ts';
import { launch, measureReloads } from './first-paint.ts';
import { leaveOpen, loadMany } from './many-requests.ts';
import { count, ms, report } from './report.ts';
import { percentile } from './support.ts';

const [FEW, MANY] = [100, 10_000];
const GOAL = 1.5;

const folder = mkdtempSync(join(tmpdir(), 'reslot-bench-'));
try {
  const [few, many] = (['few', 'many'] as const).map((name) => {
    const dataDir = join(folder, name);
    mkdirSync(dataDir, { mode: 0o700 });
    return dataDir;
  });
  if (few === undefined || many === undefined) throw new Error('two folders');
  await loadMany(dataFilesIn(many).database, MANY);
  copyFileSync(dataFilesIn(many).database, dataFilesIn(few).database);
  leaveOpen(dataFilesIn(few).database, FEW);
  const desks = [];
  for (const dataDir of [few, many]) {
    const files = join(dataDir, 'files');
    mkdirSync(files);
    desks.push(await startPreview({ files, program: [`--data-dir=${dataDir}`] }));
  }
  const browser = await launch();
  try {
    for (const { deskUrl } of desks) await signInAt(deskUrl);
    const pages = await measureReloads(
      browser,
      desks.map(({ deskUrl }) => deskUrl),
    );
    const [fewMs = 0, manyMs = 0] = pages.map(({ times }) => percentile(times, 0.5));
    report({
      what: `the window is loaded, until the first of ${count(MANY)} open requests can be read`,
      figure: `median ${ms(manyMs)}`,
      beside: `of ${FEW}: ${ms(fewMs)}`,
      ratio: manyMs / fewMs,
      goal: `≤ ${GOAL}`,
      met: manyMs / fewMs <= GOAL,
    });
  } finally {
    await browser.close();
    for (const desk of desks) await desk.end('SIGTERM');
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
