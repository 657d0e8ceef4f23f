import { violations } from '../support/axe.ts';
import { rescheduleTask } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';

const TITLE = 'Reschedule appointment';
const NOTE = 'Zyzzyva: her mother calls back';

test('with the keyboard alone: a note, a snooze, the way back; the patient learns of neither', async ({
  clinic,
  mailbox,
  desk,
}) => {
  const { page } = desk;
  const visit = await clinic.newVisit();
  await clinic.create(rescheduleTask(visit, '2026-11-20', '15:00'));
  const row = await desk.receive(TITLE, visit.patient);
  await row.focus();
  await page.keyboard.press('n');
  const field = row.getByRole('textbox', { name: 'Note of the practice' });
  await expect(field).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(row).toContainText('Write something first.');
  await page.keyboard.type(NOTE);
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(row).toBeFocused();
  await page.keyboard.press('n');
  await expect(field).toHaveValue(NOTE);
  expect(await violations(desk)).toEqual([]);
  await field.focus();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(row.getByRole('group', { name: 'Note of the practice' })).toContainText(NOTE);
  await expect(row).toBeFocused();

  await page.keyboard.press('s');
  // Whoever searches finds it all the same.
  await expect(row).toContainText('Snoozed until Tue, Nov 17, 9:00 AM');
  await desk.search.fill('');
  await expect(row).toHaveCount(0);
  const snoozed = page.getByRole('button', { name: /^\d+ snoozed$/ });
  await snoozed.click();
  await expect(row).toBeVisible();
  await expect(page.getByRole('tab', { name: /^Inbox \(/ })).toHaveAttribute(
    'title',
    /snoozed .* not counted$/,
  );
  expect(await violations(desk)).toEqual([]);
  await row.getByRole('button', { name: 'Bring back', exact: true }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'Remove filter Snoozed', exact: true }).click();
  const back = await desk.find('Inbox', TITLE, visit.patient);
  await back.click();
  await back.getByRole('button', { name: 'Snooze', exact: true }).click();
  await page.getByRole('menuitem', { name: 'For an hour' }).click();
  await expect(back).toContainText('Snoozed until');
  await back.getByRole('button', { name: 'Bring back', exact: true }).click();
  await expect(back).not.toContainText('Snoozed until');

  await back.getByRole('button', { name: 'Approve', exact: true }).click();
  const closed = await desk.confirmed(TITLE, visit.patient);
  await expect(closed).toContainText(NOTE);
  const letter = await mailbox.newest(visit.patient);
  const kept = [
    await clinic.read('Task', (await clinic.taskOf(visit)).id),
    await clinic.search('Appointment', { patient: `Patient/${visit.patient.id}` }),
    letter,
  ];
  expect(JSON.stringify(kept)).not.toContain('Zyzzyva');
});
