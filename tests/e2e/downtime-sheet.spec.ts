import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { DEFAULT_SHEET } from '../../src-shared/domain/downtime-sheet.ts';
import { violations } from '../support/axe.ts';
import { instantOf, rescheduleTask, type TestVisit } from '../support/clinic.ts';
import { test as base, expect } from '../support/clinic-test.ts';
import { Desk } from '../support/desk.ts';
import { createPracticeDesk } from '../support/practice.ts';
import { cellsOf } from '../support/sheet-text.ts';

/** A folder of the test's own; whatever it sets about the sheet is put back. */
const test = base.extend<{ readonly folder: string }>({
  folder: async ({ desk }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'reslot-paper-'));
    await use(folder);
    await desk.invoke('settings.save', { sheet: DEFAULT_SHEET });
    rmSync(folder, { recursive: true, force: true });
  },
});

/** Has the only request about a visit answered by a proposal for that day, as Propose Changes would. */
async function propose(desk: Desk, visit: TestVisit, date: string, time: string): Promise<void> {
  const { rows } = await desk.invoke('requests.list', {
    view: 'inbox',
    practitionerId: null,
    kind: null,
    filter: 'all',
    search: visit.patient.name,
    sort: 'appointment',
    cursor: null,
    limit: 1,
  });
  const [row] = rows;
  if (row === undefined || row.appointment.practitionerId === null)
    throw new Error('The request is not there');
  const start = instantOf(date, time);
  await desk.invoke('decisions.decide', {
    on: 'request',
    id: row.id,
    command: {
      type: 'propose',
      slots: [
        {
          practitionerId: row.appointment.practitionerId,
          locationId: row.appointment.locationId,
          type: row.appointment.type,
          start,
          end: start + visit.end - visit.start,
        },
      ],
      words: { reasonCode: 'provider-unavailable', reasonText: 'Provider unavailable', message: '' },
    },
  });
}

/** The tables on the sheet that the preview shows now. */
async function tablesOf(dialog: Locator): Promise<string[][][]> {
  const frame = dialog.getByTitle('Preview of the downtime sheet');
  return cellsOf((await frame.getAttribute('srcdoc')) ?? '');
}

test('the sheet shows a provider’s day with Tentative, change proposed and open request; Ctrl+P opens it, Esc closes it', async ({
  clinic,
  desk,
}) => {
  const { page } = desk;
  const asking = await clinic.newVisit({ time: '09:00' });
  const { provider } = asking;
  const moving = await clinic.newVisit({ provider, time: '10:00' });
  await clinic.create(rescheduleTask(asking, '2026-11-20', '14:00'));
  await clinic.create(rescheduleTask(moving, '2026-11-20', '15:00'));
  await desk.refresh();
  await propose(desk, moving, '2026-11-19', '16:00');

  await page.keyboard.press('Control+p');
  const dialog = page.getByRole('dialog', { name: 'Downtime sheet' });
  await dialog.getByRole('textbox', { name: 'Date' }).fill('2026-11-19');
  await dialog.getByRole('combobox', { name: 'Provider' }).selectOption({ label: provider.name });
  const born = '03/14/1980';
  const phone = '(312) 555-0177';
  const place = ['Follow-up', 'Main Street'];
  // The sheet of what was asked last comes when it comes.
  await expect
    .poll(async () => (await tablesOf(dialog))[0])
    .toEqual([
      [`${provider.name} · Thu, Nov 19, 2026`],
      ['Time', 'Patient', 'Born', 'Phone', 'Type', 'Location', 'Status', 'Notes'],
      [
        '9:00 AM – 9:30 AM',
        asking.patient.name,
        born,
        phone,
        ...place,
        'Booked · open request: asks to move it to Fri, Nov 20, 2026, 2:00 PM',
        '',
      ],
      ['10:00 AM – 10:30 AM', moving.patient.name, born, phone, ...place, 'Booked · change proposed', ''],
      [
        '4:00 PM – 4:30 PM',
        moving.patient.name,
        born,
        phone,
        ...place,
        'Tentative: waits for the patient',
        '',
      ],
    ]);
  const tables = await tablesOf(dialog);
  expect(tables.slice(1).map((table) => [table[0]?.[0], table[2]?.[0]])).toEqual([
    ['Open requests', asking.patient.name],
    ['Waiting for the patient’s answer', moving.patient.name],
  ]);

  await dialog.getByRole('checkbox', { name: 'Patients’ phone numbers' }).press('Space');
  const frame = dialog.getByTitle('Preview of the downtime sheet');
  await expect(frame).not.toHaveAttribute('srcdoc', /555-0177/);
  await dialog.getByRole('combobox', { name: 'Days' }).selectOption('Week');
  await expect(frame).toHaveAttribute('srcdoc', /Sun, Nov 15, 2026 – Sat, Nov 21, 2026/);
  expect(await violations(desk)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('without a printer the dialog says what to do, and the PDF is a real one', async ({ desk, folder }) => {
  const { page } = desk;
  await page.getByRole('tab', { name: 'Day', exact: true }).click();
  await page.getByRole('button', { name: 'Print', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Downtime sheet' });
  await expect(dialog.getByTitle('Preview of the downtime sheet')).toHaveAttribute(
    'srcdoc',
    /Mon, Nov 16, 2026/,
  );
  await dialog.getByRole('button', { name: 'Print', exact: true }).click();
  await expect(dialog.getByRole('alert')).toHaveText(
    'This computer has no printer. Add one, or save the sheet as PDF instead.',
  );

  const path = join(folder, 'monday.pdf');
  page.once('dialog', (asked) => void asked.accept(path));
  await dialog.getByRole('button', { name: 'Save as PDF' }).click();
  await expect(dialog.getByRole('status')).toHaveText(`Saved: ${path}`);
  const pdf = readFileSync(path, 'latin1');
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  expect(pdf.trimEnd().slice(-5)).toBe('%%EOF');
  // Letter, 8.5 by 11 inches, in points (1/72 inch).
  expect(pdf).toMatch(/\/MediaBox \[0 0 61[12][.\d]* 79[12][.\d]*\]/);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('the automatic sheet: written when switched on, a folder that is gone is said where nobody misses it', async ({
  desk,
  folder,
}) => {
  const paper = join(folder, 'paper');
  // Other tests of the same desk may have left something there.
  const { needAttention } = await desk.invoke('sync.status', undefined);
  const panel = await desk.openSettings('Downtime sheet');
  await panel.getByRole('switch', { name: 'Write the downtime sheet by itself' }).check();
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(panel.getByText('Choose a folder, or enter its whole path.')).toBeVisible();
  await panel.getByRole('textbox', { name: 'Folder' }).fill(paper);
  await desk.save(panel);
  const written = panel.getByText(`: ${join(paper, 'reslot-2026-11-16.html')}`);
  await expect(written).toHaveText(/^Written today, 9:\d\d AM: /);
  expect(cellsOf(readFileSync(join(paper, 'reslot-2026-11-16.html'), 'utf8')).length).toBeGreaterThan(3);
  expect(readFileSync(join(paper, 'reslot-2026-11-16.pdf'), 'latin1').slice(0, 5)).toBe('%PDF-');

  rmSync(paper, { recursive: true });
  await panel.getByRole('button', { name: 'Write now' }).click();
  await expect(panel.getByRole('status', { name: 'The last sheet' })).toContainText(
    'The folder is not there. Connect its drive, or choose another folder.',
  );
  await expect(desk.status).toContainText(new RegExp(`\\b${needAttention + 1} needs? attention$`));
  await desk.openView('Needs attention');
  const item = desk.page.getByRole('article', { name: `Downtime sheet not written, ${paper}` });
  await expect(item).toContainText('The folder is not there.');
  expect(existsSync(paper)).toBe(false);

  mkdirSync(paper);
  await item.getByRole('button', { name: 'Try again now' }).click();
  await expect(item).toHaveCount(0);
  await expect
    .poll(async () => (await desk.invoke('sync.status', undefined)).needAttention)
    .toBe(needAttention);
  expect(existsSync(join(paper, 'reslot-2026-11-16.html'))).toBe(true);
});

base('at quit the sheet is written once more, HTML and PDF', async ({ page }) => {
  const program = createPracticeDesk();
  const desk = new Desk(page);
  await desk.open(await program.start());
  const folder = join(program.dataDir, 'paper');
  await desk.invoke('settings.save', { sheet: { ...DEFAULT_SHEET, automatic: true, folder } });
  await expect.poll(async () => (await desk.invoke('sheet.state', undefined)).written?.pdfProblem).toBeNull();
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  expect(await program.end('SIGTERM')).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(['reslot-2026-11-16.html', 'reslot-2026-11-16.pdf']);
  await program.dispose();
});
