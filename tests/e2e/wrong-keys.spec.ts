import { rescheduleTask } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';
import { placesOfRows } from '../support/layout.ts';
import { openMorning } from '../support/morning.ts';

const TITLE = 'Reschedule appointment';

/** More requests than a low window shows. */
const MANY = ['08', '09', '10', '11', '12', '13', '14', '15', '16', '17'];

test('what a scanner types into the list, or is pasted there, decides nothing; a single key does', async ({
  clinic,
  portal,
  desk,
}) => {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);
  const { keyboard } = desk.page;
  const notice = desk.page.getByRole('status').filter({ hasText: /decides nothing/ });
  await row.focus();
  await expect(row).toBeFocused();
  await keyboard.type('A12D34P');
  await keyboard.press('Enter');
  await expect(notice).toHaveText('Text typed, pasted or scanned here decides nothing. Press / to search.');
  await expect(row).toBeFocused();
  // On the button that approves, too: neither the code's letters nor the Enter that ends it.
  await row.getByRole('button', { name: 'Approve', exact: true }).focus();
  await keyboard.type('A12 D34P');
  await keyboard.press('Enter');
  // Pasted: from the search, which is empty again.
  await desk.search.fill(`${visit.patient.name}a`);
  await desk.search.press('ControlOrMeta+a');
  await desk.search.press('ControlOrMeta+x');
  await expect(notice).toHaveCount(0);
  await row.focus();
  await keyboard.press('ControlOrMeta+v');
  await expect(notice).toBeVisible();
  // The program has nothing to tell the portal, nothing is open, and nothing can be taken back.
  await desk.refresh();
  await expect(desk.undoOf(visit.patient)).toHaveCount(0);
  await expect(desk.page.getByRole('dialog')).toHaveCount(0);
  await expect(row.getByRole('form')).toHaveCount(0);
  expect((await clinic.taskOf(visit)).status).toBe('requested');

  await row.focus();
  await keyboard.press('a');
  await expect(row).toHaveCount(0);
});

test('after a long form the next request stands wholly in sight, its name first, in a small window too', async ({
  clinic,
  desk,
}) => {
  await desk.page.setViewportSize({ width: 1024, height: 700 });
  const { visits } = await openMorning(clinic, desk, ['08', '09', '10', '11', '12']);
  for (const [index, { patient }] of visits.entries()) {
    const row = desk.request(TITLE, patient);
    await expect(row.getByRole('heading')).toBeInViewport({ ratio: 1 });
    if (index > 0) await expect(row).toBeFocused();
    await expect(row).toBeInViewport({ ratio: 1 });
    if (index === visits.length - 1) break;
    const form = await desk.openForm(row);
    await form.getByRole('button', { name: 'Update Appt.', exact: true }).press('Enter');
    await expect(row).toHaveCount(0);
  }
});

test('a key decides nothing about a request that was scrolled out of sight: it shows it first', async ({
  clinic,
  desk,
}) => {
  await desk.page.setViewportSize({ width: 1024, height: 700 });
  const [first] = (await openMorning(clinic, desk, MANY)).visits;
  if (first === undefined) throw new Error('no visit');
  const row = desk.request(TITLE, first.patient);
  await row.focus();
  await desk.page.getByRole('region', { name: 'Requests' }).hover();
  await desk.page.mouse.wheel(0, 5_000);
  await expect(row).not.toBeInViewport();
  await desk.page.keyboard.press('a');
  await expect(row).toBeInViewport({ ratio: 1 });
  await expect(row).toBeFocused();
  await desk.settled();
  await expect(desk.undoOf(first.patient)).toHaveCount(0);
  await desk.page.keyboard.press('a');
  await expect(row).toHaveCount(0);
});

test('what comes back by Undo has the focus, by mouse, by key, and whatever the list shows meanwhile', async ({
  clinic,
  desk,
  settings,
}) => {
  await settings.keep();
  await desk.changeRules((rules) => ({ ...rules, undoSeconds: 60 }));
  const [first, second] = (await openMorning(clinic, desk, ['09', '10', '11'])).visits;
  if (first === undefined || second === undefined) throw new Error('three visits');
  const row = desk.request(TITLE, first.patient);
  const next = desk.request(TITLE, second.patient);
  await row.focus();
  await desk.page.keyboard.press('a');
  await expect(next).toBeFocused();
  await desk.undoOf(first.patient).click();
  await expect(row).toBeFocused();

  // In another view, and in a list whose search hides it.
  await desk.page.keyboard.press('a');
  await expect(next).toBeFocused();
  await desk.openView('Awaiting patient');
  await desk.page.keyboard.press('z');
  await expect(row).toBeFocused();
  await expect(desk.page.getByRole('tab', { name: /^Inbox/ })).toHaveAttribute('aria-selected', 'true');
  await desk.page.keyboard.press('a');
  await expect(next).toBeFocused();
  await desk.search.fill(second.patient.name);
  await desk.settled();
  await desk.undoOf(first.patient).click();
  await expect(row).toBeFocused();
  await expect(desk.search).toHaveValue('');
  expect((await clinic.taskOf(second)).status).toBe('requested');
});

test('with three undos, new requests and a freed time nothing lies over a row, and none moves', async ({
  clinic,
  desk,
  settings,
}) => {
  await settings.keep();
  await desk.changeRules((rules) => ({ ...rules, undoSeconds: 60 }));
  const { provider, visits } = await openMorning(clinic, desk, [
    '08',
    '09',
    '10',
    '11',
    '12',
    '13',
    '14',
    '15',
  ]);
  for (const { patient } of visits.slice(0, 3)) {
    const row = desk.request(TITLE, patient);
    await row.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(desk.undoOf(patient)).toBeVisible();
  }
  const last = desk.request(TITLE, visits[7]?.patient ?? { name: '' });
  await last.focus();
  await last.scrollIntoViewIfNeeded();
  const early = await clinic.newVisit({ provider, date: '2026-11-17', time: '09:00' });
  const before = await last.boundingBox();
  await clinic.create(rescheduleTask(early, '2026-11-20', '16:00'));
  // Asked for beside the window, so that focus and pointer stay where they are.
  await desk.invoke('sync.refresh', undefined);
  await expect(desk.page.getByRole('button', { name: /^1 more request above/ })).toBeVisible();
  expect((await last.boundingBox())?.y).toBeCloseTo(before?.y ?? Number.NaN, 0);
  for (const size of [
    { width: 1024, height: 700 },
    { width: 1280, height: 800 },
    { width: 640, height: 400 },
  ]) {
    await desk.page.setViewportSize(size);
    await last.scrollIntoViewIfNeeded();
    const { seen, covered } = await placesOfRows(desk.page);
    expect(seen, `${size.width}x${size.height}`).toBeGreaterThan(0);
    expect(covered, `${size.width}x${size.height}`).toEqual([]);
  }
});
