import type { Appointment } from '@medplum/fhirtypes';
import type { Locator } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { type Clinic, rescheduleTask, type TestVisit } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';
import type { CalendarView, Desk } from '../support/desk.ts';

/** Thursday, 19 November 2026; the clinic's clock stands on Monday, the 16th. */
const THURSDAY = '2026-11-19';
const VIEWS = ['Day', 'Week', 'List'] as const satisfies readonly CalendarView[];

const STATUS_IN_PORTAL = {
  'Checked in': 'checked-in',
  Completed: 'fulfilled',
  'No-show': 'noshow',
  Cancelled: 'cancelled',
} as const satisfies Readonly<Record<string, Appointment['status']>>;

async function setStatus(
  clinic: Clinic,
  visit: TestVisit,
  status: keyof typeof STATUS_IN_PORTAL,
): Promise<void> {
  await clinic.update({ ...(await clinic.appointmentOf(visit)), status: STATUS_IN_PORTAL[status] });
}

async function moveToLakeview(clinic: Clinic, visit: TestVisit): Promise<void> {
  const appointment = await clinic.appointmentOf(visit);
  await clinic.update({
    ...appointment,
    participant: appointment.participant.map((one) =>
      one.actor?.reference?.startsWith('Location/')
        ? { ...one, actor: { reference: 'Location/location-lakeview', display: 'Lakeview' } }
        : one,
    ),
  });
}

const nameOf = (time: string, visit: TestVisit, status: string): string =>
  `${time} ${visit.patient.name}, Follow-up, ${status}`;

/** An entry of the time grid. */
const entry = (panel: Locator, time: string, visit: TestVisit, status: string): Locator =>
  panel.getByRole('button', { name: nameOf(time, visit, status), exact: true });

const column = (panel: Locator, label: string): Locator =>
  panel.getByRole('group', { name: new RegExp(`^${label}, \\d+ appointments?$`) });

/** Goes to a day by the date field, and waits for what it says there. */
async function goTo(panel: Locator, date: string, heading: string): Promise<void> {
  await panel.getByRole('textbox', { name: 'Day shown' }).fill(date);
  await expect(panel.getByRole('heading', { level: 2, name: heading })).toBeVisible();
}

/** Presses a key where nothing else takes it. */
async function press(desk: Desk, view: CalendarView, key: string): Promise<void> {
  await desk.page.getByRole('tab', { name: view, exact: true }).focus();
  await desk.page.keyboard.press(key);
}

test.afterEach(async ({ desk }) => desk.setUpCalendar());

test('Day: a column a provider; every state by word and icon; cancelled only when asked for', async ({
  clinic,
  desk,
}) => {
  const provider = await clinic.newProvider();
  const times = ['08:00', '09:00', '10:00', '11:00', '13:00', '14:00'];
  const visits = [];
  for (const time of times)
    visits.push(await clinic.newVisit({ provider, time, date: THURSDAY, minutes: 60 }));
  const [booked, checkedIn, completed, noShow, cancelled, moved] = visits;
  if (!booked || !checkedIn || !completed || !noShow || !cancelled || !moved) throw new Error('six visits');
  await setStatus(clinic, checkedIn, 'Checked in');
  await setStatus(clinic, completed, 'Completed');
  await setStatus(clinic, noShow, 'No-show');
  await setStatus(clinic, cancelled, 'Cancelled');
  const other = await clinic.newVisit({ time: '09:15', date: THURSDAY });
  await clinic.create(rescheduleTask(moved, THURSDAY, '15:30'));
  await desk.propose(await desk.receive('Reschedule appointment', moved.patient), THURSDAY, '16:00', {
    reason: 'Provider unavailable',
  });
  await desk.setUpCalendar([provider, other.provider]);

  const panel = await desk.openCalendar('Day');
  await goTo(panel, THURSDAY, 'Thursday, November 19, 2026');
  const own = column(panel, provider.name);
  await expect(column(panel, other.provider.name).getByRole('button')).toHaveCount(1);
  await expect(entry(own, '8:00 AM', booked, 'Booked')).toBeVisible();
  for (const [time, visit, status] of [
    ['9:00 AM', checkedIn, 'Checked in'],
    ['10:00 AM', completed, 'Completed'],
    ['11:00 AM', noShow, 'No-show'],
    ['4:00 PM', moved, 'Tentative'],
  ] as const) {
    const one = entry(own, time, visit, status);
    await expect(one).toContainText(status);
    await expect(one.locator('svg')).toHaveCount(1);
  }
  const original = entry(own, '2:00 PM', moved, 'Booked');
  await expect(original).toContainText('change proposed');
  await expect(original.locator('svg').first()).toBeVisible();
  await expect(entry(own, '4:00 PM', moved, 'Tentative').locator('.card')).toHaveCSS(
    'background-image',
    /repeating-linear/,
  );

  await expect(entry(own, '1:00 PM', cancelled, 'Cancelled')).toHaveCount(0);
  await panel.getByRole('checkbox', { name: 'Show cancelled' }).check();
  await expect(entry(own, '1:00 PM', cancelled, 'Cancelled')).toBeVisible();
});

test('Day: many columns scroll sideways; the choice of providers and of a location narrows them and is kept', async ({
  clinic,
  desk,
}) => {
  const visits: TestVisit[] = [];
  for (let hour = 8; hour < 16; hour += 1) {
    visits.push(await clinic.newVisit({ date: THURSDAY, time: `${String(hour).padStart(2, '0')}:00` }));
  }
  const [first, last] = [visits[0], visits.at(-1)];
  if (!first || !last) throw new Error('eight visits');
  await moveToLakeview(clinic, last);
  await desk.refresh();
  await desk.setUpCalendar();
  const panel = await desk.openCalendar('Day');
  await goTo(panel, THURSDAY, 'Thursday, November 19, 2026');
  await expect(column(panel, last.provider.name)).toBeAttached();
  const grid = panel.getByRole('group', { name: 'Day', exact: true });
  const overflow = await grid.evaluate((box) => box.scrollWidth - box.clientWidth);
  expect(overflow).toBeGreaterThan(200);

  const providers = panel.getByRole('button', { name: /^Providers \(/ });
  await providers.click();
  const choice = desk.page.getByRole('dialog', { name: 'Providers' });
  await choice.getByRole('button', { name: 'None', exact: true }).click();
  await desk.page.keyboard.press('Escape');
  await expect(panel.getByText('No provider is chosen.')).toBeVisible();
  await providers.click();
  for (const { provider } of [first, last])
    await choice.getByRole('checkbox', { name: provider.name }).check();
  await desk.page.keyboard.press('Escape');
  await expect(panel.getByRole('group', { name: /, \d+ appointments?$/ })).toHaveCount(2);
  await expect(providers).toHaveText(/^Providers \(2 of \d+\)$/);

  await panel.getByRole('combobox', { name: 'Location' }).selectOption({ label: 'Main Street' });
  await expect(column(panel, last.provider.name)).toHaveCount(0);
  await expect(entry(panel, '8:00 AM', first, 'Booked')).toBeVisible();
  await expect(
    panel.getByText(/^\d+ appointments? at (an)?other locations? (is|are) not shown\.$/),
  ).toBeVisible();

  await desk.page.reload();
  const again = await desk.openCalendar('Day');
  await goTo(again, THURSDAY, 'Thursday, November 19, 2026');
  await expect(column(again, first.provider.name)).toBeVisible();
  await expect(column(again, last.provider.name)).toHaveCount(0);
  await again.getByRole('button', { name: 'Show every location' }).click();
  await expect(entry(again, '3:00 PM', last, 'Booked')).toBeVisible();

  // Whoever has left keeps a column for as long as something stands in it.
  const left = await clinic.read('Practitioner', last.provider.id);
  await clinic.update({ ...left, active: false });
  await desk.refresh();
  const leftColumn = column(again, `${last.provider.name}, no longer active`);
  await expect(entry(leftColumn, '3:00 PM', last, 'Booked')).toBeVisible();
  await again.getByRole('button', { name: 'Next day', exact: true }).click();
  await expect(again.getByRole('heading', { level: 2, name: 'Friday, November 20, 2026' })).toBeVisible();
  await expect(leftColumn).toHaveCount(0);
  await expect(column(again, first.provider.name)).toBeVisible();
});

test('Week: the open days of one provider, a closed day by its name, from week to week by keyboard', async ({
  clinic,
  desk,
  settings,
}) => {
  await settings.keep();
  await desk.changeRules((rules) => ({
    ...rules,
    practice: { ...rules.practice, closedDays: [{ date: '2026-11-26', name: 'Thanksgiving' }] },
  }));
  const visit = await clinic.newVisit({ date: THURSDAY, time: '10:00' });
  const saturday = await clinic.newVisit({ date: '2026-11-28', time: '10:00', provider: visit.provider });
  await desk.refresh();
  const panel = await desk.openCalendar('Week');
  await panel.getByRole('combobox', { name: 'Provider' }).selectOption({ label: visit.provider.name });
  await expect(
    panel.getByRole('heading', { level: 2, name: `November 15 – 21, 2026 · ${visit.provider.name}` }),
  ).toBeVisible();
  const columns = panel.getByRole('group', { name: /, \d+ appointments?$/ });
  await expect(columns).toHaveCount(5);
  await expect(entry(column(panel, 'Thu, Nov 19, 2026'), '10:00 AM', visit, 'Booked')).toBeVisible();

  await press(desk, 'Week', 'j');
  await expect(panel.getByRole('heading', { level: 2, name: 'November 22 – 28, 2026' })).toBeVisible();
  // A day without hours has a column when something stands on it.
  await expect(columns).toHaveCount(6);
  await expect(entry(column(panel, 'Sat, Nov 28, 2026'), '10:00 AM', saturday, 'Booked')).toBeAttached();
  await expect(column(panel, 'Thu, Nov 26, 2026')).toContainText('Closed: Thanksgiving.');

  for (const week of ['November 15 – 21, 2026', 'November 8 – 14, 2026']) {
    await desk.page.keyboard.press('k');
    await expect(panel.getByRole('heading', { level: 2, name: week })).toBeVisible();
  }
  await desk.page.keyboard.press('t');
  await expect(panel.getByRole('heading', { level: 2, name: 'November 15 – 21, 2026' })).toBeVisible();
  await expect(entry(panel, '10:00 AM', visit, 'Booked')).toBeVisible();
});

test('the day stays from view to view; a closed day leads to the next open one; the month goes by keyboard', async ({
  clinic,
  desk,
  settings,
}) => {
  await settings.keep();
  await desk.changeRules((rules) => ({
    ...rules,
    practice: { ...rules.practice, closedDays: [{ date: '2026-11-26', name: 'Thanksgiving' }] },
  }));
  const visit = await clinic.newVisit({ date: '2026-11-27', time: '10:00' });
  await desk.refresh();
  await desk.setUpCalendar([visit.provider]);
  const day = await desk.openCalendar('Day');
  await goTo(day, '2026-11-26', 'Thursday, November 26, 2026');
  await expect(day.getByText('Closed: Thanksgiving.').first()).toBeVisible();
  await day.getByRole('button', { name: 'Next open day: Friday, November 27, 2026' }).click();
  await expect(entry(day, '10:00 AM', visit, 'Booked')).toBeVisible();

  // What had the focus is gone: the tab has it, and its keys work from there.
  await desk.page.keyboard.press('Control+5');
  await expect(desk.page.getByRole('tab', { name: 'List', exact: true })).toBeFocused();
  const list = desk.panel('List');
  await expect(list.getByRole('heading', { level: 2, name: 'Friday, November 27, 2026' })).toBeVisible();
  await expect(list.getByRole('listitem', { name: nameOf('10:00 AM', visit, 'Booked') })).toBeVisible();

  const month = list.getByRole('grid', { name: 'November 2026' });
  await expect(month.getByRole('gridcell', { name: /^Thursday, November 26, 2026, closed/ })).toBeVisible();
  const friday = month.getByRole('gridcell', {
    name: /^Friday, November 27, 2026, \d+ appointments?, \d+% full$/,
  });
  await expect(friday).toHaveAttribute('aria-selected', 'true');
  await expect(month.getByRole('gridcell', { name: /^Monday, November 16, 2026, today, / })).toHaveAttribute(
    'aria-current',
    'date',
  );
  await friday.focus();
  await desk.page.keyboard.press('ArrowDown');
  const december = list.getByRole('grid', { name: 'December 2026' });
  await expect(december.getByRole('gridcell', { name: /^Friday, December 4, 2026/ })).toBeFocused();
  await desk.page.keyboard.press('PageDown');
  await desk.page.keyboard.press('Home');
  const january = list.getByRole('grid', { name: 'January 2027' });
  await expect(january.getByRole('gridcell', { name: /^Sunday, January 3, 2027/ })).toBeFocused();
  // Looking at a month does not leave the day.
  await expect(list.getByRole('heading', { level: 2, name: 'Friday, November 27, 2026' })).toBeVisible();
  await desk.page.keyboard.press('ArrowRight');
  await desk.page.keyboard.press('Enter');
  await expect(list.getByRole('heading', { level: 2, name: 'Monday, January 4, 2027' })).toBeVisible();

  await desk.page.keyboard.press('Control+4');
  await expect(
    desk.panel('Week').getByRole('heading', { level: 2, name: 'January 3 – 9, 2027' }),
  ).toBeVisible();
  await desk.page.keyboard.press('Control+3');
  await expect(day.getByRole('heading', { level: 2, name: 'Monday, January 4, 2027' })).toBeVisible();
  await desk.page.keyboard.press('Alt+PageUp');
  await expect(day.getByRole('heading', { level: 2, name: 'Sunday, January 3, 2027' })).toBeVisible();
  await desk.page.keyboard.press('t');
  await expect(day.getByRole('heading', { level: 2, name: 'Monday, November 16, 2026' })).toBeVisible();

  // Where there is no room beside the calendar a button opens the month.
  await desk.page.setViewportSize({ width: 1024, height: 700 });
  await day.getByRole('button', { name: 'Month', exact: true }).click();
  const popup = desk.page.getByRole('dialog', { name: 'Month' });
  await expect(popup.getByRole('gridcell', { name: /^Monday, November 16, 2026, today/ })).toBeFocused();
  await desk.page.keyboard.press('ArrowRight');
  await desk.page.keyboard.press('Enter');
  await expect(popup).toBeHidden();
  await expect(day.getByRole('heading', { level: 2, name: 'Tuesday, November 17, 2026' })).toBeVisible();
});

test('an open request shows on its appointment in every view, and opens from there', async ({
  clinic,
  desk,
}) => {
  const visit = await clinic.newVisit({ date: THURSDAY, time: '10:00' });
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  await desk.refresh();
  await desk.setUpCalendar([visit.provider]);
  const row = desk.request('Reschedule appointment', visit.patient);

  const day = await desk.openCalendar('Day');
  await goTo(day, THURSDAY, 'Thursday, November 19, 2026');
  await expect(entry(day, '10:00 AM', visit, 'Booked')).toContainText('open request');
  await entry(day, '10:00 AM', visit, 'Booked').focus();
  await desk.page.keyboard.press('o');
  await expect(row).toBeFocused();

  const week = await desk.openCalendar('Week');
  await week.getByRole('combobox', { name: 'Provider' }).selectOption({ label: visit.provider.name });
  await entry(week, '10:00 AM', visit, 'Booked').focus();
  await desk.page.keyboard.press('o');
  await expect(row).toBeFocused();

  const list = await desk.openCalendar('List');
  const item = list.getByRole('listitem', { name: nameOf('10:00 AM', visit, 'Booked') });
  await item.getByRole('button', { name: nameOf('10:00 AM', visit, 'Booked') }).focus();
  await desk.page.keyboard.press('o');
  await expect(row).toBeFocused();
  await desk.openCalendar('List');
  await item.getByRole('button', { name: 'open request', exact: true }).click();
  await expect(row).toBeFocused();
});

test('List: the arrows go from entry to entry; a location leaves out what is elsewhere and says so', async ({
  clinic,
  desk,
}) => {
  const first = await clinic.newVisit({ date: THURSDAY, time: '09:00' });
  const { provider } = first;
  const second = await clinic.newVisit({ date: THURSDAY, time: '10:00', provider });
  const third = await clinic.newVisit({ date: THURSDAY, time: '11:00', provider });
  await moveToLakeview(clinic, third);
  await desk.refresh();
  await desk.setUpCalendar();
  await desk.expectDay(THURSDAY, provider, [
    nameOf('9:00 AM', first, 'Booked'),
    nameOf('10:00 AM', second, 'Booked'),
    nameOf('11:00 AM', third, 'Booked'),
  ]);
  const list = desk.panel('List');
  await entry(list, '9:00 AM', first, 'Booked').focus();
  await desk.page.keyboard.press('ArrowDown');
  await expect(entry(list, '10:00 AM', second, 'Booked')).toBeFocused();
  await desk.page.keyboard.press('End');
  await expect(entry(list, '11:00 AM', third, 'Booked')).toBeFocused();
  await desk.page.keyboard.press('ArrowDown');
  await desk.page.keyboard.press('Home');
  await expect(entry(list, '9:00 AM', first, 'Booked')).toBeFocused();
  // One stop of the Tab key for all of them.
  await expect(list.locator('li button[tabindex="0"]')).toHaveCount(1);

  await list.getByRole('combobox', { name: 'Location' }).selectOption({ label: 'Main Street' });
  await expect(list.getByText('1 appointment at another location is not shown.')).toBeVisible();
  await expect(entry(list, '11:00 AM', third, 'Booked')).toHaveCount(0);
  await list.getByRole('combobox', { name: 'Location' }).selectOption({ label: 'Lakeview' });
  await expect(list.getByText('2 appointments at other locations are not shown.')).toBeVisible();
  await expect(entry(list, '11:00 AM', third, 'Booked')).toBeVisible();
});

test('axe finds nothing in Day, Week and List', async ({ clinic, desk }) => {
  const visit = await clinic.newVisit({ date: THURSDAY, time: '10:00' });
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  const gone = await clinic.newVisit({ date: THURSDAY, time: '13:00', provider: visit.provider });
  await setStatus(clinic, gone, 'Cancelled');
  await desk.refresh();
  await desk.setUpCalendar([visit.provider]);
  for (const view of VIEWS) {
    const panel = await desk.openCalendar(view);
    if (view === 'Day') await goTo(panel, THURSDAY, 'Thursday, November 19, 2026');
    else await panel.getByRole('combobox', { name: 'Provider' }).selectOption({ label: visit.provider.name });
    await panel.getByRole('checkbox', { name: 'Show cancelled' }).check();
    await expect(entry(panel, '1:00 PM', gone, 'Cancelled')).toBeVisible();
    await expect(panel.getByRole('gridcell', { name: /% full$/ }).first()).toBeVisible();
    expect(await violations(desk), view).toEqual([]);
  }
  const day = await desk.openCalendar('Day');
  await day.getByRole('button', { name: /^Providers \(/ }).click();
  await expect(desk.page.getByRole('dialog', { name: 'Providers' })).toBeVisible();
  expect(await violations(desk), 'Providers').toEqual([]);
});
