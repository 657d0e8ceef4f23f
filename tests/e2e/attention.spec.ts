import type { AppointmentResponse, Task } from '@medplum/fhirtypes';
import { rescheduleTask, type TestVisit } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';
import type { Desk } from '../support/desk.ts';

const TITLE = 'Reschedule appointment';

/** Denies the request of each visit, one after the other, with a reason. */
async function denyAll(desk: Desk, visits: readonly TestVisit[]): Promise<void> {
  for (const { provider } of visits) {
    const row = desk.page.getByRole('article', { name: TITLE }).filter({ hasText: provider.name }).first();
    await expect(row).toBeVisible();
    await row.getByRole('button', { name: 'Deny', exact: true }).click();
    await desk.send({ reason: 'The visit should not wait' });
    await expect(row).toHaveCount(0);
  }
  await desk.settled();
}

test('two patients of one name are told apart, nothing moves under the pointer, and the next has the focus', async ({
  clinic,
  desk,
}) => {
  const { page } = desk;
  const first = await clinic.newPatient({ email: 'bounce@example.com', birthDate: '1951-02-03' });
  const family = first.name.slice('Robin '.length);
  const other = await clinic.newPatient({ email: 'bounce@example.com', family, birthDate: '1983-10-11' });
  const visits = [
    await clinic.newVisit({ patient: first, time: '09:30' }),
    await clinic.newVisit({ patient: other, time: '14:00' }),
  ];
  for (const visit of visits) await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  await desk.refresh();
  await denyAll(desk, visits);

  await desk.openView('Needs attention');
  const items = page.getByRole('article', { name: `E-mail not delivered, ${first.name}` });
  await expect(items).toHaveCount(2);
  for (const [index, born, time] of [
    [0, 'born Feb 3, 1951', '9:30 AM'],
    [1, 'born Oct 11, 1983', '2:00 PM'],
  ] as const) {
    const provider = visits[index]?.provider.name ?? '';
    const item = items.filter({ hasText: born });
    await expect(item).toContainText(`Thu, Nov 19, ${time}`);
    await expect(item).toContainText(provider);
    await expect(item).toHaveAccessibleName(
      `E-mail not delivered, ${first.name}, ${born}, Thu, Nov 19, ${time}, ${provider}`,
    );
  }

  // A second press of the button finds nothing there: the next one has not come under the pointer.
  const top = items.first();
  const below = await items.nth(1).getAttribute('aria-label');
  const next = page.getByRole('article', { name: below ?? '', exact: true });
  const place = await next.boundingBox();
  await top.getByRole('button', { name: 'Called instead', exact: true }).dblclick();
  await expect(items).toHaveCount(1);
  expect(await next.boundingBox()).toEqual(place);
  await expect(page.locator('[data-place]:focus').getByRole('article')).toHaveAccessibleName(below ?? '');

  // Every way of it is reached from there, in order.
  for (const name of ['Correct address', 'Retry', 'Called instead', 'Open request']) {
    await expect(async () => {
      await page.keyboard.press('Tab');
      await expect(page.locator(':focus')).toHaveText(name, { timeout: 50 });
    }).toPass();
  }
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(items).toHaveCount(0);
  await page.mouse.move(0, 0);
  await expect(page.locator('[data-place]').filter({ hasText: first.name })).toHaveCount(0);
});

test('a call names whom and which visit, and is noted for that one alone', async ({ clinic, desk }) => {
  const { page } = desk;
  const first = await clinic.newPatient({ email: null, birthDate: '1951-02-03' });
  const family = first.name.slice('Robin '.length);
  const other = await clinic.newPatient({ email: null, family, birthDate: '1983-10-11' });
  const visits = [
    await clinic.newVisit({ patient: first, time: '09:30' }),
    await clinic.newVisit({ patient: other, time: '14:00' }),
  ];
  for (const visit of visits) await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  await desk.refresh();
  await denyAll(desk, visits);

  await desk.openView('Call list');
  const calls = page.getByRole('article', { name: `Call ${first.name}` });
  await expect(calls).toHaveCount(2);
  const mine = calls.filter({ hasText: 'born Feb 3, 1951' });
  const name = `Call ${first.name}, born Feb 3, 1951, Thu, Nov 19, 9:30 AM, ${visits[0]?.provider.name}`;
  await expect(mine).toHaveAccessibleName(name);
  await mine.getByRole('button', { name: 'Called', exact: true }).dblclick();
  await expect(mine).toHaveCount(0);
  await expect(calls).toHaveCount(1);
  await expect(page.getByRole('status').filter({ hasText: 'Noted: called.' })).toHaveText(
    `Noted: called. ${name.slice('Call '.length)}`,
  );
});

test('an answer to a booked visit is shown with it, and one of several times is chosen by its button', async ({
  clinic,
  desk,
}) => {
  const { page } = desk;
  const visit = await clinic.newVisit({ time: '09:30' });
  const other = await clinic.newVisit({ time: '13:30' });
  await clinic.create<AppointmentResponse>({
    resourceType: 'AppointmentResponse',
    appointment: { reference: `Appointment/${visit.appointmentId}` },
    actor: { reference: `Patient/${visit.patient.id}` },
    participantStatus: 'declined',
    comment: 'I am away.',
  });
  const [morning, afternoon] = ['09:00', '14:00'].map((time) => rescheduleTask(other, '2026-11-20', time));
  await clinic.create<Task>({
    ...rescheduleTask(other, '2026-11-20', '09:00'),
    input: [...(morning?.input ?? []), ...(afternoon?.input ?? [])],
  });
  await desk.refresh();
  await desk.openView('Needs attention');

  const answer = page.getByRole('article', { name: `Answer to an appointment, ${visit.patient.name}` });
  await answer.getByRole('button', { name: 'Show appointment', exact: true }).click();
  const said = `${visit.patient.name} declined the appointment in the portal. “I am away.”`;
  const panel = page.getByRole('complementary').filter({ hasText: visit.patient.name });
  await expect(panel.getByText(said)).toBeVisible();
  await answer.getByRole('button', { name: 'Dismiss', exact: true }).click();
  await expect(panel.getByText(said)).toHaveCount(0);

  const several = page.getByRole('article', {
    name: `Request that names several times, ${other.patient.name}`,
  });
  await several
    .getByRole('group', { name: 'Which time is meant?' })
    .getByRole('button', { name: 'Fri, Nov 20, 2:00 PM – 2:30 PM' })
    .click();
  await desk.openView('Inbox');
  const row = page.getByRole('article', { name: TITLE }).filter({ hasText: other.provider.name });
  await expect(row).toContainText('Also asked for, and not chosen: Fri, Nov 20, 9:00 AM – 9:30 AM');
});
