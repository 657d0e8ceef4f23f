import type { Locator } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { type Clinic, rescheduleTask, type TestVisit } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';
import type { Desk } from '../support/desk.ts';

const DAY = '2026-11-19';
const SINGLY = 'Look at singly';
const SETTLED = 'What has become of the others';

const dialog = (desk: Desk): Locator => desk.page.getByRole('dialog');
const listOf = (desk: Desk, name: string): Locator => dialog(desk).getByRole('list', { name });
const newTime = (desk: Desk, { patient }: TestVisit): Locator =>
  dialog(desk).getByRole('combobox', { name: new RegExp(`^New time for ${patient.name},`) });
const awayButton = (desk: Desk): Locator =>
  desk.panel('List').getByRole('button', { name: /^Provider away/ });

// Whoever is away does not stay so for the tests that follow.
test.afterEach(async ({ desk }) => {
  for (const { id } of await desk.invoke('absences.list', undefined))
    await desk.invoke('absences.end', { id });
});

/** A provider with four visits in a morning: one with a request for another time, one without e-mail. */
async function morning(
  clinic: Clinic,
  desk: Desk,
): Promise<readonly [TestVisit, TestVisit, TestVisit, TestVisit]> {
  const provider = await clinic.newProvider();
  const book = async (time: string, options: object = {}): Promise<TestVisit> =>
    clinic.newVisit({ provider, date: DAY, time, ...options });
  const visits = [
    await book('08:00'),
    await book('09:00'),
    await book('10:00', { patient: await clinic.newPatient({ email: null }) }),
    await book('11:00'),
  ] as const;
  // Asks for a time on the day on which the provider is away.
  await clinic.create(rescheduleTask(visits[1], DAY, '14:00'));
  await desk.refresh();
  return visits;
}

test('by keyboard: each visit gets its own time, and what was proposed waits for the patient', async ({
  clinic,
  desk,
  mailbox,
}) => {
  const visits = await morning(clinic, desk);
  const [first, asked, byPhone, last] = visits;
  await desk.openCalendar('List');
  const { keyboard } = desk.page;
  await desk.page.getByRole('textbox', { name: 'Day shown' }).fill(DAY);
  await desk.panel('List').getByRole('heading', { level: 2, name: 'Thursday, November 19, 2026' }).click();
  await keyboard.press('a');
  await expect(dialog(desk).getByRole('heading', { name: 'A provider is away' })).toBeVisible();
  expect(await violations(desk)).toEqual([]);
  await expect(dialog(desk).getByRole('combobox', { name: 'Provider' })).toBeFocused();
  await keyboard.type(first.provider.name);
  await keyboard.press('Control+Enter');
  await expect(dialog(desk).getByRole('heading', { name: `${first.provider.name} is away` })).toBeVisible();
  await expect(listOf(desk, 'To do').getByRole('listitem')).toHaveCount(4);
  for (const visit of visits) await expect(newTime(desk, visit)).toBeVisible();
  const times = await Promise.all(visits.map((visit) => newTime(desk, visit).inputValue()));
  expect(new Set(times).size).toBe(4);
  await expect(listOf(desk, 'To do')).toContainText('The patient asks for Thu, Nov 19, 2:00 PM');
  await desk.settled();
  expect(await violations(desk)).toEqual([]);

  await dialog(desk)
    .getByRole('checkbox', { name: new RegExp(`^Include ${last.patient.name},`) })
    .press('Space');
  await dialog(desk).getByRole('textbox', { name: 'Message to patient' }).fill('Dr. is ill.');
  await expect(dialog(desk).getByRole('button', { name: 'Give 3 new times' })).toBeEnabled();
  await keyboard.press('Control+Enter');
  await expect(dialog(desk)).toHaveCount(0);

  // It has moved at once, and its patient knows; one is to be called; one answers.
  expect((await mailbox.newest(first.patient)).subject).toContain('changed');
  expect((await mailbox.newest(asked.patient)).subject).toContain('proposed');
  await expect.poll(async () => (await clinic.appointmentOf(first)).start).not.toContain(DAY);
  expect((await clinic.otherAppointmentsOf(asked))[0]?.status).toBe('pending');

  // The day says so, and the button leads back: what is done has left the list, with what has become of it.
  await expect(desk.panel('List').getByText(`${first.provider.name} is away: Thu, Nov 19`)).toBeVisible();
  await expect(awayButton(desk)).toHaveText('Provider away (1)');
  await awayButton(desk).click();
  await dialog(desk)
    .getByRole('button', { name: new RegExp(`^${first.provider.name} is away: .*1 visit to do`) })
    .click();
  await expect(listOf(desk, 'To do').getByRole('listitem')).toHaveCount(1);
  // What is booked meanwhile gets a time beside those shown already.
  const late = await clinic.newVisit({ provider: first.provider, date: DAY, time: '08:00' });
  await desk.invoke('sync.refresh', undefined);
  await expect(newTime(desk, late)).toBeVisible();
  expect(await newTime(desk, late).inputValue()).not.toBe(await newTime(desk, last).inputValue());
  await expect(listOf(desk, SETTLED).getByRole('listitem')).toHaveText([
    new RegExp(`${first.patient.name}.*Moved to .*`),
    new RegExp(`${asked.patient.name}.*New time proposed: .*`),
    new RegExp(`${byPhone.patient.name}.*Moved to .*on the Call list`),
  ]);
  await dialog(desk).getByRole('button', { name: 'Call list (1)', exact: true }).click();
  await expect(desk.page.getByText(byPhone.patient.name).first()).toBeVisible();

  await desk.setUpCalendar([first.provider]);
  await desk.openCalendar('Day');
  const column = desk.panel('Day').getByRole('group', { name: first.provider.name });
  await expect(column.getByText('Away', { exact: true })).toBeVisible();
  expect(await violations(desk)).toEqual([]);
});

test('by mouse: the visits are cancelled in one go, what others did meanwhile is left alone, and new ones show up', async ({
  clinic,
  desk,
  mailbox,
}) => {
  const [first, asked, byPhone, last] = await morning(clinic, desk);
  await desk.openCalendar('List');
  await awayButton(desk).click();
  await dialog(desk).getByRole('combobox', { name: 'Provider' }).selectOption({ label: first.provider.name });
  await dialog(desk).getByLabel('From *', { exact: true }).fill(DAY);
  await dialog(desk).getByLabel('Until *', { exact: true }).fill(DAY);
  await dialog(desk).getByLabel('Until, at').fill('07:00');
  await dialog(desk).getByLabel('From, at').fill('08:00');
  await dialog(desk).getByRole('button', { name: 'List visits' }).click();
  await expect(dialog(desk)).toContainText('The end has to come after the beginning.');
  await dialog(desk).getByLabel('Until, at').fill('11:00');
  await dialog(desk).getByRole('button', { name: 'List visits' }).click();
  // Who asks for a time that is free is not given another.
  await expect(listOf(desk, 'To do').getByRole('listitem')).toHaveCount(2);
  await expect(listOf(desk, SINGLY)).toContainText('The time asked for is free');
  await dialog(desk).getByRole('combobox', { name: 'What to do' }).selectOption('Cancel the visits');
  await expect(listOf(desk, 'To do').getByRole('listitem')).toHaveCount(3);
  // One is cancelled in the portal, and one booked, while the dialog is open.
  await clinic.update({ ...(await clinic.appointmentOf(byPhone)), status: 'cancelled' });
  const late = await clinic.newVisit({ provider: first.provider, date: DAY, time: '10:00' });
  await desk.invoke('sync.refresh', undefined);
  await expect(listOf(desk, SETTLED)).toContainText(`${byPhone.patient.name}`);
  await expect(listOf(desk, SETTLED)).toContainText('Cancelled by others');
  await expect(listOf(desk, 'To do')).toContainText(late.patient.name);
  await expect(listOf(desk, SINGLY)).toHaveCount(0);
  await dialog(desk)
    .getByRole('combobox', { name: 'Reason' })
    .selectOption({ label: 'Provider unavailable' });
  await dialog(desk).getByRole('button', { name: 'Cancel 3 visits', exact: true }).click();
  await expect(dialog(desk)).toHaveCount(0);
  for (const visit of [first, asked, late]) {
    expect((await mailbox.newest(visit.patient)).subject).toContain('cancelled');
    await expect.poll(async () => (await clinic.appointmentOf(visit)).status).toBe('cancelled');
  }
  expect((await clinic.appointmentOf(last)).status).toBe('booked');
  await expect(awayButton(desk)).toHaveText('Provider away');
});
