import { outcomeOf, requestedPeriodTask, rescheduleTask, type TestVisit } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';

const TITLE = 'Reschedule appointment';
const PERIOD = { start: '2026-11-20T20:00:00Z', end: '2026-11-20T20:30:00Z' };

const UNUSABLE = [
  {
    what: 'whose appointment does not exist',
    task: (visit: TestVisit) =>
      rescheduleTask(visit, '2026-11-20', '14:00', { focus: { reference: 'Appointment/nobody-has-it' } }),
    words: 'It refers to an appointment that does not exist.',
  },
  {
    what: 'that is about a patient instead of an appointment',
    task: (visit: TestVisit) =>
      rescheduleTask(visit, '2026-11-20', '14:00', { focus: { reference: `Patient/${visit.patient.id}` } }),
    words: 'It is about something that is not an appointment.',
  },
  {
    what: 'whose time ends before it starts',
    task: (visit: TestVisit) => requestedPeriodTask(visit, { start: PERIOD.end, end: PERIOD.start }),
    words: 'It ends before it starts, or at once.',
  },
  {
    what: 'whose time names no offset',
    task: (visit: TestVisit) =>
      requestedPeriodTask(visit, { start: '2026-11-20T14:00:00', end: '2026-11-20T14:30:00' }),
    words: 'Its time says no time zone, so nobody can tell when it is meant.',
  },
];

for (const { what, task, words } of UNUSABLE) {
  test(`a request ${what} stands under Needs attention, and the rest goes on`, async ({ clinic, desk }) => {
    const visit = await clinic.newVisit();
    const bad = await clinic.create(task(visit));
    const good = await clinic.create(rescheduleTask(visit, '2026-11-20', '15:00'));
    const row = await desk.receive(TITLE, visit.patient);
    await expect(desk.request(TITLE, visit.patient)).toHaveCount(1);
    await expect(desk.status).toContainText(/needs? attention/);
    await row.getByRole('button', { name: 'Approve', exact: true }).click();
    await desk.confirmed(TITLE, visit.patient);
    expect(outcomeOf(await clinic.read('Task', good.id))).toBe('approved');

    await desk.openView('Needs attention');
    const item = desk.page.getByRole('article', { name: `Unusable request from the portal, Task/${bad.id}` });
    await expect(item).toContainText(words);
    await item.getByRole('button', { name: 'Dismiss' }).click();
    await expect(item).toHaveCount(0);
    // Nothing was written to it.
    expect(await clinic.versionsOf('Task', bad.id)).toBe(1);
  });
}

test('an appointment with two patients stands under Needs attention', async ({ clinic, desk }) => {
  const visit = await clinic.newVisit();
  const { id: _id, meta: _meta, ...body } = await clinic.appointmentOf(visit);
  const second = await clinic.newPatient();
  const bad = await clinic.create({
    ...body,
    identifier: [{ system: 'urn:reslot:uid', value: `${visit.uid}-2` }],
    participant: [
      ...body.participant,
      { actor: { reference: `Patient/${second.id}` }, status: 'accepted' as const },
    ],
  });
  await desk.refresh();
  await desk.expectDay(visit.date, visit.provider, [`10:00 AM ${visit.patient.name}, Follow-up, Booked`]);
  await desk.openView('Needs attention');
  await expect(
    desk.page.getByRole('article', { name: `Unusable appointment from the portal, Appointment/${bad.id}` }),
  ).toContainText('It has more than one patient.');
});

test('an unusable request that is put right in the portal leaves Needs attention by itself', async ({
  clinic,
  desk,
}) => {
  const visit = await clinic.newVisit();
  const bad = await clinic.create(requestedPeriodTask(visit, { start: PERIOD.end, end: PERIOD.start }));
  await desk.refresh();
  await desk.openView('Needs attention');
  const item = desk.page.getByRole('article', { name: `Unusable request from the portal, Task/${bad.id}` });
  await expect(item).toBeVisible();
  await clinic.update({ ...bad, input: rescheduleTask(visit, '2026-11-20', '14:00').input ?? [] });
  await desk.refresh();
  await expect(item).toHaveCount(0);
  await desk.find('Inbox', TITLE, visit.patient);
});
