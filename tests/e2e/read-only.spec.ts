import { violations } from '../support/axe.ts';
import { expect, test } from '../support/practice-test.ts';
import { startReadOnlyDoor } from '../support/read-only-door.ts';

test('a portal that takes no decisions is found out, chosen to be only read, and shown', async ({
  surroundings,
  desk,
}) => {
  const { clinic } = surroundings;
  const visit = await clinic.newVisit({ date: '2026-11-16', time: '14:00' });
  const door = await startReadOnlyDoor(surroundings.portalPort);
  try {
    const panel = await desk.openSettings('Portal connection');
    const found = panel.getByRole('status', { name: 'Test connection' });
    const tried = () => panel.getByRole('button', { name: 'Test connection' }).click();
    await panel.getByRole('textbox', { name: 'Base URL' }).fill(`http://127.0.0.1:${door.port}/fhir`);
    await tried();
    await expect(found).toContainText('It takes no decisions');
    await panel.getByRole('button', { name: 'Only read from this portal' }).click();
    await tried();
    await expect(found).toContainText('does not list its providers');
    await panel
      .getByRole('textbox', { name: 'Providers whose appointments are read' })
      .fill(visit.provider.id);
    await tried();
    await expect(found).toContainText('Its schedule can be shown. Nothing is decided');
    expect(await violations(desk)).toEqual([]);
    await desk.save(panel);

    const sign = desk.page.getByRole('button', { name: 'Read-only', exact: true });
    await expect(sign).toBeVisible();
    await expect(desk.status).toHaveText(/^Up to date/);
    await sign.click();
    const why = desk.page.getByRole('dialog', { name: 'This desk only reads from the portal' });
    await expect(why).toContainText('Looking for people, printing and the downtime sheet work as always.');
    expect(await violations(desk)).toEqual([]);
    await desk.page.keyboard.press('Escape');

    const day = await desk.openCalendar('Day');
    await day.getByRole('button', { name: visit.patient.name }).first().click();
    await expect(desk.page.getByRole('button', { name: 'Cancel appt.', exact: true })).toHaveCount(0);
    await expect(desk.page.getByRole('button', { name: 'Book appointment' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await desk.page.getByRole('button', { name: 'Book appointment' }).press('Enter');
    await expect(
      desk.page.getByText('This desk only reads from the portal (Settings').filter({ visible: true }),
    ).toHaveCount(2);

    await desk.openView('Inbox');
    await expect(desk.page.getByText('Patients’ requests do not come here')).toBeVisible();
    expect(await violations(desk)).toEqual([]);
  } finally {
    door.close();
  }
});

test('decisions that wait are asked about where the desk begins to only read, and leave once it does not', async ({
  surroundings,
  desk,
}) => {
  const visit = await surroundings.clinic.newVisit();
  await desk.refresh();
  const { id } = await desk
    .invoke('schedule.days', { from: visit.date, days: 1, practitionerId: null, includeCancelled: false })
    .then(({ days }) => days[0]?.appointments[0] ?? { id: '' });
  await surroundings.wires.portal.cut();
  const words = { reasonCode: 'provider-unavailable', reasonText: 'Provider unavailable', message: '' };
  await desk.invoke('decisions.decide', {
    on: 'schedule',
    command: { type: 'cancel-appointment', appointmentId: id, words, notify: false },
  });
  const panel = await desk.openSettings('Portal connection');
  const use = panel.getByRole('combobox', { name: 'What this desk does with it' });
  const asked = desk.page.getByRole('dialog', { name: 'Decisions have not reached the portal' });
  const sign = desk.page.getByRole('button', { name: 'Read-only', exact: true });
  const save = panel.getByRole('button', { name: 'Save', exact: true });

  await use.selectOption('Only reads');
  await save.click();
  await expect(asked).toContainText('1 decision made at this desk has not reached the portal');
  expect(await violations(desk)).toEqual([]);
  await asked.getByRole('button', { name: 'Back' }).click();
  await expect(sign).toBeHidden();
  await save.click();
  await asked.getByRole('button', { name: 'Keep them here, and only read' }).click();
  await expect(sign).toBeVisible();
  await surroundings.wires.portal.restore();
  await desk.refresh();
  expect((await surroundings.clinic.appointmentOf(visit)).status).toBe('booked');

  await use.selectOption('Reads and decides');
  await save.click();
  await asked.getByRole('button', { name: 'Save, and send them' }).click();
  await expect(sign).toBeHidden();
  await expect.poll(async () => (await surroundings.clinic.appointmentOf(visit)).status).toBe('cancelled');
});
