import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SHEET } from '../../src-shared/domain/downtime-sheet.ts';
import type { Desk } from '../support/desk.ts';
import { expect, startAgain, test } from './electron-desk.ts';

const TITLE = 'Reschedule appointment';

/** A request that can be approved as it is, of a patient who can be written to. */
async function approvable(desk: Desk): Promise<{ readonly name: string; readonly email: string }> {
  let found: { readonly name: string; readonly email: string } | undefined;
  await expect
    .poll(async () => {
      const { rows } = await desk.invoke('requests.list', {
        ...{ view: 'inbox', practitionerId: null, kind: 'reschedule', filter: 'obstacle-free' },
        ...{ search: '', sort: 'arrival', cursor: null, limit: 50 },
      });
      const row = rows.find(({ patient, requested }) => patient?.email && requested);
      if (row?.patient?.email) found = { name: row.patientName, email: row.patient.email };
      return found;
    })
    .toBeDefined();
  if (!found) throw new Error('No request can be approved');
  return found;
}

test('a first decision: the patient hears of it, and the window has nothing to complain of', async ({
  start,
}) => {
  const { desk, mailbox, errors, quit } = await start();
  const patient = await approvable(desk);
  const before = await mailbox.messagesTo(patient);
  const row = await desk.find('Inbox', TITLE, patient);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(desk.undoOf(patient)).toBeVisible();
  await expect.poll(async () => (await mailbox.messagesTo(patient)).length).toBe(before.length + 1);
  expect(errors).toEqual([]);
  expect(await quit()).toBe(0);
});

test('what was decided a moment before quitting is there at the second start, and leaves then', async ({
  start,
}) => {
  const first = await start();
  const patient = await approvable(first.desk);
  const before = await first.mailbox.messagesTo(patient);
  const row = await first.desk.find('Inbox', TITLE, patient);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(first.desk.undoOf(patient)).toBeVisible();
  expect(await first.quit()).toBe(0);

  const second = await start();
  await expect
    .poll(async () => (await second.mailbox.messagesTo(patient)).length, { timeout: 60_000 })
    .toBe(before.length + 1);
  await second.desk.confirmed(TITLE, patient);
  expect(await second.quit()).toBe(0);
});

test('the window is the program’s own page, in a sandbox, without Node', async ({ start }) => {
  const { app, desk, quit } = await start();
  expect(desk.page.url()).toBe('reslot://app/index.html');
  expect(
    await desk.page.evaluate(() => [
      typeof Reflect.get(window, 'require'),
      typeof Reflect.get(window, 'process'),
    ]),
  ).toEqual(['undefined', 'undefined']);
  const seen = await app.evaluate(({ BrowserWindow, Menu, app: program }) => ({
    windows: BrowserWindow.getAllWindows().map((window) => ({
      title: window.getTitle(),
      shown: window.isVisible(),
    })),
    sandboxed: program
      .getAppMetrics()
      .filter(({ type }) => type === 'Tab')
      .map(({ sandboxed }) => sandboxed ?? true),
    menus: (Menu.getApplicationMenu()?.items ?? []).length,
  }));
  expect(seen.windows).toEqual([{ title: 'Reslot', shown: true }]);
  expect(seen.sandboxed).not.toContain(false);
  expect(seen.menus).toBeGreaterThan(3);
  expect(await quit()).toBe(0);
});

test('a second start on the same data is refused, in words', async ({ start, dataDir }) => {
  const { desk, quit } = await start();
  const { code, said } = await startAgain(dataDir);
  expect(code).toBe(1);
  expect(said).toContain('Reslot is already running with the data directory');
  await expect(desk.page.getByRole('tab', { name: /^Inbox \(/ })).toBeVisible();
  expect(await quit()).toBe(0);
});

test('the downtime sheet becomes a PDF, and no hidden window keeps the program alive', async ({
  start,
  dataDir,
}) => {
  const { desk, quit } = await start();
  const folder = join(dataDir, 'paper');
  await desk.invoke('settings.save', { sheet: { ...DEFAULT_SHEET, automatic: true, folder } });
  const { pdfProblem } = await desk.invoke('sheet.writeNow', undefined);
  expect(pdfProblem).toBeNull();
  const pdf = readdirSync(folder).find((name) => name.endsWith('.pdf')) ?? '';
  expect(readFileSync(join(folder, pdf), 'latin1').slice(0, 5)).toBe('%PDF-');
  expect(await quit()).toBe(0);
});

test('closing the window ends the program', async ({ start }) => {
  const { app, desk } = await start();
  const ended = new Promise((done) => app.process().once('exit', done));
  await desk.page.close();
  expect(await ended).toBe(0);
});
