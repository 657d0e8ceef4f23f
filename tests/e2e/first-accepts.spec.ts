import { violations } from '../support/axe.ts';
import { rescheduleTask } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';

test('a freed time is offered to two: the first to accept gets it, the other is told and is back', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const freed = await clinic.newVisit({ date: '2026-11-17', time: '14:00' });
  const { provider } = freed;
  const first = await clinic.newVisit({ provider, date: '2026-11-26', time: '09:00' });
  const second = await clinic.newVisit({ provider, date: '2026-11-27', time: '09:00' });
  for (const visit of [first, second]) await clinic.create(rescheduleTask(visit, '2026-11-17', '14:00'));
  await portal.askToCancel(freed, { note: 'Not needed.', reason: 'I feel better' });
  const row = await desk.receive('Cancel appointment', freed.patient);
  await row.getByRole('button', { name: 'Approve Cancellation', exact: true }).click();
  await desk.send({ reason: 'Requested by the patient', late: 'Waive' });

  await desk.openView('Inbox');
  const offers = desk.page.getByRole('region', { name: 'Times that came free' });
  const sentence = `Tue, Nov 17, 2:00 PM with ${provider.name} is free again. It would suit:`;
  await expect(offers).toContainText(sentence);
  await offers.getByRole('button', { name: 'Offer to several' }).click();
  const dialog = desk.page.getByRole('dialog', { name: 'Offer one time to 2 patients' });
  await expect(dialog).toContainText(`All are offered Tue, Nov 17, 2:00 PM with ${provider.name}.`);
  for (const { patient } of [first, second]) await expect(dialog).toContainText(patient.name);
  await dialog.getByRole('textbox', { name: 'Message to patient' }).fill('A time came free.');
  await expect(
    dialog.frameLocator('iframe').getByText('We offer this time to several patients at once.'),
  ).toBeVisible();
  expect(await violations(desk)).toEqual([]);
  await dialog.getByRole('button', { name: 'Offer to all', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  // Both hold it: nobody else is offered it.
  await expect(desk.page.getByText(sentence)).toHaveCount(0);
  await expect(await desk.find('Awaiting patient', 'Reschedule appointment', second.patient)).toContainText(
    'Also offered to 1 other',
  );
  await expect.poll(async () => (await clinic.taskOf(second)).status).toBe('on-hold');
  await expect.poll(async () => (await clinic.taskOf(first)).status).toBe('on-hold');

  // On the schedule two have one time: each says why.
  const names = [first, second].map(({ patient }) => `2:00 PM ${patient.name}, Follow-up, Tentative`);
  await desk.expectEntries('2026-11-17', provider, names);
  const tentative = desk.entry(`2:00 PM ${first.patient.name}, Follow-up, Tentative`);
  await expect(tentative).toContainText('Also offered to 1 other');
  await tentative.getByRole('button').first().click();
  await expect(desk.page.getByRole('complementary').filter({ hasText: first.patient.name })).toContainText(
    'Also offered to 1 other',
  );
  expect(await violations(desk)).toEqual([]);

  await portal.open(second.patient);
  await expect(portal.proposals).toContainText('offered to others, too');
  await portal.approveProposal(second.patient);
  await desk.refresh();
  await expect(await desk.confirmed('Reschedule appointment', second.patient)).toContainText(
    'Accepted by patient',
  );
  const back = await desk.find('Inbox', 'Reschedule appointment', first.patient);
  await expect(back).toContainText('Somebody else accepted the time first: decide again');
  const message = await mailbox.newest(first.patient, 2);
  expect(message.subject).toContain('The time we offered you has been given to someone else');
  expect(message.text).toContain('Your appointment stays as it is.');
  expect(Date.parse((await clinic.appointmentOf(first)).start ?? '')).toBe(first.start);
});
