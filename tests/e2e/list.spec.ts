import type { Locator } from '@playwright/test';
import type { Clinic, TestVisit } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';
import type { Desk } from '../support/desk.ts';
import type { PatientPortal } from '../support/patient-portal.ts';

interface Three {
  /** Asks to move; its appointment is the last of the three, its request the first. */
  readonly late: TestVisit;
  /** Asks to cancel. */
  readonly middle: TestVisit;
  /** Asks for the time of `middle`. */
  readonly early: TestVisit;
}

/** Three requests about one provider, arrived one after the other. */
async function threeRequests(clinic: Clinic, portal: PatientPortal, desk: Desk): Promise<Three> {
  const provider = await clinic.newProvider();
  const late = await clinic.newVisit({ provider, date: '2026-11-18', time: '16:00' });
  const middle = await clinic.newVisit({ provider, date: '2026-11-18', time: '09:00' });
  const early = await clinic.newVisit({ provider, date: '2026-11-17', time: '09:00' });
  await portal.askToReschedule(late, '2026-11-20', '14:00');
  await desk.refresh();
  await portal.askToCancel(middle);
  await desk.refresh();
  await portal.askToReschedule(early, '2026-11-18', '09:00');
  await desk.refresh();
  await desk.openView('Inbox');
  await desk.filter({ Provider: provider.name });
  return { late, middle, early };
}

const rows = (desk: Desk): Locator =>
  desk.page.getByRole('region', { name: 'Requests' }).getByRole('article');

async function expectRows(desk: Desk, visits: readonly TestVisit[]): Promise<void> {
  await desk.settled();
  await expect(rows(desk).getByRole('heading')).toHaveText(visits.map(({ patient }) => patient.name));
}

test('oldest appointment first, or newest request first', async ({ clinic, portal, desk }) => {
  const { early, middle, late } = await threeRequests(clinic, portal, desk);
  await expectRows(desk, [early, middle, late]);
  await expect(desk.page.getByText(/^3 requests/)).toBeVisible();
  await desk.filter({ Sort: 'By arrival' });
  await expectRows(desk, [early, middle, late]);
  const again = await clinic.newVisit({ provider: late.provider, date: '2026-11-24' });
  await portal.askToReschedule(again, '2026-11-25', '10:00');
  await desk.refresh();
  await expectRows(desk, [again, early, middle, late]);
  await desk.filter({ Sort: 'By appointment' });
  await expectRows(desk, [early, middle, late, again]);
});

test('filters by kind and by state, and counts', async ({ clinic, portal, desk }) => {
  const { early, middle, late } = await threeRequests(clinic, portal, desk);
  const chips = desk.page.getByRole('list', { name: 'Chosen filters' });
  await desk.filter({ Kind: 'Cancel' });
  await expectRows(desk, [middle]);
  await desk.filter({ Kind: 'Reschedule' });
  await expectRows(desk, [early, late]);
  await desk.filter({ State: 'Nothing in the way' });
  await expectRows(desk, [late]);
  await expect(chips.getByRole('listitem')).toHaveText([
    late.provider.name,
    'Reschedule',
    'Nothing in the way',
  ]);
  // Each chosen one can be taken away by itself.
  await chips.getByRole('button', { name: 'Remove filter Nothing in the way', exact: true }).click();
  await expectRows(desk, [early, late]);
  await desk.filter({ State: 'Changed elsewhere' });
  await expect(desk.page.getByText('No request matches.')).toBeVisible();
  await desk.page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(chips).toHaveCount(0);

  const inbox = desk.page.getByRole('tab', { name: /^Inbox \(\d+\)$/ });
  const before = Number(/\d+/.exec((await inbox.textContent()) ?? '')?.[0]);
  const row = await desk.find('Inbox', 'Reschedule appointment', late.patient);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(inbox).toHaveText(`Inbox (${before - 1})`);
});

test('finds a patient by name, date of birth, phone or e-mail', async ({ clinic, portal, desk }) => {
  const { early, middle, late } = await threeRequests(clinic, portal, desk);
  const [, family = ''] = middle.patient.name.split(' ');
  await desk.search.fill(`rob ${family.slice(0, 8).toLowerCase()}`);
  await expectRows(desk, [middle]);
  await desk.search.fill(middle.patient.email ?? '');
  await expectRows(desk, [middle]);
  await desk.search.fill('3/14/1980');
  await expectRows(desk, [early, middle, late]);
  await desk.search.fill('555-0177');
  await expectRows(desk, [early, middle, late]);
  await desk.search.fill('" OR 1=1 --');
  await expect(desk.page.getByText('No request matches.')).toBeVisible();
  await desk.page.getByRole('button', { name: 'Clear search' }).click();
  await expectRows(desk, [early, middle, late]);
});

test('works by keyboard alone: / to search, j and k between rows, Enter to open the form', async ({
  clinic,
  portal,
  desk,
}) => {
  const { early, middle } = await threeRequests(clinic, portal, desk);
  const { keyboard } = desk.page;
  const first = desk.request('Reschedule appointment', early.patient);
  const second = desk.request('Cancel appointment', middle.patient);
  await first.focus();
  await keyboard.press('j');
  await expect(second).toBeFocused();
  await keyboard.press('k');
  await expect(first).toBeFocused();
  // The day beside the list is that of the row in focus.
  await expect(
    desk.page
      .getByRole('complementary', { name: 'Schedule of the day' })
      .getByRole('region', { name: `Wed, Nov 18, 2026 · ${early.provider.name}` }),
  ).toBeVisible();
  await keyboard.press('Enter');
  const form = first.getByRole('form', { name: 'Reschedule' });
  await expect(form.getByRole('textbox', { name: 'Date', exact: true })).toBeFocused();
  await form.getByRole('button', { name: 'Close', exact: true }).focus();
  await keyboard.press('Enter');
  await expect(form).toHaveCount(0);
  await keyboard.press('/');
  await expect(desk.search).toBeFocused();
  await keyboard.type(middle.patient.name);
  await expectRows(desk, [middle]);
  await keyboard.press('Escape');
  await expect(desk.search).toHaveValue('');

  // A free time below the date is taken with a click, and shown in the form.
  await first.focus();
  await keyboard.press('Enter');
  await form.getByRole('textbox', { name: 'Date', exact: true }).fill('2026-11-23');
  await form.getByRole('button', { name: '8:15 AM', exact: true }).click();
  await expect(form.getByRole('textbox', { name: 'Time', exact: true })).toHaveValue('08:15');
});
