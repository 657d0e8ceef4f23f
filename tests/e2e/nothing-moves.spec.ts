import type { Locator } from '@playwright/test';
import type { CommandName } from '../../src-shared/ipc/names.ts';
import { Appointments } from '../support/appointments.ts';
import { rescheduleTask } from '../support/clinic.ts';
import { test as base, expect } from '../support/clinic-test.ts';
import { HeldAnswers } from '../support/held-answers.ts';
import { openMorning } from '../support/morning.ts';

const TITLE = 'Reschedule appointment';

/** The window, whose answers a test may keep back. */
const test = base.extend<{ readonly answers: HeldAnswers }>({
  answers: async ({ app, desk }, use) => {
    const answers = await HeldAnswers.of(desk.page);
    await desk.open(app.deskUrl);
    await use(answers);
  },
});

/**
 * Does something while the answers to some commands do not come, lets them come, and expects that nothing one could have
 * been about to click has moved.
 */
async function stays(
  part: Locator,
  answers: HeldAnswers,
  commands: readonly CommandName[],
  act: () => Promise<unknown>,
): Promise<void> {
  answers.hold(...commands);
  await act();
  await expect.poll(() => answers.kept).toBeGreaterThan(0);
  await expect(part).toBeVisible();
  const before = await places(part);
  expect(Object.keys(before).length).toBeGreaterThan(1);
  answers.release();
  await expect(part.page().locator('[aria-busy="true"]:visible')).toHaveCount(0);
  expect(await places(part)).toMatchObject(before);
}

/** Where each thing one can use stands, in whole pixels, by what it is; a button may come to say more in its place. */
async function places(part: Locator): Promise<Record<string, string>> {
  await part
    .page()
    .evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  return part.evaluate((element) => {
    const found: Record<string, string> = {};
    for (const one of element.querySelectorAll('button, select, input, textarea, [role="combobox"]')) {
      const { left, top, width } = one.getBoundingClientRect();
      if (width === 0 || !one.checkVisibility()) continue;
      const label = (one.getAttribute('aria-label') ?? one.textContent?.trim() ?? '').replace(
        /^Add .*/,
        'Add',
      );
      found[`${one.tagName} ${label.slice(0, 60)} ${one.getAttribute('name') ?? one.id}`] =
        `${Math.round(left)}, ${Math.round(top)}`;
    }
    return found;
  });
}

test('the form of a request: free times, the day beside it', async ({ answers, clinic, desk }) => {
  const taken = await clinic.newVisit({ date: '2026-11-20', time: '14:00' });
  const visit = await clinic.newVisit({ provider: taken.provider });
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  const row = await desk.receive(TITLE, visit.patient);
  await desk.settled();
  const form = row.getByRole('form', { name: 'Reschedule' });
  const loads = ['schedule.nextSlots', 'schedule.freeSlots', 'schedule.days', 'schedule.load'] as const;
  for (const size of [
    { width: 1024, height: 700 },
    { width: 1280, height: 800 },
    { width: 1920, height: 1080 },
  ]) {
    await desk.page.setViewportSize(size);
    await stays(form, answers, loads, () => desk.openForm(row));
    await expect(form.getByRole('button', { name: /^1 / })).toBeVisible();
    await form.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(form).toBeHidden();
  }
  // In a wide window the chosen day stands beside the form.
  await desk.openForm(row);
  await desk.settled();
  await stays(form, answers, loads, () => desk.fillWhen(form, '2026-11-24', '15:00'));
});

test('the form of a request that names nobody: whom the portal may mean', async ({
  answers,
  clinic,
  desk,
}) => {
  const visit = await clinic.newVisit();
  await clinic.leaveOut('Patient', visit);
  const named = { display: visit.patient.name.slice(0, -1) };
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00', { for: named, requester: named }));
  await desk.refresh();
  await desk.openView('Inbox');
  await desk.filter({ Provider: visit.provider.name });
  await desk.settled();
  const row = desk.request(TITLE, { name: named.display });
  const form = row.getByRole('form', { name: 'Reschedule' });
  await stays(form, answers, ['patients.similar'], () => desk.openForm(row));
  await expect(form.getByRole('list', { name: 'Is it one of these?' })).toBeVisible();
});

test('the dialog for the reason: the preview of the e-mail', async ({ answers, clinic, desk }) => {
  const visit = await clinic.newVisit();
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  const row = await desk.receive(TITLE, visit.patient);
  await row.getByRole('button', { name: 'Deny', exact: true }).click();
  await stays(desk.reasonDialog, answers, ['decisions.preview'], () =>
    desk.fillWords({ reason: 'The visit should not wait', message: 'Please call us.' }),
  );
  await expect(desk.preview.subject).toBeVisible();
});

test('the dialogs of an appointment: free times, and patients who may be meant', async ({
  answers,
  clinic,
  desk,
}) => {
  const appointments = new Appointments(desk);
  const visit = await clinic.newVisit();
  await appointments.open(visit);
  const update = appointments.dialog('Update appointment');
  const loads = ['schedule.nextSlots', 'schedule.freeSlots', 'schedule.days', 'schedule.load'] as const;
  await stays(update, answers, loads, () => appointments.press('Update Appt.'));
  await expect(update.getByRole('button', { name: /^1 / })).toBeVisible();
  await desk.page.keyboard.press('Escape');

  await desk.page.getByRole('button', { name: 'Book appointment', exact: true }).click();
  const booking = appointments.dialog('Book appointment');
  await desk.settled();
  await booking.getByRole('button', { name: 'Add patient', exact: true }).click();
  // Whom a name that was taken out again may have meant is not shown for the next.
  await booking.getByRole('textbox', { name: 'Family name' }).fill((await clinic.newPatient()).name);
  await expect(booking.getByRole('list', { name: 'Already here?' })).toBeVisible();
  for (const name of ['Given name', 'Family name']) await booking.getByRole('textbox', { name }).fill('');
  await expect(booking.getByRole('list', { name: 'Already here?' })).toHaveCount(0);
  await stays(booking, answers, ['patients.similar'], async () => {
    await booking.getByRole('textbox', { name: 'Family name' }).fill(visit.patient.name);
    await expect.poll(() => answers.kept).toBeGreaterThan(0);
    await expect(booking.getByRole('list', { name: 'Already here?' })).toHaveCount(0);
  });
  await expect(booking.getByRole('list', { name: 'Already here?' })).toBeVisible();
});

test('a new patient is not added before who may be meant was shown', async ({ answers, clinic, desk }) => {
  const appointments = new Appointments(desk);
  const { patient, date } = await clinic.newVisit();
  const booking = await appointments.book({ provider: await clinic.newProvider(), date });
  await booking.getByRole('button', { name: 'Add patient', exact: true }).click();
  const [given = '', ...family] = patient.name.split(' ');
  answers.hold('patients.similar');
  await booking.getByRole('textbox', { name: 'Given name' }).fill(given);
  await booking.getByRole('textbox', { name: 'Family name' }).fill(family.join(' '));
  await booking.getByLabel('Date of birth').fill('1980-03-14');
  await booking.getByRole('textbox', { name: 'Family name' }).focus();
  await desk.page.keyboard.down('Enter');
  await expect.poll(() => answers.kept).toBeGreaterThan(0);
  answers.release();
  await expect(booking.getByRole('button', { name: 'Add all the same' })).toBeEnabled();
  await expect(booking.getByRole('list', { name: 'Already here?' })).toContainText(patient.name);
  // The key is still down, and repeats.
  await desk.page.keyboard.down('Enter');
  await desk.page.keyboard.up('Enter');
  await desk.invoke('sync.refresh', undefined);
  const found = await desk.invoke('patients.search', { text: patient.name, limit: 50 });
  expect(found.map(({ name }) => name)).toEqual([patient.name]);
});

test('Settings: what a test of the connection found', async ({ answers, desk }) => {
  const panel = await desk.openSettings('Portal connection');
  await stays(panel, answers, ['settings.testPortal'], () =>
    panel.getByRole('button', { name: 'Test connection' }).click(),
  );
  await expect(panel.getByRole('list', { name: 'What the test found' })).toBeVisible();
});

test('the inbox: what is decided by mouse keeps its place until the pointer leaves, nothing below closes up', async ({
  answers,
  clinic,
  desk,
  settings,
}) => {
  await settings.keep();
  await desk.changeRules((rules) => ({ ...rules, undoSeconds: 60 }));
  const { visits } = await openMorning(clinic, desk, ['08', '09', '10', '11', '12']);
  const rows = visits.map(({ patient }) => desk.request(TITLE, patient));
  const approve = (row: Locator): Locator => row.getByRole('button', { name: 'Approve', exact: true });
  const topOf = async (row: Locator): Promise<number> => (await row.boundingBox())?.y ?? Number.NaN;
  const heightOf = async (row: Locator): Promise<number> => (await row.boundingBox())?.height ?? Number.NaN;
  const [first, second, third, fourth, last] = rows;
  if (!first || !second || !third || !fourth || !last) throw new Error('five visits');
  const places = await Promise.all(rows.map(topOf));
  const closed = await heightOf(second);

  // At the top of the list, where nothing can be made up for by scrolling.
  answers.hold('requests.list');
  await approve(first).click();
  await expect.poll(() => answers.kept).toBeGreaterThan(0);
  answers.release();
  await expect(first).toHaveCount(0);
  await expect(second).toBeFocused();
  expect(await topOf(second)).toBe(places[1]);
  // The one that is next opens where it stands: those below give it just that room.
  await expect(approve(second)).toBeVisible();
  const grown = (await heightOf(second)) - closed;
  expect(await Promise.all([third, fourth, last].map(topOf))).toEqual(
    places.slice(2).map((place) => place + grown),
  );
  // The second click of a double click meets nobody.
  await approve(second).dblclick();
  await expect(second).toHaveCount(0);
  await fourth.hover();
  expect(await topOf(third)).toBe((places[2] ?? 0) + grown);
  expect(
    (await Promise.all(visits.slice(2).map((visit) => clinic.taskOf(visit)))).map(({ status }) => status),
  ).toEqual(['requested', 'requested', 'requested']);

  // By keyboard the mouse that rests on the list holds nothing.
  await expect(third).toBeFocused();
  await desk.page.keyboard.press('j');
  await expect(fourth).toBeFocused();
  await expect.poll(() => topOf(third)).toBe(places[0]);
  await desk.page.keyboard.press('a');
  await expect(fourth).toHaveCount(0);
  await expect.poll(() => topOf(last)).toBe((places[0] ?? 0) + closed);

  // What is taken back stands in its place again; once the pointer has left, the list is what it is.
  await third.click();
  const below = (places[0] ?? 0) + (await heightOf(third));
  await approve(third).click();
  await expect(third).toHaveCount(0);
  expect(await topOf(last)).toBe(below);
  await desk.undoOf({ name: visits[2]?.patient.name ?? '' }).hover();
  await expect.poll(() => topOf(last)).toBe(places[0]);
  await desk.undoOf({ name: visits[2]?.patient.name ?? '' }).click();
  await expect(third).toBeFocused();
  expect(await topOf(last)).toBe(below);
});

test('the inbox: a row stays beside the menu opened from it, and what comes after the last stands at the top', async ({
  clinic,
  desk,
}) => {
  const { page } = desk;
  const { provider, visits } = await openMorning(clinic, desk, ['08', '09']);
  const late = await clinic.newVisit({ provider, date: '2026-11-18', time: '10:00' });
  const { input: _period, ...wish } = rescheduleTask(late, '2026-11-20', '10:00');
  await clinic.create({
    ...wish,
    code: { coding: [{ system: 'http://hl7.org/fhir/CodeSystem/task-code', code: 'abort' }] },
  });
  await desk.refresh();
  const rows = visits.map(({ patient }) => desk.request(TITLE, patient));
  const cancel = desk.request('Cancel appointment', late.patient);
  await expect(cancel).toBeVisible();
  const topOf = async (row: Locator): Promise<number> => (await row.boundingBox())?.y ?? Number.NaN;
  const [first, second] = rows;
  if (!first || !second) throw new Error('two visits');
  const top = await topOf(first);
  const gap = (await topOf(cancel)) - (await topOf(second));
  for (const row of rows) {
    await row.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(row).toHaveCount(0);
  }
  // The second opened before it was decided.
  const place = await topOf(cancel);
  expect(place - top).toBeGreaterThan(2 * gap);
  await cancel.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Keep appointment' }).hover();
  await desk.settled();
  // A menu hides everything else from who does not see.
  expect(await topOf(page.locator('article', { hasText: late.patient.name }))).toBe(place);
  await page.getByRole('menuitem', { name: 'Keep appointment' }).click();
  await desk.send({ reason: 'Agreed with the patient by phone' });
  await expect(cancel).toHaveCount(0);

  // Nothing is left: the next one is not looked for below what has gone.
  const next = await clinic.newVisit({ provider, date: '2026-11-18', time: '11:00' });
  await page.mouse.move(200, place);
  await clinic.create(rescheduleTask(next, '2026-11-20', '11:00'));
  await desk.invoke('sync.refresh', undefined);
  const row = desk.request(TITLE, next.patient);
  await expect(row).toBeVisible();
  expect(await topOf(row)).toBe(top);
});

test('the second click of a double click meets nothing that the first one brought', async ({
  clinic,
  desk,
}) => {
  const visit = await clinic.newVisit();
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  const row = await desk.receive(TITLE, visit.patient);
  await row.getByRole('button', { name: 'Deny', exact: true }).dblclick();
  // The second one would have met what lies behind the dialog, and closed it.
  await desk.fillWords({ reason: 'The visit should not wait' });
  await expect(desk.reasonDialog).toContainText(visit.patient.name);
});
