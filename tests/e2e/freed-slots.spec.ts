import { rescheduleTask } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';

test('the slot of an approved cancellation is offered to the request it suits', async ({
  clinic,
  portal,
  desk,
}) => {
  const freed = await clinic.newVisit({ date: '2026-11-17', time: '10:00' });
  const waiting = await clinic.newVisit({ provider: freed.provider, date: '2026-11-26', time: '09:00' });
  await clinic.create(rescheduleTask(waiting, '2026-11-17', '10:00'));
  await portal.askToCancel(freed, { note: 'Not needed.', reason: 'I feel better' });
  const row = await desk.receive('Cancel appointment', freed.patient);
  const offers = desk.page.getByRole('region', { name: 'Times that came free' });
  const sentence = `Tue, Nov 17, 10:00 AM with ${freed.provider.name} is free again. It would suit:`;
  await row.getByRole('button', { name: 'Approve Cancellation', exact: true }).click();
  await desk.send({ reason: 'Requested by the patient', late: 'Waive' });

  await desk.openView('Inbox');
  await expect(offers).toContainText(sentence);
  const suited = await desk
    .look('Inbox', waiting.patient)
    .then(() => desk.request('Reschedule appointment', waiting.patient));
  await expect(suited).toContainText(
    `A time that suits came free: Tue, Nov 17, 10:00 AM with ${freed.provider.name}`,
  );
  await offers
    .getByRole('button', { name: `${waiting.patient.name} (asked for Tue, Nov 17, 10:00 AM)`, exact: true })
    .click();
  const form = suited.getByRole('form', { name: 'Reschedule' });
  await expect(form.getByRole('textbox', { name: 'Date' })).toHaveValue('2026-11-17');
  await expect(form.getByRole('textbox', { name: 'Time' })).toHaveValue('10:00');
  await form.getByRole('button', { name: 'Update Appt.', exact: true }).click();
  await desk.confirmed('Reschedule appointment', waiting.patient);
  // It is taken now: nobody else is offered it.
  await desk.openView('Inbox');
  await expect(desk.page.getByText(sentence)).toHaveCount(0);
});

test('one key gives it to whoever asked for that very time', async ({ clinic, desk }) => {
  const freed = await clinic.newVisit({ date: '2026-11-17', time: '11:00' });
  const waiting = await clinic.newVisit({ provider: freed.provider, date: '2026-11-26', time: '09:00' });
  await clinic.create(rescheduleTask(waiting, '2026-11-17', '11:00'));
  const row = await desk.receive('Reschedule appointment', waiting.patient);
  await row.focus();
  await expect(row.getByRole('button', { name: 'Approve', exact: true })).toBeVisible();
  await expect(row.getByRole('button', { name: 'Give the time that came free' })).toHaveCount(0);
  const { id: appointmentId } = await clinic.appointmentOf(freed);
  await desk.invoke('decisions.decide', {
    on: 'schedule',
    command: {
      type: 'cancel-appointment',
      appointmentId,
      words: { reasonCode: 'provider-unavailable', reasonText: 'Provider unavailable', message: '' },
      notify: true,
    },
  });
  await expect(row.getByRole('button', { name: 'Give the time that came free' })).toBeVisible();
  await row.focus();
  await desk.page.keyboard.press('f');
  await desk.confirmed('Reschedule appointment', waiting.patient);
  expect(Date.parse((await clinic.appointmentOf(waiting)).start ?? '')).toBe(
    Date.parse((await clinic.appointmentOf(freed)).start ?? ''),
  );
});
