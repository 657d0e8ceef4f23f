import { rescheduleTask } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';

const TITLE = 'Reschedule appointment';
const COUNT = 70;

test('of a long list what is in sight is drawn; keys, search and coming back reach every row', async ({
  clinic,
  desk,
}) => {
  test.slow();
  const provider = await clinic.newProvider();
  const patients = [];
  for (let at = 0; at < COUNT; at += 1) {
    const patient = await clinic.newPatient({ family: `Longley${String(at).padStart(2, '0')}` });
    const hour = String(8 + (at % 9)).padStart(2, '0');
    const date = `2026-11-${String(17 + Math.floor(at / 9)).padStart(2, '0')}`;
    const visit = await clinic.newVisit({ patient, provider, date, time: `${hour}:00` });
    await clinic.create(rescheduleTask(visit, '2026-12-01', `${hour}:00`));
    patients.push(patient);
  }
  await desk.refresh();
  await desk.openView('Inbox');
  await desk.search.fill('Longley');
  await desk.settled();
  const list = desk.page.getByRole('region', { name: 'Requests' });
  const rows = list.getByRole('article');
  const [first, second] = patients;
  const last = patients.at(-1);
  if (!first || !second || !last) throw new Error('patients');
  await expect(desk.request(TITLE, first)).toHaveAttribute('aria-posinset', '1');
  await expect(desk.request(TITLE, first)).toHaveAttribute('aria-setsize', String(COUNT));
  expect(await rows.count()).toBeLessThan(COUNT / 2);

  // By keyboard through all of them, the next page included.
  await desk.request(TITLE, first).focus();
  for (let at = 1; at < COUNT; at += 1) {
    await desk.page.keyboard.press('j');
    await expect(desk.request(TITLE, patients[at] ?? last)).toBeFocused();
  }
  await expect(desk.request(TITLE, last)).toHaveAttribute('aria-posinset', String(COUNT));
  await expect(desk.request(TITLE, last)).toBeInViewport({ ratio: 1 });
  expect(await rows.count()).toBeLessThan(COUNT / 2);

  // Whoever looks at something else and comes back finds the row where it stood, and in focus.
  const place = await desk.request(TITLE, last).boundingBox();
  await desk.openView('History');
  await desk.settled();
  await desk.openView('Inbox');
  await expect.poll(() => desk.request(TITLE, last).boundingBox()).toEqual(place);
  await desk.openCalendar('Day');
  await desk.openView('Inbox');
  await expect.poll(() => desk.request(TITLE, last).boundingBox()).toEqual(place);
  await desk.page.keyboard.press('k');
  await expect(desk.request(TITLE, last)).toBeFocused();

  // The wheel leads away from it; the next key leads on from it, not from what happens to be in sight.
  await list.hover();
  await desk.page.mouse.wheel(0, -50_000);
  await expect(desk.request(TITLE, first)).toBeInViewport();
  await desk.page.keyboard.press('k');
  await expect(desk.request(TITLE, patients.at(-2) ?? last)).toBeFocused();
  await expect(desk.request(TITLE, patients.at(-2) ?? last)).toBeInViewport({ ratio: 1 });
  await desk.search.fill(second.name);
  await expect(desk.request(TITLE, second)).toBeVisible();
});
