import { violations } from '../support/axe.ts';
import { instantOf, outcomeOf } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';

const TITLE = 'Reschedule appointment';
const PROPOSED = { date: '2026-11-23', time: '15:00' };

test('a patient proposes another time where the practice takes such: it is approved like a first wish', async ({
  clinic,
  portal,
  desk,
  mailbox,
  settings,
}) => {
  const visit = await clinic.newVisit();
  const { patient } = visit;
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, patient);
  await desk.propose(row, PROPOSED.date, PROPOSED.time, { reason: 'Provider unavailable' });
  await expect.poll(async () => (await clinic.taskOf(visit)).status).toBe('on-hold');
  const letter = await mailbox.newest(patient);
  expect(letter.text).toContain('If you need another time, please call us');
  await portal.open(patient);
  await expect(portal.proposals.getByRole('button', { name: 'Decline', exact: true })).toBeVisible();
  await expect(portal.page.getByRole('link', { name: 'Propose another time' })).toHaveCount(0);

  await settings.keep();
  const panel = await desk.openSettings('Cancellation policy');
  const ways = panel.getByRole('radiogroup', { name: 'When no proposed time suits' });
  await expect(ways.getByRole('radio', { name: 'Call the office' })).toBeChecked();
  await ways.getByRole('radio', { name: 'Propose another time' }).check();
  expect(await violations(desk)).toEqual([]);
  await desk.save(panel);
  await desk.refresh();

  await portal.open(patient);
  await portal.page.getByRole('link', { name: 'Propose another time' }).click();
  await portal.page.getByLabel('From which day on').fill('2026-11-24');
  await portal.page.getByRole('button', { name: 'Show open times' }).click();
  const tuesday = portal.page.getByRole('group', { name: 'Tue, Nov 24, 2026' });
  await tuesday.getByLabel('10:30 AM').check();
  await portal.note.fill('I work in the afternoon.');
  await portal.page.getByRole('button', { name: 'Propose this time' }).click();
  await portal.said('The practice has the time you proposed.');

  const back = await desk.receive(TITLE, patient);
  await expect(back).toContainText('Asks for another time instead');
  await expect(back).toContainText(/Requested time\s*Tue, Nov 24\s*10:30 AM/);
  await expect(back).toContainText('I work in the afternoon.');
  expect(await violations(desk)).toEqual([]);
  const task = await clinic.taskOf(visit);
  expect([task.status, outcomeOf(task)]).toEqual(['requested', 'own-time']);
  await expect(await desk.historyOf(back)).toContainText([
    'Request received from the portal',
    'Proposed another time',
    'The patient asks for another time instead',
  ]);
  // Nobody is written to by that, and the time that was proposed is anybody's again.
  await desk.expectDay(PROPOSED.date, visit.provider, []);

  const asked = await desk.receive(TITLE, patient);
  await asked.getByRole('button', { name: 'Approve', exact: true }).click();
  const confirmed = await mailbox.newest(patient, 2);
  expect(confirmed.subject).toContain('Your appointment is confirmed for the new time');
  await expect
    .poll(async () => Date.parse((await clinic.appointmentOf(visit)).start ?? ''))
    .toBe(instantOf('2026-11-24', '10:30'));
  await portal.open(patient);
  await expect(portal.requests).toContainText('Approved: your appointment has moved');
});
