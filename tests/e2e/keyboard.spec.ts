import type { Locator, Page } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { instantOf, outcomeOf, rescheduleTask, type TestVisit } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';
import type { Desk, Title } from '../support/desk.ts';

const RESCHEDULE = 'Reschedule appointment';
const CANCEL = 'Cancel appointment';

test.afterEach(async ({ desk }) => {
  await desk.invoke('settings.save', { singleKeys: true });
});

const focused = (page: Page): Locator => page.locator(':focus');

/** Presses Tab until the focus is on it. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error('Tab does not lead there');
}

/** The patient's request in the inbox, found and brought into focus with the keyboard only. */
async function reach(desk: Desk, title: Title, { patient }: TestVisit): Promise<Locator> {
  const { page } = desk;
  await page.keyboard.press('r');
  await expect(page.getByRole('banner').getByRole('button', { name: 'Refresh' })).toBeEnabled();
  // Too soon after R it is taken for something typed: pressed again until it acts, as a person would.
  await expect(async () => {
    await page.keyboard.press('/');
    await expect(desk.search).toBeFocused({ timeout: 1000 });
  }).toPass();
  await desk.search.selectText();
  await page.keyboard.type(patient.name);
  await desk.settled();
  const row = desk.request(title, patient);
  await expect(row).toBeVisible();
  await expect(page.getByRole('region', { name: 'Requests' }).getByRole('article')).toHaveCount(1);
  await tabTo(page, row);
  return row;
}

/** Writes into the form's When from its date on, as it is typed: month, day, year, then the time. */
async function typeWhen(form: Locator, date: string, time: string): Promise<void> {
  const page = form.page();
  await expect(form.getByRole('textbox', { name: 'Date', exact: true })).toBeFocused();
  await page.keyboard.type(date);
  await tabTo(page, form.getByRole('textbox', { name: 'Time', exact: true }));
  await page.keyboard.type(time);
}

/** Chooses the first reason that begins with it, and sends. */
async function sendReason(desk: Desk, reason: string): Promise<void> {
  const select = desk.reasonDialog.getByRole('combobox', { name: 'Reason', exact: true });
  await expect(select).toBeFocused();
  await desk.page.keyboard.type(reason);
  await expect(select.locator('option:checked')).toHaveText(new RegExp(`^${reason}`));
  await desk.page.keyboard.press('Control+Enter');
  await expect(desk.reasonDialog).toBeHidden();
}

test('approves, and takes it back, with the keyboard only', async ({ clinic, desk, settings }) => {
  await settings.keep();
  await desk.changeRules((rules) => ({ ...rules, undoSeconds: 60 }));
  const visit = await clinic.newVisit();
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  await desk.page.reload();
  await expect(desk.page.getByRole('tab', { name: /^Inbox \(/ })).toBeVisible();
  const row = await reach(desk, RESCHEDULE, visit);
  await expect(row.getByRole('button', { name: 'Approve', exact: true })).toHaveAttribute(
    'aria-keyshortcuts',
    'A',
  );
  await desk.page.keyboard.press('a');
  await expect(row).toHaveCount(0);
  await expect(desk.undoOf(visit.patient)).toBeVisible();
  await desk.page.keyboard.press('z');
  await expect(row).toBeFocused();
  await expect(desk.undoOf(visit.patient)).toHaveCount(0);
  expect(Date.parse((await clinic.appointmentOf(visit)).start ?? '')).toBe(visit.start);

  await desk.page.keyboard.press('a');
  // The undo may be offered before the list has been read again: only a row that has gone can be seen to come back.
  await expect(row).toHaveCount(0);
  await expect(desk.undoOf(visit.patient)).toBeVisible();
  await desk.page.keyboard.press('Control+z');
  await expect(row).toBeFocused();

  await desk.changeRules((rules) => ({ ...rules, undoSeconds: 0 }));
  await desk.page.keyboard.press('a');
  await expect.poll(async () => (await clinic.taskOf(visit)).status).toBe('completed');
  expect(outcomeOf(await clinic.taskOf(visit))).toBe('approved');
  expect(Date.parse((await clinic.appointmentOf(visit)).start ?? '')).toBe(instantOf('2026-11-20', '14:00'));
  await desk.expectDay('2026-11-20', visit.provider, [`2:00 PM ${visit.patient.name}, Follow-up, Booked`]);
});

test('denies with the keyboard only; the focus goes on to the next request', async ({ clinic, desk }) => {
  const provider = await clinic.newProvider();
  const first = await clinic.newVisit({ provider, date: '2026-11-18', time: '09:00' });
  const second = await clinic.newVisit({ provider, date: '2026-11-18', time: '10:00' });
  await clinic.create(rescheduleTask(first, '2026-11-20', '14:00'));
  await clinic.create(rescheduleTask(second, '2026-11-20', '15:00'));
  await desk.refresh();
  await desk.filter({ Provider: provider.name });
  await desk.settled();
  const next = desk.request(RESCHEDULE, second.patient);
  await expect(next).toBeVisible();
  await tabTo(desk.page, desk.request(RESCHEDULE, first.patient));
  await desk.page.keyboard.press('d');
  await sendReason(desk, 'Requested time not');
  await expect(next).toBeFocused();
  await expect.poll(async () => outcomeOf(await clinic.taskOf(first))).toBe('denied');
  await desk.expectDay('2026-11-18', provider, [
    `9:00 AM ${first.patient.name}, Follow-up, Booked`,
    `10:00 AM ${second.patient.name}, Follow-up, Booked`,
  ]);
});

test('proposes another time with the keyboard only', async ({ clinic, desk }) => {
  const visit = await clinic.newVisit();
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  const row = await reach(desk, RESCHEDULE, visit);
  await desk.page.keyboard.press('p');
  const form = row.getByRole('form', { name: 'Reschedule' });
  await typeWhen(form, '11232026', '0300PM');

  // Escape closes the form and goes on from the row; what was typed is still there, and P goes on to the dialog.
  await desk.page.keyboard.press('Escape');
  await expect(form).toHaveCount(0);
  await expect(row).toBeFocused();
  await desk.page.keyboard.press('p');
  await expect(form.getByRole('textbox', { name: 'Time', exact: true })).toHaveValue('15:00');
  await expect(form.getByRole('textbox', { name: 'Date', exact: true })).toBeFocused();
  await desk.page.keyboard.press('Control+Enter');
  await sendReason(desk, 'Provider unavailable');

  await expect.poll(async () => (await clinic.taskOf(visit)).status).toBe('on-hold');
  await desk.expectDay('2026-11-23', visit.provider, [`3:00 PM ${visit.patient.name}, Follow-up, Tentative`]);
  await desk.expectDay(visit.date, visit.provider, [`10:00 AM ${visit.patient.name}, Follow-up, Booked`]);
});

test('updates with the keyboard only', async ({ clinic, desk }) => {
  const visit = await clinic.newVisit();
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  const row = await reach(desk, RESCHEDULE, visit);
  await desk.page.keyboard.press('u');
  const form = row.getByRole('form', { name: 'Reschedule' });
  await typeWhen(form, '11242026', '0415PM');
  // On a button of the form letters are shortcuts; A is not: another time than the one asked for stands there.
  await tabTo(desk.page, form.getByRole('button', { name: 'Propose Changes' }));
  await desk.page.keyboard.press('a');
  // So soon after it U would be part of something typed: pressed again until it acts, as a person would.
  await expect(async () => {
    await desk.page.keyboard.press('u');
    await expect(form.getByRole('textbox', { name: 'Date', exact: true })).toBeFocused({ timeout: 1000 });
  }).toPass();
  await expect(row).toBeVisible();
  await desk.page.keyboard.press('Control+Shift+Enter');
  await expect(row).toHaveCount(0);
  await expect.poll(async () => outcomeOf(await clinic.taskOf(visit))).toBe('updated');
  await desk.expectDay('2026-11-24', visit.provider, [`4:15 PM ${visit.patient.name}, Follow-up, Booked`]);
});

test('cancels, keeps and approves a cancellation with the keyboard only', async ({
  clinic,
  portal,
  desk,
}) => {
  const cancelled = await clinic.newVisit();
  await clinic.create(rescheduleTask(cancelled, '2026-11-20', '14:00'));
  await reach(desk, RESCHEDULE, cancelled);
  await desk.page.keyboard.press('h');
  await expect(desk.page.getByRole('list', { name: 'History' })).toBeVisible();
  await desk.page.keyboard.press('c');
  await sendReason(desk, 'Provider unavailable');
  await expect.poll(async () => (await clinic.appointmentOf(cancelled)).status).toBe('cancelled');
  await desk.expectDay(cancelled.date, cancelled.provider, []);

  const [kept, gone] = [
    await clinic.newVisit({ date: '2026-11-17', time: '15:00' }),
    await clinic.newVisit({ date: '2026-11-17', time: '16:00' }),
  ];
  await portal.askToCancel(kept);
  await portal.askToCancel(gone);
  await desk.openView('Inbox');
  await reach(desk, CANCEL, kept);
  await desk.page.keyboard.press('d');
  await expect(desk.reasonDialog).toContainText('Keep appointment');
  await sendReason(desk, 'Agreed with the patient');
  await reach(desk, CANCEL, gone);
  await desk.page.keyboard.press('a');
  await expect(desk.reasonDialog).toContainText('Approve Cancellation');
  // Whether it is charged is for a person to say.
  await desk.page.keyboard.press('Control+Enter');
  await expect(desk.reasonDialog.getByRole('radio', { name: 'Charge' })).toBeFocused();
  await desk.page.keyboard.press('Space');
  await desk.page.keyboard.press('Control+Enter');
  await expect(desk.reasonDialog).toBeHidden();
  await expect.poll(async () => (await clinic.appointmentOf(gone)).status).toBe('cancelled');
  expect((await clinic.appointmentOf(kept)).status).toBe('booked');
});

test('a key held down, or pressed twice at once, approves one patient', async ({ clinic, desk }) => {
  const provider = await clinic.newProvider();
  const visits = [
    await clinic.newVisit({ provider, date: '2026-11-18', time: '09:00' }),
    await clinic.newVisit({ provider, date: '2026-11-18', time: '10:00' }),
    await clinic.newVisit({ provider, date: '2026-11-18', time: '11:00' }),
  ] as const;
  for (const [index, visit] of visits.entries())
    await clinic.create(rescheduleTask(visit, '2026-11-20', `${14 + index}:00`));
  await desk.refresh();
  await desk.filter({ Provider: provider.name });
  const [first, second, third] = visits.map(({ patient }) => desk.request(RESCHEDULE, patient));
  if (first === undefined || second === undefined || third === undefined) throw new Error('three visits');
  await desk.settled();
  await expect(third).toBeVisible();
  await tabTo(desk.page, first);
  await desk.page.keyboard.down('a');
  await expect(first).toHaveCount(0);
  await expect(second).toBeFocused();
  // Held down: the same key goes on without having come up.
  for (let times = 0; times < 5; times += 1) await desk.page.keyboard.down('a');
  await desk.page.keyboard.up('a');
  await expect(second).toBeFocused();
  // Whatever the keys had decided would have left with this round.
  await desk.refresh();
  await expect(second).toBeVisible();
  await expect(third).toBeVisible();
  expect((await clinic.taskOf(visits[1])).status).toBe('requested');
});

test('the list of shortcuts, and the switch for those of a single key', async ({ clinic, desk }) => {
  const { page } = desk;
  const visit = await clinic.newVisit();
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  const row = await reach(desk, RESCHEDULE, visit);
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  const single = dialog.getByRole('switch', { name: 'Single-key shortcuts' });
  await page.keyboard.press('?');
  await expect(dialog).toBeVisible();
  for (const words of ['Next request', 'Approve, or Approve Cancellation', 'Take the newest decision back'])
    await expect(dialog.getByText(words, { exact: true })).toBeVisible();
  expect(await violations(desk)).toEqual([]);
  // With the dialog open keys are the dialog's own.
  await page.keyboard.press('a');
  await expect(single).toBeChecked();
  await tabTo(page, single);
  await page.keyboard.press('Space');
  await expect(single).not.toBeChecked();
  await expect.poll(async () => (await desk.invoke('settings.get', undefined)).singleKeys).toBe(false);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(row).toBeFocused();
  await expect(page.getByText(/The arrow keys move between requests/)).toBeVisible();
  await expect(row.getByRole('button', { name: 'Approve', exact: true })).not.toHaveAttribute(
    'aria-keyshortcuts',
  );

  // Letters do nothing now, also after the window was loaded again; arrows, Enter and F1 do.
  for (const key of ['a', 'd', 'p', 'u', 'c', 'h', '?', '/']) await page.keyboard.press(key);
  await expect(row).toBeFocused();
  // So soon after letters Enter would end something typed: pressed again until it acts, as a person would.
  await expect(async () => {
    await page.keyboard.press('Enter');
    await expect(row.getByRole('form', { name: 'Reschedule' })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.getByText(/The arrow keys move between requests/)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(focused(page)).toHaveRole('article');
  await page.keyboard.press('F1');
  await expect(single).not.toBeChecked();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  // By the button, and on again.
  await page.getByRole('banner').getByRole('button', { name: 'Keyboard shortcuts' }).press('Enter');
  await single.press('Space');
  await expect(single).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(page.getByText(/j and k move between requests/)).toBeVisible();
  expect((await clinic.taskOf(visit)).status).toBe('requested');
});

test('saves in Settings, and the keyboard stays where it was', async ({ desk }) => {
  const panel = await desk.openSettings('Appearance');
  const save = panel.getByRole('button', { name: 'Save', exact: true });
  try {
    await panel.getByRole('radio', { name: 'Compact' }).check();
    await save.press('Enter');
    await expect(panel.getByText('Saved.')).toBeVisible();
    await expect(save).toBeFocused();
  } finally {
    await desk.invoke('settings.save', { density: 'comfortable' });
  }
});

test('letters typed into a field stay text', async ({ clinic, desk }) => {
  const visit = await clinic.newVisit();
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  const row = await reach(desk, RESCHEDULE, visit);
  await desk.page.keyboard.press('d');
  const message = desk.reasonDialog.getByRole('textbox', { name: 'Message to patient' });
  await tabTo(desk.page, message);
  await desk.page.keyboard.type('a d p u c h r z ? /');
  await expect(message).toHaveValue('a d p u c h r z ? /');
  await desk.page.keyboard.press('Escape');
  await expect(desk.reasonDialog).toBeHidden();
  await expect(row).toBeFocused();
  expect((await clinic.taskOf(visit)).status).toBe('requested');
});
