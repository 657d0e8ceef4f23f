import { Appointments } from '../support/appointments.ts';
import { fhirInstant, instantOf, rescheduleTask } from '../support/clinic.ts';
import { expect, test } from '../support/practice-test.ts';

const TITLE = 'Reschedule appointment';

test('two desks approve one time for two patients: the one that was later is told, and shown both', async ({
  surroundings: { clinic, wires },
  desk,
  otherDesk,
}) => {
  const { page } = desk;
  await otherDesk.invoke('settings.save', { deskName: 'Desk 2' });
  const visit = await clinic.newVisit();
  const { provider } = visit;
  const other = await clinic.newVisit({ provider, time: '14:00' });
  for (const one of [visit, other]) await clinic.create(rescheduleTask(one, '2026-11-20', '14:00'));
  const row = await desk.receive(TITLE, visit.patient);
  const there = await otherDesk.receive(TITLE, other.patient);

  await wires.portal.cut();
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(desk.status).toContainText('1 waiting to sync');
  await there.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect
    .poll(async () => Date.parse((await clinic.appointmentOf(other)).start ?? ''))
    .toBe(instantOf('2026-11-20', '14:00'));
  await wires.portal.restore();
  await desk.refresh();

  await desk.openView('Needs attention');
  const card = page.getByRole('article', { name: /^Two visits at one time/ });
  await expect(card).toHaveAccessibleName(
    new RegExp(`^Two visits at one time, ${visit.patient.name}, .*Fri, Nov 20, 2:00 PM, ${provider.name}$`),
    { timeout: 30_000 },
  );
  await expect(card).toContainText(`${provider.name} has another visit then: ${other.patient.name}`);
  await expect(card).toContainText('Desk 2 put it there.');
  const { panel } = new Appointments(desk);
  await card.getByRole('button', { name: 'Show the other', exact: true }).click();
  await expect(panel.getByRole('heading', { name: other.patient.name })).toBeVisible();
  await card.getByRole('button', { name: 'Show appointment', exact: true }).click();
  await expect(panel.getByRole('heading', { name: visit.patient.name })).toBeVisible();

  // Somebody moves one of the two: there is nothing left to say.
  await clinic.update({
    ...(await clinic.appointmentOf(other)),
    start: fhirInstant(instantOf('2026-11-20', '16:00')),
    end: fhirInstant(instantOf('2026-11-20', '16:30')),
  });
  await desk.refresh();
  await expect(card).toHaveCount(0);
});
