import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DEFAULT_SHEET } from '../../../src-shared/domain/downtime-sheet.ts';
import type { SheetInput } from '../../../src-shared/ipc/sheet-views.ts';
import { type RunningApp, startApp } from '../../support/app.ts';
import { openPage } from '../../support/preview-page.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const SHEET: SheetInput = { from: '2026-11-23', days: 1, practitionerId: null, phones: false };
let directory: string;
let chromium: string;
let app: RunningApp | null = null;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reslot-no-browser-'));
  chromium = join(directory, 'chromium');
});
afterEach(async () => {
  await app?.dispose();
  app = null;
  rmSync(directory, { recursive: true, force: true });
});

/** A program in the place of Chromium. */
function putChromium(script: string): void {
  writeFileSync(chromium, script);
  chmodSync(chromium, 0o755);
}

/** Writes where Chromium would write the PDF. */
const WORKING = `#!/bin/sh
for argument in "$@"; do case "$argument" in --print-to-pdf=*) printf '%%PDF-1.7' > "\${argument#--print-to-pdf=}";; esac; done
`;

test('without Chromium the desk says what a PDF needs, writes the sheet without, and finds Chromium later', async () => {
  app = await startApp({ env: { CHROMIUM: chromium } });
  const pdf = join(directory, 'monday.pdf');
  const page = await openPage(app.deskUrl, pdf);
  const save = () => page.invoke('sheet.savePdf', SHEET);
  const none = { ok: false, error: { code: 'pdf-needs-browser' } };
  expect([await save(), await save(), existsSync(pdf)]).toEqual([none, none, false]);

  const folder = join(directory, 'paper');
  await page.invoke('settings.save', { sheet: { ...DEFAULT_SHEET, automatic: true, folder } });
  const written = (pdfProblem: string | null) => ({
    ok: true,
    value: expect.objectContaining({ pdfProblem }),
  });
  expect(await page.invoke('sheet.writeNow', undefined)).toEqual(written('pdf-needs-browser'));
  expect(readdirSync(folder)).toEqual(['reslot-2026-11-20.html']);

  // Nothing that could be started is none either.
  writeFileSync(chromium, 'no program');
  expect(await save()).toEqual(none);
  const log = readFileSync(join(app.dataDir, 'logs', 'reslot.log'), 'utf8');
  expect(log.match(/pdf-needs-browser/g)).toHaveLength(1);

  putChromium('#!/bin/sh\nexit 1\n');
  expect(await save()).toEqual({ ok: false, error: { code: 'pdf-failed' } });
  putChromium(WORKING);
  expect(await save()).toEqual({ ok: true, value: { path: pdf } });
  expect(readFileSync(pdf, 'latin1')).toBe('%PDF-1.7');
  expect(await page.invoke('sheet.writeNow', undefined)).toEqual(written(null));

  rmSync(chromium);
  page.close();
  expect([await app.kill('SIGTERM'), app.output()]).toEqual([0, '']);
  expect(readdirSync(folder)).toEqual(['reslot-2026-11-20.html']);
});
