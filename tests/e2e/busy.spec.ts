import { rescheduleTask, type TestVisit } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';
import type { Desk } from '../support/desk.ts';

const THURSDAY = '2026-11-19';

test.afterEach(async ({ desk }) => desk.setUpCalendar());

test('a visit that cannot be shown stands there as Busy, warns, and leads to Needs attention', async ({
  clinic,
  desk,
}) => {
  const visit = await clinic.newVisit({ date: THURSDAY, time: '10:00' });
  const group = await clinic.newVisit({ date: THURSDAY, time: '14:00', provider: visit.provider });
  const appointment = await clinic.appointmentOf(group);
  const another = await clinic.newPatient();
  const unread = `${group.patient.name} and ${another.name}: cannot be shown, see Needs attention`;
  const second = { actor: { reference: `Patient/${another.id}` }, status: 'accepted' } as const;
  await clinic.update({
    ...appointment,
    id: group.appointmentId,
    participant: [...appointment.participant, second],
  });
  await clinic.create(rescheduleTask(visit, THURSDAY, '14:00'));

  const row = await desk.receive('Reschedule appointment', visit.patient);
  await expect(row).toContainText(`Busy, 2:00 PM – 2:30 PM with ${visit.provider.name}`);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  const warning = desk.page.getByRole('dialog', { name: 'That time is taken' });
  await expect(warning).toContainText(`2:00 PM – 2:30 PM: Busy, ${unread}`);
  await desk.page.keyboard.press('Escape');

  const day = await showDay(desk, [visit.provider]);
  const entry = day.getByRole('button', { name: `2:00 PM Busy, ${unread}`, exact: true });
  await entry.click();
  const card = `Appointment/${group.appointmentId}: It has more than one patient.`;
  await expect(desk.page.getByText(card)).toBeVisible();
});

test('a visit with two providers stands with both, and opens from either', async ({ clinic, desk }) => {
  const other = await clinic.newProvider();
  const visit = await clinic.newVisit({ date: THURSDAY, time: '11:00' });
  const appointment = await clinic.appointmentOf(visit);
  const second = { actor: { reference: `Practitioner/${other.id}` }, status: 'accepted' } as const;
  await clinic.update({
    ...appointment,
    id: visit.appointmentId,
    participant: [...appointment.participant, second],
  });
  const day = await showDay(desk, [visit.provider, other]);
  await expect(
    day.getByRole('button', { name: `11:00 AM ${visit.patient.name}, Follow-up, Booked` }),
  ).toBeVisible();
  await day
    .getByRole('button', { name: `11:00 AM Busy, ${visit.patient.name} with ${visit.provider.name}` })
    .click();
  const panel = desk.page.getByRole('complementary', { name: 'Appointment', exact: true });
  await expect(panel.getByRole('heading', { name: visit.patient.name })).toBeVisible();
  await expect(panel).toContainText(`${visit.provider.name} and ${other.name}`);
});

async function showDay(desk: Desk, providers: readonly TestVisit['provider'][]) {
  await desk.refresh();
  await desk.setUpCalendar(providers);
  const panel = await desk.openCalendar('Day');
  await panel.getByRole('textbox', { name: 'Day shown' }).fill(THURSDAY);
  await expect(panel.getByRole('group', { name: new RegExp(`^${providers[0]?.name}, `) })).toBeVisible();
  await desk.settled();
  return panel;
}
