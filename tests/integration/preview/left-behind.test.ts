import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openPage } from '../../support/preview-page.ts';
import { type PreviewProcess, startPreview } from '../../support/preview-process.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

/** One more than the largest number that Linux gives a process. */
const NOBODY = 4_194_305;
const SHEET = { from: '2026-11-23', days: 1, practitionerId: null, phones: false } as const;

let directory: string;
let desk: PreviewProcess | null;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reslot-left-behind-'));
  desk = null;
});
afterEach(async () => {
  await desk?.end('SIGTERM');
  rmSync(directory, { recursive: true, force: true });
});

const inDirectory = (name: string): string => join(directory, name);

/** A desk whose temporary files are the test's, and whose Chromium makes a PDF for as long as it is let. */
async function start(): Promise<PreviewProcess> {
  const chromium = inDirectory('chromium');
  writeFileSync(chromium, `#!/bin/sh\necho $$ > '${inDirectory('pid')}'\nexec sleep 60\n`);
  chmodSync(chromium, 0o755);
  mkdirSync(inDirectory('tmp'), { recursive: true });
  desk = await startPreview({
    files: directory,
    program: [`--data-dir=${inDirectory('data')}`],
    env: { CHROMIUM: chromium, TMPDIR: inDirectory('tmp') },
  });
  return desk;
}

const folders = (): string[] =>
  readdirSync(inDirectory('tmp')).filter((name) => name.startsWith('reslot-preview-pdf-'));

/** A folder of that name, with a page in it. */
function put(name: string, hoursAgo = 0): void {
  const path = join(inDirectory('tmp'), name);
  mkdirSync(path);
  writeFileSync(join(path, 'page.html'), 'Jane');
  const then = Date.now() / 1000 - hoursAgo * 3600;
  utimesSync(path, then, then);
}

it('what a killed preview was making a PDF of is removed at the next start, and nothing else is', async () => {
  const killed = await start();
  const page = await openPage(killed.deskUrl, inDirectory('monday.pdf'));
  void page.invoke('sheet.savePdf', SHEET);
  await expect.poll(() => existsSync(inDirectory('pid'))).toBe(true);
  await killed.end('SIGKILL');
  process.kill(Number(readFileSync(inDirectory('pid'), 'utf8')), 'SIGKILL');
  expect(folders()).toHaveLength(1);

  const stays = [
    `reslot-preview-pdf-${process.pid}-abcdef`,
    'reslot-preview-pdf-ghijkl',
    `reslot-preview-pdf-${NOBODY}-mine`,
  ];
  for (const name of stays) put(name);
  put('reslot-preview-pdf-mnopqr', 2);
  const target = inDirectory('elsewhere');
  mkdirSync(target);
  writeFileSync(join(target, 'page.html'), 'Jane');
  const link = `reslot-preview-pdf-${NOBODY}-stuvwx`;
  symlinkSync(target, join(inDirectory('tmp'), link));

  await start();
  expect(folders().toSorted()).toEqual([...stays, link].toSorted());
  expect(readdirSync(target)).toEqual(['page.html']);
});
