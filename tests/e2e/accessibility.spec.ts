import { pageViolations, violations } from '../support/axe.ts';
import { type Clinic, requestedPeriodTask, rescheduleTask } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';
import { SETTINGS_SECTIONS, type View } from '../support/desk.ts';
import type { PatientPortal } from '../support/patient-portal.ts';

/** Requests of several kinds: with a note, of somebody without e-mail, for a time that is past, closed or early. */
async function fillInbox(clinic: Clinic, portal: PatientPortal): Promise<void> {
  await portal.askToCancel(await clinic.newVisit(), { note: 'I am well again', reason: 'I feel better' });
  const patient = await clinic.newPatient({ email: null });
  await portal.askToCancel(await clinic.newVisit({ patient, date: '2026-11-17', time: '09:00' }));
  for (const [date, time] of [
    ['2026-11-13', '10:00'],
    ['2026-11-26', '10:00'],
    ['2026-11-21', '06:00'],
  ] as const)
    await clinic.create(rescheduleTask(await clinic.newVisit(), date, time));
}

test('the inbox, an expanded form, its history and the dialogs', async ({ clinic, portal, desk }) => {
  await fillInbox(clinic, portal);
  const taken = await clinic.newVisit({ date: '2026-11-20', time: '14:00' });
  const visit = await clinic.newVisit({ provider: taken.provider });
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00', { note: [{ text: 'A note' }] }));
  await desk.refresh();
  await desk.openView('Inbox');
  await expect(desk.request('Reschedule appointment', visit.patient)).toBeVisible();
  expect(await violations(desk)).toEqual([]);

  const row = await desk.find('Inbox', 'Reschedule appointment', visit.patient);
  await desk.historyOf(row);
  const form = await desk.openForm(row);
  await form.getByRole('textbox', { name: 'Time', exact: true }).fill('');
  await form.getByRole('button', { name: 'Propose Changes', exact: true }).click();
  await expect(form).toContainText('Enter a time.');
  expect(await violations(desk)).toEqual([]);

  await desk.fillWhen(form, '2026-11-20', '14:10');
  await form.getByRole('button', { name: 'Propose Changes', exact: true }).click();
  await desk.fillWords({ reason: 'Other', message: 'x'.repeat(1001) });
  await desk.reasonDialog.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(desk.reasonDialog).toContainText('Say the reason in words');
  expect(await violations(desk)).toEqual([]);
  await desk.fillWords({ reason: 'Provider unavailable', message: 'Sorry' });
  await expect(desk.reasonDialog).toContainText('2 appointments would then stand at ');
  expect(await violations(desk)).toEqual([]);
  await desk.page.keyboard.press('Escape');

  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(desk.page.getByRole('dialog', { name: 'That time is taken' })).toBeVisible();
  expect(await violations(desk)).toEqual([]);
});

test('the other views and the day', async ({ clinic, desk }) => {
  const noEmail = await clinic.newVisit({ patient: await clinic.newPatient({ email: null }) });
  await clinic.create(rescheduleTask(noEmail, '2026-11-20', '14:00'));
  await desk.propose(await desk.receive('Reschedule appointment', noEmail.patient), '2026-11-23', '15:00', {
    reason: 'Provider unavailable',
  });
  const bounce = await clinic.newVisit({
    patient: await clinic.newPatient({ email: 'bounce@example.com' }),
  });
  await clinic.create(
    requestedPeriodTask(bounce, { start: '2026-11-20T20:00:00Z', end: '2026-11-20T19:00:00Z' }),
  );
  await clinic.create(rescheduleTask(bounce, '2026-11-20', '14:00'));
  const row = await desk.receive('Reschedule appointment', bounce.patient);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(await desk.confirmed('Reschedule appointment', bounce.patient)).toContainText('not delivered');
  expect(await violations(desk)).toEqual([]);

  for (const view of [
    'Awaiting patient',
    'Needs attention',
    'Call list',
  ] as const satisfies readonly View[]) {
    await desk.openView(view);
    await expect(desk.page.getByRole('article').first()).toBeVisible();
    expect(await violations(desk), view).toEqual([]);
  }
  await desk.page.getByRole('button', { name: 'Left a message', exact: true }).first().click();
  await expect(desk.page.getByRole('region', { name: /^To be tried again/ })).toBeVisible();
  await desk.page.getByRole('button', { name: 'Try again at …', exact: true }).last().click();
  expect(await violations(desk), 'a call to be tried again').toEqual([]);
  // Escape takes the fields away, and the focus stays with the call: its keys go on.
  await desk.page.keyboard.press('Escape');
  await expect(desk.page.getByRole('button', { name: 'Try again at …', exact: true }).last()).toBeFocused();
  await desk.expectDay('2026-11-23', noEmail.provider, [
    `3:00 PM ${noEmail.patient.name}, Follow-up, Tentative`,
  ]);
  expect(await violations(desk), 'Day').toEqual([]);
});

test('a decision that can be undone', async ({ clinic, desk, settings }) => {
  await settings.keep();
  await desk.changeRules((rules) => ({ ...rules, undoSeconds: 60 }));
  const visit = await clinic.newVisit();
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  const row = await desk.receive('Reschedule appointment', visit.patient);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(desk.undoOf(visit.patient)).toBeVisible();
  expect(await violations(desk)).toEqual([]);
});

test('every section of Settings', async ({ desk }) => {
  // Ten screens, each gone through by axe: minutes on a machine that has other work.
  test.slow();
  for (const section of SETTINGS_SECTIONS) {
    const panel = await desk.openSettings(section);
    expect(await violations(desk), section).toEqual([]);
    if (section === 'Portal connection') {
      await panel.getByRole('button', { name: 'Test connection' }).click();
      await expect(panel.getByRole('list', { name: 'What the test found' })).toBeVisible();
      await panel.getByRole('radio', { name: 'FHIR server' }).check();
      await panel
        .getByRole('combobox', { name: 'Sign-in' })
        .selectOption({ label: 'SMART Backend Services (private key)' });
    }
    if (section === 'Mail server') await panel.getByRole('radio', { name: 'SMTP server' }).check();
    if (section !== 'Portal connection' && section !== 'Mail server') continue;
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(panel.getByRole('alert').first()).toBeVisible();
    expect(await violations(desk), `${section}, filled in wrong`).toEqual([]);
  }
});

test('every page of the portal that a patient sees', async ({ clinic, portal, desk }) => {
  test.slow();
  const { page } = portal;
  const sees = async (what: string): Promise<void> =>
    expect(await pageViolations(page), `${what}, ${page.url()}`).toEqual([]);
  const shut = await clinic.newPatient();
  await clinic.update({
    ...(await clinic.read('Patient', shut.id)),
    extension: [{ url: 'urn:reslot:portal-access', valueBoolean: false }],
  });
  const visit = await clinic.newVisit();
  const { patient } = visit;
  await page.goto(portal.url);
  await page.getByRole('searchbox', { name: 'Find a patient' }).fill('Robin');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByText(shut.name)).toBeVisible();
  await sees('the patients, one without access');
  await page.goto(new URL(`patients/${shut.id}`, portal.url).href);
  await expect(page.getByRole('heading', { level: 1, name: 'No portal access' })).toBeVisible();
  await sees('nobody is let in');
  await page.goto(new URL('nowhere', portal.url).href);
  await expect(page.getByRole('heading', { level: 1, name: 'Not found' })).toBeVisible();
  await sees('nothing there');

  await portal.fillReschedule(visit, '2026-11-20', '14:00', 'After work');
  await sees('asking to reschedule');
  await portal.send.click();
  await portal.said('Your request to reschedule is with the practice');
  await sees('a request that waits');
  await page.getByRole('link', { name: 'Ask to cancel' }).click();
  await expect(page.getByText('This request will replace that one.')).toBeVisible();
  await sees('asking to cancel in place of another');

  const late = await clinic.newVisit({ date: '2026-11-16', time: '16:30' });
  await portal.open(late.patient);
  await page.getByRole('link', { name: 'Ask to cancel' }).click();
  await expect(page.getByText('Late cancellation:')).toBeVisible();
  await sees('asking to cancel late');
  await portal.send.click();
  await portal.said('Your request to cancel is with the practice');
  await sees('a late request to cancel');

  const past = await clinic.newVisit({ date: '2026-11-10', patient });
  await page.goto(
    new URL(`patients/${patient.id}/appointments/${past.appointmentId}/cancel`, portal.url).href,
  );
  await expect(page.getByRole('heading', { level: 1, name: 'This appointment has passed' })).toBeVisible();
  await sees('a visit that is over');

  await portal.open(patient);
  await page.getByRole('link', { name: 'Ask for a new appointment' }).click();
  await sees('asking for a new appointment');
  await page.getByLabel('What for').selectOption({ label: 'Follow-up (30 minutes)' });
  await page.getByLabel('With whom').selectOption({ label: visit.provider.name });
  await page.getByLabel('Where').selectOption({ label: 'Main Street' });
  await page.getByRole('button', { name: 'Show open times' }).click();
  await expect(page.getByRole('heading', { name: 'Open times' })).toBeVisible();
  await sees('open times');
  const taken = page.getByLabel('11:00 AM').first();
  await taken.check();
  await clinic.newVisit({ provider: visit.provider, date: '2026-11-16', time: '11:00' });
  await portal.send.click();
  await expect(page.getByRole('alert')).toContainText('This time is not open any more.');
  await sees('a time that somebody else got');

  const row = await desk.receive('Reschedule appointment', patient);
  await desk.propose(row, '2026-11-23', '15:00', { reason: 'Provider unavailable', message: 'Sorry.' });
  await desk.look('Awaiting patient', patient);
  await desk.settled();
  await portal.open(patient);
  await expect(portal.proposals).toHaveCount(1);
  await sees('a time that is proposed');
  const answering = page.getByRole('button', { name: 'Decline', exact: true });
  await answering.click();
  await portal.said('You declined the proposed time.');
  await sees('a time that was declined');
  await portal.withdraw(late.patient);
  await sees('a request that was withdrawn');
});
