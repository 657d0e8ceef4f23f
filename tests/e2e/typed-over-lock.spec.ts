import type { Page } from '@playwright/test';
import { rescheduleTask } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';

const TITLE = 'Reschedule appointment';

/** Locks the desk, and lets one of the demo clinic's people in. */
async function lockAndLetIn(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+l');
  await page.getByRole('button', { name: `Sign in as ${name}` }).click();
  await expect(page.getByRole('button', { name: `Signed in as ${name}` })).toBeVisible();
}

test('what one person has typed is theirs: another sees that they have begun, and types their own', async ({
  desk,
  clinic,
  portal,
}) => {
  const { page } = desk;
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);
  await row.getByRole('button', { name: 'Deny', exact: true }).click();
  const message = desk.reasonDialog.getByRole('textbox', { name: 'Message to patient' });
  await message.fill('Half a sen');
  await lockAndLetIn(page, 'Sam Whitfield');
  await desk.look('Inbox', visit.patient);
  await expect(row).toContainText('Morgan Reyes has begun an answer here');
  await expect(row).not.toContainText('Something is typed here');
  await row.getByRole('button', { name: 'Deny', exact: true }).click();
  await expect(message).toHaveValue('');
  await message.fill('Of Sam’s');
  await lockAndLetIn(page, 'Morgan Reyes');
  await expect(message).toHaveValue('Half a sen');
  await page.keyboard.press('Escape');
  await expect(row).toContainText('Something is typed here');
  await lockAndLetIn(page, 'Sam Whitfield');
  await expect(message).toHaveValue('Of Sam’s');
  await page.keyboard.press('Escape');
  await expect(desk.reasonDialog).toBeHidden();
  await lockAndLetIn(page, 'Morgan Reyes');
  // The request last in focus has it again, also where a dialog about several had stood open.
  await row.focus();
  await page.keyboard.press('x');
  await page.keyboard.press('m');
  await expect(page.getByRole('dialog')).toContainText('Message to patient');
  await lockAndLetIn(page, 'Morgan Reyes');
  await expect(page.getByRole('dialog')).toContainText('Message to patient');
  await page.keyboard.press('Escape');
  await expect(row).toBeFocused();
  await page.keyboard.press('Escape');
});

test('a number, a block and a booking that are being typed are back after a lock, for nobody else', async ({
  desk,
  clinic,
}) => {
  const { page } = desk;
  const visit = await clinic.newVisit();
  await desk.refresh();
  const dialog = (name: string) => page.getByRole('dialog', { name });
  await page.getByRole('button', { name: 'Patients', exact: true }).click();
  await page.getByRole('combobox', { name: 'Search patients' }).fill(visit.patient.name);
  // Until the search has been answered the list has everybody.
  await page.getByRole('option', { name: new RegExp(`^${visit.patient.name}`) }).click();
  await page.getByRole('button', { name: 'Change phone', exact: true }).click();
  const phone = dialog('Change phone').getByRole('textbox', { name: 'New phone number' });
  await phone.fill('(312) 555-01');
  await lockAndLetIn(page, 'Sam Whitfield');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await lockAndLetIn(page, 'Morgan Reyes');
  await expect(phone).toHaveValue('(312) 555-01');
  await expect(dialog('Change phone')).toContainText(visit.patient.name);
  await dialog('Change phone').getByRole('button', { name: 'Cancel' }).click();
  // What was given up does not come back.
  await page.getByRole('button', { name: 'Change phone', exact: true }).click();
  await expect(phone).toHaveValue('(312) 555-0177');
  await dialog('Change phone').getByRole('button', { name: 'Cancel' }).click();

  await desk.setUpCalendar([visit.provider]);
  await desk.openCalendar('Day');
  await page.getByRole('button', { name: 'Block time' }).click();
  const block = page.getByRole('dialog');
  await block.getByRole('combobox', { name: 'Provider' }).selectOption({ label: visit.provider.name });
  await block.getByLabel(/^Until/).fill('13:30');
  await block.getByRole('textbox', { name: /^Why/ }).fill('Staff mee');
  await lockAndLetIn(page, 'Morgan Reyes');
  await expect(block.getByRole('textbox', { name: /^Why/ })).toHaveValue('Staff mee');
  await expect(block.getByLabel(/^Until/)).toHaveValue('13:30');
  await expect(block.getByRole('combobox', { name: 'Provider' })).toHaveValue(visit.provider.id);
  await page.keyboard.press('Escape');
  await expect(block).toHaveCount(0);

  // Another time is typed than the one that was chosen on the calendar, which is on another day.
  await page.getByRole('textbox', { name: 'Day shown' }).fill('2026-11-24');
  await page.getByRole('heading', { level: 2, name: 'Tuesday, November 24, 2026' }).click();
  await page.keyboard.press('n');
  const booking = dialog('Book appointment');
  await booking.getByRole('textbox', { name: 'Date', exact: true }).fill('2026-11-25');
  await booking.getByRole('textbox', { name: 'Time', exact: true }).fill('11:15');
  await lockAndLetIn(page, 'Morgan Reyes');
  await expect(booking.getByRole('textbox', { name: 'Date', exact: true })).toHaveValue('2026-11-25');
  await expect(booking.getByRole('textbox', { name: 'Time', exact: true })).toHaveValue('11:15');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'Day shown' })).toHaveValue('2026-11-24');
});

test('words to many, who is left out, and a time to call again are back after a lock', async ({
  desk,
  clinic,
}) => {
  const { page } = desk;
  const provider = await clinic.newProvider();
  const unreachable = await clinic.newPatient({ email: null });
  const visits = [
    await clinic.newVisit({ provider, date: '2026-11-18', time: '08:00' }),
    await clinic.newVisit({ provider, date: '2026-11-18', time: '09:00', patient: unreachable }),
  ] as const;
  for (const visit of visits) await clinic.create(rescheduleTask(visit, '2026-11-20', '08:00'));
  await desk.refresh();
  await desk.openView('Inbox');
  await desk.filter({ Provider: provider.name });
  await desk.settled();
  await desk.request(TITLE, visits[0].patient).focus();
  await page.keyboard.press('Control+a');
  await desk.chooseFromMenu(page.getByRole('group', { name: 'Selected requests' }), 'Decide', 'Message');
  const dialog = page.getByRole('dialog');
  const text = dialog.getByRole('textbox', { name: 'Message to patient' });
  await text.fill('Please bring your insur');
  const first = dialog.getByRole('checkbox').first();
  await first.uncheck();
  await lockAndLetIn(page, 'Morgan Reyes');
  await expect(text).toHaveValue('Please bring your insur');
  await expect(dialog.getByRole('checkbox')).toHaveCount(2);
  await expect(first).not.toBeChecked();
  await first.check();
  await text.fill('Please bring your insurance card.');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toHaveCount(0);

  await desk.openView('Call list');
  const call = page.getByRole('article').filter({ hasText: unreachable.name });
  await call.getByRole('textbox', { name: 'Note (optional)' }).fill('rings, nobody');
  await call.getByRole('button', { name: 'Try again at …', exact: true }).click();
  await call.getByLabel('Time', { exact: true }).fill('16:20');
  await lockAndLetIn(page, 'Morgan Reyes');
  await expect(call.getByRole('textbox', { name: 'Note (optional)' })).toHaveValue('rings, nobody');
  await expect(call.getByLabel('Time', { exact: true })).toHaveValue('16:20');
});

test('the times of a proposal, and an absence with its words, are back after a lock', async ({
  desk,
  clinic,
  portal,
}) => {
  const { page } = desk;
  const visit = await clinic.newVisit();
  await clinic.newVisit({ provider: visit.provider, time: '11:00' });
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);
  const form = await desk.openForm(row);
  await desk.fillWhen(form, '2026-11-23', '15:00');
  await form.getByRole('button', { name: 'Propose Changes', exact: true }).click();
  const offered = desk.reasonDialog.getByRole('group', { name: 'Times offered' });
  const another = offered.getByRole('group', { name: 'Add another time to choose from' });
  await another.getByLabel('Date').fill('2026-11-20');
  await another.getByLabel('Time').fill('16:00');
  await another.getByRole('button', { name: 'Add time', exact: true }).click();
  await another.getByLabel('Date').fill('2026-11-24');
  await lockAndLetIn(page, 'Morgan Reyes');
  await expect(offered.getByRole('listitem')).toHaveCount(2);
  await expect(offered).toContainText('4:00 PM');
  await expect(another.getByLabel('Date')).toHaveValue('2026-11-24');
  await page.keyboard.press('Escape');
  await expect(desk.reasonDialog).toHaveCount(0);

  await desk.openCalendar('List');
  await desk
    .panel('List')
    .getByRole('button', { name: /^Provider away/ })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Provider' }).selectOption({ label: visit.provider.name });
  await dialog.getByLabel('From *', { exact: true }).fill('2026-11-19');
  await dialog.getByLabel('Until *', { exact: true }).fill('2026-11-19');
  await lockAndLetIn(page, 'Morgan Reyes');
  await expect(dialog.getByLabel('Until *', { exact: true })).toHaveValue('2026-11-19');
  await dialog.getByRole('button', { name: 'List visits' }).click();
  await dialog.getByRole('textbox', { name: 'Message to patient' }).fill('Dr. is i');
  await dialog.getByRole('checkbox').uncheck();
  await lockAndLetIn(page, 'Morgan Reyes');
  await expect(dialog.getByRole('textbox', { name: 'Message to patient' })).toHaveValue('Dr. is i');
  await expect(dialog.getByRole('checkbox')).not.toBeChecked();
  for (const { id } of await desk.invoke('absences.list', undefined))
    await desk.invoke('absences.end', { id });
});
