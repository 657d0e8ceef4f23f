import type { Locator } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { type Clinic, outcomeOf, rescheduleTask, type TestVisit } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';
import type { Desk } from '../support/desk.ts';

const TITLE = 'Reschedule appointment';

/** One provider's visits of a morning, each asked to move to the time given; the inbox shows these alone, in that order. */
async function morning(
  clinic: Clinic,
  desk: Desk,
  wishes: readonly (readonly [string, string])[],
): Promise<TestVisit[]> {
  const provider = await clinic.newProvider();
  const visits: TestVisit[] = [];
  for (const [time, asked] of wishes) {
    const visit = await clinic.newVisit({ provider, date: '2026-11-18', time });
    await clinic.create(rescheduleTask(visit, '2026-11-20', asked));
    visits.push(visit);
  }
  await desk.refresh();
  await desk.openView('Inbox');
  await desk.filter({ Provider: provider.name });
  await desk.settled();
  return visits;
}

const dialog = (desk: Desk): Locator => desk.page.getByRole('dialog');
const bar = (desk: Desk): Locator => desk.page.getByRole('group', { name: 'Selected requests' });
const rowOf = (desk: Desk, visit: TestVisit | undefined): Locator =>
  desk.request(TITLE, visit?.patient ?? { name: '' });

test('by keyboard: what is free is approved, the rest gets other times, no two the same', async ({
  clinic,
  desk,
  mailbox,
}) => {
  const visits = await morning(clinic, desk, [
    ['08:00', '08:00'],
    ['08:30', '09:00'],
    // Two want one time, and one a time at which a visit stands.
    ['09:00', '13:00'],
    ['09:30', '13:00'],
    ['10:00', '12:00'],
  ]);
  const { keyboard } = desk.page;
  const list = desk.page.getByRole('region', { name: 'Requests' });
  const before = await list.boundingBox();
  await rowOf(desk, visits[0]).focus();
  await keyboard.press('Control+a');
  const selected = desk.page.getByText('5 selected', { exact: true });
  await expect(selected).toBeVisible();
  expect(await selected.evaluate((words) => words.scrollWidth - words.clientWidth)).toBeLessThanOrEqual(0);
  expect(await list.boundingBox()).toEqual(before);
  expect(await violations(desk)).toEqual([]);

  await keyboard.press('a');
  await expect(dialog(desk).getByRole('heading', { name: 'Approve 2 requests' })).toBeVisible();
  const leftOut = dialog(desk).getByRole('list', { name: 'Left out, still selected' });
  await expect(leftOut.getByRole('listitem')).toHaveCount(3);
  await expect(leftOut).toContainText('2 requests want Fri, Nov 20, 1:00 PM');
  await expect(leftOut).toContainText('Outside opening hours');
  await expect(dialog(desk).getByRole('button', { name: 'Approve 2', exact: true })).toBeFocused();
  await desk.settled();
  expect(await violations(desk)).toEqual([]);
  await keyboard.press('Enter');
  await expect(dialog(desk)).toHaveCount(0);
  await expect(desk.page.getByText('3 selected', { exact: true })).toBeVisible();
  for (const visit of visits.slice(0, 2)) {
    await desk.confirmed(TITLE, visit.patient);
    expect(outcomeOf(await clinic.taskOf(visit))).toBe('approved');
    expect((await mailbox.newest(visit.patient)).subject).toContain('confirmed for the new time');
  }
  await desk.openView('Inbox');

  await keyboard.press('Control+a');
  await keyboard.press('p');
  const included = dialog(desk).getByRole('list', { name: 'Will be decided' });
  await expect(included.getByRole('listitem')).toHaveCount(3);
  await dialog(desk)
    .getByRole('combobox', { name: 'Reason' })
    .selectOption({ label: 'Requested time not available' });
  await keyboard.press('Control+Enter');
  await expect(dialog(desk)).toHaveCount(0);
  await expect(bar(desk)).toHaveCount(0);
  const offered: string[] = [];
  for (const visit of visits.slice(2)) {
    await desk.look('Awaiting patient', visit.patient);
    await expect(rowOf(desk, visit)).toBeVisible();
    expect((await mailbox.newest(visit.patient)).subject).toContain('proposed');
    const [tentative] = await clinic.otherAppointmentsOf(visit);
    offered.push(tentative?.start ?? '');
  }
  expect(new Set(offered).size).toBe(3);
});

test('by mouse: a range is denied with one reason, and what changed meanwhile is left alone', async ({
  clinic,
  desk,
  mailbox,
}) => {
  const visits = await morning(clinic, desk, [
    ['08:00', '08:00'],
    ['09:00', '09:00'],
    ['10:00', '10:00'],
    ['11:00', '11:00'],
  ]);
  await desk.page.getByRole('checkbox', { name: `Select ${visits[0]?.patient.name}`, exact: true }).click();
  await rowOf(desk, visits[2]).click({ modifiers: ['Shift'] });
  await expect(desk.page.getByText('3 selected', { exact: true })).toBeVisible();
  await rowOf(desk, visits[1]).click({ modifiers: ['ControlOrMeta'] });
  await expect(desk.page.getByText('2 selected', { exact: true })).toBeVisible();
  await desk.chooseFromMenu(bar(desk), 'Decide', 'Deny');
  await dialog(desk)
    .getByRole('combobox', { name: 'Reason' })
    .selectOption({ label: 'The visit should not wait' });
  await expect(dialog(desk).getByRole('checkbox')).toHaveCount(2);
  // The patient takes it back while the dialog is open, and the desk has read it.
  const withdrawn = visits[2];
  if (withdrawn === undefined) throw new Error('three visits');
  await clinic.update({ ...(await clinic.taskOf(withdrawn)), status: 'cancelled' });
  await desk.invoke('sync.refresh', undefined);
  await dialog(desk).getByRole('button', { name: 'Deny 2', exact: true }).click();
  await expect(dialog(desk)).toContainText('1 denied. 1 could not be decided.');
  await expect(dialog(desk)).toContainText('It has changed since you saw it');
  await dialog(desk).getByRole('button', { name: 'Close', exact: true }).click();
  const denied = visits[0];
  if (denied === undefined) throw new Error('three visits');
  await desk.confirmed(TITLE, denied.patient);
  expect(outcomeOf(await clinic.taskOf(denied))).toBe('denied');
  expect((await mailbox.newest(denied.patient)).subject).toContain('kept at the original time');
  expect(await mailbox.messagesTo(withdrawn.patient)).toEqual([]);
  await desk.openView('Inbox');
  await expect(rowOf(desk, visits[1])).toBeVisible();
});

test('by keyboard and mouse: a message decides nothing; who has no e-mail is to be called', async ({
  clinic,
  desk,
  mailbox,
}) => {
  const provider = await clinic.newProvider();
  const unreachable = await clinic.newPatient({ email: null });
  const visits = [
    await clinic.newVisit({ provider, date: '2026-11-18', time: '08:00' }),
    await clinic.newVisit({ provider, date: '2026-11-18', time: '09:00', patient: unreachable }),
  ];
  for (const visit of visits) await clinic.create(rescheduleTask(visit, '2026-11-20', '08:00'));
  await desk.refresh();
  await desk.openView('Inbox');
  await desk.filter({ Provider: provider.name });
  await desk.settled();
  const { keyboard } = desk.page;
  await rowOf(desk, visits[0]).focus();
  await keyboard.press('Control+a');
  await desk.chooseFromMenu(bar(desk), 'Decide', 'Message');
  const text = dialog(desk).getByRole('textbox', { name: 'Message to patient' });
  await expect(text).toBeFocused();
  await expect(
    dialog(desk).getByRole('list', { name: 'Will be written to' }).getByRole('listitem'),
  ).toHaveCount(2);
  await keyboard.press('Control+Enter');
  await expect(dialog(desk)).toContainText('Write the message to the patient first.');
  expect(await violations(desk)).toEqual([]);
  await text.fill('Please bring your insurance card.');
  await expect(dialog(desk).frameLocator('iframe').locator('body')).toContainText('insurance card');
  await keyboard.press('Control+Enter');
  await expect(dialog(desk)).toHaveCount(0);
  for (const visit of visits) {
    await expect(rowOf(desk, visit)).toBeVisible();
    expect((await clinic.taskOf(visit)).status).toBe('requested');
  }
  const [first] = visits;
  if (first === undefined) throw new Error('two visits');
  expect((await mailbox.newest(first.patient)).subject).toContain('A message about your appointment');
  const line = await desk.historyOf(rowOf(desk, first));
  await expect(line.filter({ hasText: 'Sent a message' })).toBeVisible();

  // One request alone, by its key.
  await rowOf(desk, first).focus();
  await keyboard.press('m');
  await expect(
    dialog(desk).getByRole('heading', { name: 'Write to the patients of 1 request' }),
  ).toBeVisible();
  await keyboard.press('Escape');
  await desk.openView('Call list');
  const call = desk.page.getByRole('article', { name: new RegExp(`^Call ${unreachable.name}`) });
  await expect(call).toBeVisible();
  const folded = call.getByRole('group').filter({ hasText: 'What to say on the phone' });
  // Unfolded already where this is the call to make next; others may be waiting.
  if ((await folded.getAttribute('open')) === null)
    await folded.getByText('What to say on the phone').click();
  const script = folded.getByText(`Am I speaking with ${unreachable.name}`);
  await expect(script).toBeVisible();
  await expect(script).toContainText('Please bring your insurance card.');
});

test('what was approved in one go is taken back in one, or one by one', async ({
  clinic,
  desk,
  settings,
}) => {
  await settings.keep();
  await desk.changeRules((rules) => ({ ...rules, undoSeconds: 60 }));
  const visits = await morning(clinic, desk, [
    ['08:00', '08:00'],
    ['09:00', '09:00'],
    ['10:00', '10:00'],
  ]);
  const { keyboard } = desk.page;
  const approveAll = async (): Promise<void> => {
    await rowOf(desk, visits[0]).focus();
    await keyboard.press('Control+a');
    await keyboard.press('a');
    await expect(dialog(desk).getByRole('button', { name: 'Approve 3', exact: true })).toBeFocused();
    await keyboard.press('Enter');
    await expect(dialog(desk)).toHaveCount(0);
  };
  await approveAll();
  const strip = desk.page.getByRole('region', { name: 'Just decided' });
  await expect(strip.getByRole('button', { name: 'Undo all (3 approved)', exact: true })).toBeVisible();
  await strip.getByRole('button', { name: 'Undo one of them', exact: true }).click();
  await desk.page.getByRole('menuitem', { name: `Approved: ${visits[1]?.patient.name}` }).click();
  await expect(rowOf(desk, visits[1])).toBeVisible();
  await strip.getByRole('button', { name: 'Undo all (2 approved)', exact: true }).click();
  for (const visit of visits) await expect(rowOf(desk, visit)).toBeVisible();
  await expect(strip.getByRole('listitem')).toHaveCount(0);

  await approveAll();
  await keyboard.press('z');
  for (const visit of visits) {
    await expect(rowOf(desk, visit)).toBeVisible();
    expect(await clinic.versionsOf('Task', (await clinic.taskOf(visit)).id)).toBe(1);
  }
});

test('requests of all kinds together: each is told apart, decided as what it is, or left out with why', async ({
  clinic,
  portal,
  desk,
  mailbox,
}) => {
  const provider = await clinic.newProvider();
  const moving = await clinic.newVisit({ provider, date: '2026-11-18', time: '08:00' });
  await clinic.create(rescheduleTask(moving, '2026-11-20', '08:00'));
  const ending = await clinic.newVisit({ provider, date: '2026-11-17', time: '09:00' });
  await portal.askToCancel(ending);
  const [wishing, tooLate] = [await clinic.newPatient(), await clinic.newPatient()];
  await portal.askForNew(wishing, provider.name, '2:30 PM');
  await portal.askForNew(tooLate, provider.name, '4:00 PM');
  await clinic.newVisit({ provider, date: '2026-11-16', time: '16:00' });
  await desk.refresh();
  await desk.openView('Inbox');
  await desk.filter({ Provider: provider.name });
  await desk.settled();
  const { keyboard } = desk.page;
  await rowOf(desk, moving).focus();
  await keyboard.press('Control+a');
  await keyboard.press('a');
  await expect(dialog(desk)).toContainText(
    '1 visit moves to the time asked for. 1 new appointment is booked as asked for.',
  );
  const included = dialog(desk).getByRole('list', { name: 'Will be decided' });
  const leftOut = dialog(desk).getByRole('list', { name: 'Left out, still selected' });
  await expect(included.getByRole('listitem').filter({ hasText: wishing.name })).toContainText(
    /· New appointment\s*Mon, Nov 16, 2:30 PM$/,
  );
  await expect(leftOut.getByRole('listitem').filter({ hasText: ending.patient.name })).toContainText(
    'Cancel appointment · Tue, Nov 17, 9:00 AM',
  );
  await expect(leftOut.getByRole('listitem').filter({ hasText: tooLate.name })).toContainText('Taken: ');
  expect(await violations(desk)).toEqual([]);
  await keyboard.press('Enter');
  await expect(dialog(desk)).toHaveCount(0);
  await desk.confirmed(TITLE, moving.patient);
  await desk.confirmed('New appointment', wishing);
  expect((await mailbox.newest(wishing)).subject).toContain('Your appointment is booked');

  await desk.openView('Inbox');
  await expect(desk.page.getByText('2 selected', { exact: true })).toBeVisible();
  await desk.request('New appointment', tooLate).focus();
  await keyboard.press('p');
  await expect(included.getByRole('listitem').filter({ hasText: tooLate.name })).toContainText(
    /· New appointment\s*Mon, Nov 16, 4:00 PM→/,
  );
  await expect(dialog(desk)).toContainText('2 requests get a time of their own');
  await dialog(desk).getByRole('button', { name: 'Back', exact: true }).click();
  await keyboard.press('d');
  await expect(dialog(desk)).toContainText(
    '1 visit that was to be cancelled stays booked. 1 new appointment is not booked.',
  );
  await dialog(desk).getByRole('combobox', { name: 'Reason' }).selectOption({ label: 'Other' });
  await dialog(desk).getByRole('textbox', { name: 'Reason in words' }).fill('We are closed then');
  await keyboard.press('Control+Enter');
  await expect(dialog(desk)).toHaveCount(0);
  await desk.confirmed('New appointment', tooLate);
  await desk.confirmed('Cancel appointment', ending.patient);
  expect((await clinic.appointmentOf(ending)).status).toBe('booked');
  expect((await mailbox.newest(tooLate)).subject).toContain('Your request for a new appointment');
});
