import type { Page } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { type Clinic, rescheduleTask, type TestVisit } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';
import type { Desk } from '../support/desk.ts';
import { openMorning } from '../support/morning.ts';

const HOURS = ['08', '09', '10', '11', '12', '13', '14', '15', '16'] as const;

/** How many requests can be seen whole, in the list and in the window. */
const wholeRows = (page: Page): Promise<number> =>
  page.getByRole('region', { name: 'Requests' }).evaluate((list) => {
    const { top, bottom } = list.getBoundingClientRect();
    return [...list.querySelectorAll('article')].filter((row) => {
      const place = row.getBoundingClientRect();
      return (
        place.top >= Math.max(0, top) - 1 &&
        place.bottom <= Math.min(innerHeight, bottom) + 1 &&
        place.height > 0
      );
    }).length;
  });

/** Eighteen requests in the inbox, which is narrowed to them by a search; the first of them is open. */
async function eighteen(clinic: Clinic, desk: Desk): Promise<TestVisit[]> {
  const provider = await clinic.newProvider();
  const visits: TestVisit[] = [];
  for (const [day, note] of [
    ['2026-11-18', []],
    ['2026-11-19', [{ text: 'My train leaves at noon. '.repeat(20) }]],
  ] as const)
    for (const hour of HOURS) {
      const patient = await clinic.newPatient({ family: `Denseley${visits.length}` });
      const visit = await clinic.newVisit({ patient, provider, date: day, time: `${hour}:00` });
      await clinic.create(rescheduleTask(visit, '2026-11-24', `${hour}:00`, { note: [...note] }));
      visits.push(visit);
    }
  await desk.refresh();
  await desk.openView('Inbox');
  await desk.search.fill('Denseley');
  await desk.settled();
  return visits;
}

test('nine requests stand in a window of 1280x800, fourteen in one of 1920x1080, three in a low one', async ({
  clinic,
  desk,
}) => {
  const visits = await eighteen(clinic, desk);
  const { page } = desk;
  const first = desk.request('Reschedule appointment', visits[0]?.patient ?? { name: '' });
  const open = first.getByRole('button', { name: 'Approve', exact: true });
  for (const [width, height, rows] of [
    [1280, 800, 9],
    [1920, 1080, 14],
    [1024, 700, 3],
    [1280, 600, 3],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expect(open).toBeVisible();
    await expect.poll(() => wholeRows(page), `${width}x${height}`).toBeGreaterThanOrEqual(rows);
  }
  // At 200 % of 1280x800 the frame can be scrolled away.
  await page.setViewportSize({ width: 640, height: 400 });
  await page.getByRole('region', { name: 'Requests' }).evaluate((list) => list.scrollIntoView());
  await expect.poll(() => wholeRows(page)).toBeGreaterThanOrEqual(3);
  // Whose request it is stands there whole.
  const names = await page
    .getByRole('region', { name: 'Requests' })
    .locator('.row-name')
    .evaluateAll((all) => all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length);
  expect(names).toBe(0);
});

test('the row in focus opens in place, its actions in one column; closed rows are two lines', async ({
  clinic,
  desk,
}) => {
  const { visits, provider } = await openMorning(clinic, desk, ['08', '09', '10']);
  const [first, second, third] = visits.map(({ patient }) => desk.request('Reschedule appointment', patient));
  if (!first || !second || !third) throw new Error('three visits');
  const approve = (row: typeof first) => row.getByRole('button', { name: 'Approve', exact: true });
  await expect(second).toContainText(`Wed, Nov 18, 9:00 AM → Fri, Nov 20, 9:00 AM`);
  await expect(second).toContainText(provider.name);
  await expect(approve(second)).toHaveCount(0);
  const column = (await approve(first).boundingBox())?.x;
  // By mouse it opens with the click, by keyboard as soon as the focus comes.
  await second.click();
  await expect(approve(second)).toBeVisible();
  await expect(approve(first)).toHaveCount(0);
  expect((await approve(second).boundingBox())?.x).toBe(column);
  await desk.page.keyboard.press('j');
  await expect(approve(third)).toBeVisible();
  expect((await approve(third).boundingBox())?.x).toBe(column);
  await expect(approve(second)).toHaveCount(0);
});

test('the filters, opened by keyboard: without violations, and closed by Escape', async ({ desk }) => {
  await desk.openView('Inbox');
  const button = desk.page.getByRole('button', { name: 'Filters', exact: true });
  const filters = desk.page.getByRole('group', { name: 'Filters' });
  await button.press('Enter');
  await expect(filters.getByRole('combobox', { name: 'Provider' })).toBeVisible();
  await filters.getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'Cancel' });
  await desk.settled();
  expect(await violations(desk)).toEqual([]);
  await filters.getByRole('combobox', { name: 'Kind' }).press('Escape');
  await expect(filters).toHaveCount(0);
  await expect(button).toBeFocused();
  await desk.page.getByRole('button', { name: 'Remove filter Cancel', exact: true }).press('Enter');
  await expect(desk.page.getByRole('list', { name: 'Chosen filters' })).toHaveCount(0);
});

test('Settings, Appearance: Compact lets more requests stand in the same window, and is kept', async ({
  clinic,
  desk,
}) => {
  const { visits } = await openMorning(clinic, desk, ['08', '09']);
  const second = desk.request('Reschedule appointment', visits[1]?.patient ?? { name: '' });
  const heightOf = async (): Promise<number> => (await second.boundingBox())?.height ?? Number.NaN;
  const before = await heightOf();
  const panel = await desk.openSettings('Appearance');
  await panel.getByRole('radio', { name: 'Compact' }).check();
  await desk.save(panel);
  await desk.openView('Inbox');
  await expect.poll(heightOf).toBeLessThan(before);
  expect((await desk.invoke('settings.get', undefined)).density).toBe('compact');
  await desk.invoke('settings.save', { density: 'comfortable' });
});
