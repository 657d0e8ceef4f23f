import type { Locator, Page } from '@playwright/test';
import { instantOf, type TestVisit } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';
import type { Desk } from '../support/desk.ts';

/** Thursday, 19 November 2026; the clinic's clock stands on Monday, the 16th. */
const THURSDAY = '2026-11-19';

async function showDay(
  desk: Desk,
  date: string,
  providers: readonly TestVisit['provider'][],
): Promise<Locator> {
  await desk.refresh();
  await desk.setUpCalendar(providers);
  const panel = await desk.openCalendar('Day');
  await panel.getByRole('textbox', { name: 'Day shown' }).fill(date);
  await expect(column(panel, providers[0])).toBeVisible();
  await desk.settled();
  return panel;
}

const column = (panel: Locator, provider: TestVisit['provider'] | undefined): Locator =>
  panel.getByRole('group', { name: new RegExp(`^${provider?.name}, \\d+ appointments?$`) });

const entry = (within: Locator, time: string, visit: TestVisit): Locator =>
  within.getByRole('button', { name: `${time} ${visit.patient.name}, Follow-up, Booked`, exact: true });

/** What the grid says while an appointment is moved. */
const said = (panel: Locator, words: string): Promise<void> =>
  expect(panel.getByRole('status').filter({ hasText: words })).toHaveText(words);

const instant = (written: string | undefined): number => Date.parse(written ?? '');

async function middleOf(place: Locator): Promise<{ x: number; y: number }> {
  const box = await place.boundingBox();
  if (box === null) throw new Error('nothing to be seen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function drag(page: Page, from: Locator, over: Locator, down: number): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  const [start, end] = [await middleOf(from), await middleOf(over)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, start.y + down, { steps: 8 });
}

test.afterEach(async ({ desk }) => desk.setUpCalendar());

test('dragged to another provider and time: put back by Escape, moved once the reason is given', async ({
  clinic,
  desk,
}) => {
  const visit = await clinic.newVisit({ date: THURSDAY, time: '10:00' });
  const other = await clinic.newVisit({ date: THURSDAY, time: '14:00' });
  const panel = await showDay(desk, THURSDAY, [visit.provider, other.provider]);
  const original = entry(column(panel, visit.provider), '10:00 AM', visit);
  const theirs = column(panel, other.provider);

  // An hour is 88 pixels high.
  await drag(desk.page, original, theirs, 88);
  await said(panel, `11:00 AM – 11:30 AM, ${other.provider.name}`);
  await desk.page.keyboard.press('Escape');
  await said(panel, 'Put back.');
  await desk.page.mouse.up();
  await expect(desk.page.getByRole('dialog')).toHaveCount(0);

  await drag(desk.page, original, theirs, 88);
  await said(panel, `11:00 AM – 11:30 AM, ${other.provider.name}`);
  await desk.page.mouse.up();
  await expect(desk.reasonDialog).toContainText(other.provider.name);
  await desk.send({ reason: 'Provider unavailable' });
  const moved = entry(theirs, '11:00 AM', visit);
  await expect(moved).toBeVisible();
  await expect(original).toHaveCount(0);
  await expect(moved).toBeFocused();
  await expect
    .poll(async () => {
      const { start, participant } = await clinic.appointmentOf(visit);
      return [instant(start), participant.map(({ actor }) => actor?.reference)];
    })
    .toEqual([
      instantOf(THURSDAY, '11:00'),
      expect.arrayContaining([`Practitioner/${other.provider.id}`, `Patient/${visit.patient.id}`]),
    ]);
});

test('moved and made longer by keyboard alone; the dialog left by Back changes nothing', async ({
  clinic,
  desk,
}) => {
  const first = await clinic.newVisit({ date: THURSDAY, time: '09:00' });
  const visit = await clinic.newVisit({ date: THURSDAY, time: '10:00', provider: first.provider });
  const panel = await showDay(desk, THURSDAY, [visit.provider]);
  const own = column(panel, visit.provider);
  const original = entry(own, '10:00 AM', visit);
  const { keyboard } = desk.page;

  // One tab stop for all of them.
  await expect(own.locator('[tabindex="0"]')).toHaveCount(1);
  await entry(own, '9:00 AM', first).focus();
  await keyboard.press('ArrowDown');
  await expect(original).toBeFocused();
  await expect(own.locator('[tabindex="0"]')).toHaveCount(1);

  await keyboard.press('Alt+ArrowUp');
  await keyboard.press('Alt+ArrowUp');
  await said(panel, `9:30 AM – 10:00 AM, ${visit.provider.name}`);
  await keyboard.press('Alt+ArrowUp');
  await said(panel, `9:15 AM – 9:45 AM, ${visit.provider.name}, overlaps`);
  await keyboard.press('Escape');
  await said(panel, 'Put back.');

  await keyboard.press('Alt+ArrowDown');
  await keyboard.press('Alt+Shift+ArrowDown');
  await said(panel, `10:15 AM – 11:00 AM, ${visit.provider.name}`);
  await keyboard.press('Enter');
  await expect(desk.reasonDialog).toBeVisible();
  await desk.reasonDialog.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(desk.reasonDialog).toBeHidden();
  await expect(original).toBeFocused();

  await keyboard.press('Alt+ArrowDown');
  await keyboard.press('Alt+Shift+ArrowDown');
  await keyboard.press('Enter');
  await desk.send({ reason: 'Needs a longer visit' });
  await expect(entry(own, '10:15 AM', visit)).toBeFocused();
  await expect
    .poll(async () => {
      const { start, end } = await clinic.appointmentOf(visit);
      return [instant(start), instant(end)];
    })
    .toEqual([instantOf(THURSDAY, '10:15'), instantOf(THURSDAY, '11:00')]);
});

test('a free time is booked by click and by key; 60 at one time can all be reached', async ({
  clinic,
  desk,
}) => {
  const visit = await clinic.newVisit({ date: THURSDAY, time: '10:00' });
  const visits = [visit];
  const { provider, patient } = visit;
  for (let count = 1; count < 60; count += 1) {
    visits.push(await clinic.newVisit({ date: THURSDAY, time: '10:00', provider, patient }));
  }
  const panel = await showDay(desk, THURSDAY, [provider]);
  const own = column(panel, provider);
  await expect(own.getByRole('button')).toHaveCount(4);
  const more = own.getByRole('button', { name: '+57 more, 10:00 AM – 10:30 AM', exact: true });
  await entry(own, '10:00 AM', visit).last().focus();
  await desk.page.keyboard.press('ArrowDown');
  await expect(more).toBeFocused();
  await desk.page.keyboard.press('Enter');
  const folded = desk.page.getByRole('menu', { name: 'Appointments at the same time' });
  await expect(folded.getByRole('menuitem')).toHaveCount(57);
  await desk.page.keyboard.press('Escape');
  await expect(more).toBeFocused();

  await desk.page.keyboard.press('ControlOrMeta+ArrowDown');
  const free = own.getByRole('button', { name: /^Book / });
  await expect(free).toHaveAccessibleName(`Book 10:30 AM, ${provider.name}`);
  await desk.page.keyboard.press('Enter');
  const booking = desk.page.getByRole('dialog', { name: 'Book appointment' });
  await expect(booking.getByRole('combobox', { name: 'Provider' })).toHaveValue(provider.id);
  await expect(booking.getByRole('textbox', { name: 'Time', exact: true })).toHaveValue('10:30');
  await desk.page.keyboard.press('Escape');
  await expect(booking).toHaveCount(0);

  const below = await middleOf(more);
  // An hour and a half below the middle is a line of the grid: half a step more is between two lines.
  await desk.page.mouse.click(below.x, below.y + 132 + 11);
  await expect(free).toHaveAccessibleName(`Book 11:45 AM, ${provider.name}`);
  await expect(free).toBeFocused();
});

for (const { date, time, hours } of [
  { date: '2027-03-14', time: '03:00', hours: ['12:00 AM', '1:00 AM', '3:00 AM', '4:00 AM'] },
  { date: '2026-11-01', time: '00:30', hours: ['12:00 AM', '1:00 AM', '1:00 AM', '2:00 AM'] },
]) {
  test(`the night of ${date}: the hours as the clinic's clocks show them`, async ({ clinic, desk }) => {
    const early = await clinic.newVisit({ date, time: '00:15', minutes: 15 });
    const visit = await clinic.newVisit({ date, time, minutes: 60, provider: early.provider });
    const panel = await showDay(desk, date, [visit.provider]);
    await expect(panel.locator('.hour').first()).toHaveText('12:00 AM');
    expect((await panel.locator('.hour').allTextContents()).slice(0, 4)).toEqual(hours);
    const one = entry(panel, time === '03:00' ? '3:00 AM' : '12:30 AM', visit);
    // As far below midnight as time has passed since: 88 pixels an hour.
    const midnight = await panel.locator('.body').boundingBox();
    const box = await one.boundingBox();
    const passed = (visit.start - instantOf(date, '00:00')) / 3_600_000;
    expect((box?.y ?? 0) - (midnight?.y ?? 0)).toBeCloseTo(passed * 88 + 1, 0);
  });
}
