import { expect, type Locator } from '@playwright/test';
import { KNOWN_PATIENTS, type KnownPatientKey } from '../../src-demo/data/people.ts';
import type { Desk, Title, View } from '../../tests/support/desk.ts';

/** The name the portal gave of the patient nobody is matched to. */
const UNMATCHED_NAME = 'Maria Gonzales';

export const nameOf = (key: KnownPatientKey): string =>
  `${KNOWN_PATIENTS[key].given} ${KNOWN_PATIENTS[key].family}`;

/** The name on the patient's row. */
const rowNameOf = (key: KnownPatientKey): string => (key === 'unmatched' ? UNMATCHED_NAME : nameOf(key));

/** The row of one of the demo's patients, scrolled to the upper edge of the whole list. */
export async function rowAtTop(
  desk: Desk,
  view: View,
  title: Title,
  patient: KnownPatientKey,
): Promise<Locator> {
  await desk.openView(view);
  await desk.search.fill('');
  const row = desk.request(title, { name: rowNameOf(patient) });
  await expect(row).toBeAttached();
  // Heights of rows out of sight are estimates, and the list comes to rest while they are measured: the second time they are known.
  for (let time = 0; time < 2; time += 1)
    await expect(async () => {
      await row.evaluate((element) => element.scrollIntoView({ block: 'start' }));
      await expect(row).toBeInViewport({ timeout: 500 });
    }).toPass({ timeout: 15_000 });
  return row;
}

/** The same, chosen with the pointer: the schedule beside the list shows its day. */
export async function chosenRow(
  desk: Desk,
  title: Title,
  patient: KnownPatientKey,
  view: View = 'Inbox',
): Promise<Locator> {
  const row = await rowAtTop(desk, view, title, patient);
  await row.getByRole('heading', { name: rowNameOf(patient) }).click();
  await scheduleBesideIsThere(desk);
  return row;
}

/** Waits until the schedule beside the list has been fetched. */
export async function scheduleBesideIsThere(desk: Desk): Promise<void> {
  const beside = desk.page.getByRole('complementary', { name: 'Schedule of the day' });
  await expect(beside.getByRole('progressbar')).toHaveCount(0);
  await expect(beside.getByText(/^(Open|Closed)/).first()).toBeVisible();
}
