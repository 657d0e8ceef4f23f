import { expect } from '@playwright/test';
import type { KnownPatientKey } from '../../src-demo/data/people.ts';
import type { Desk } from '../../tests/support/desk.ts';
import type { Camera } from './camera.ts';
import { chosenRow, scheduleBesideIsThere } from './rows.ts';

const WHAT_STANDS_IN_THE_WAY: readonly (readonly [name: string, patient: KnownPatientKey])[] = [
  ['taken', 'taken'],
  ['two-want-one-slot', 'firstForSlot'],
  ['requested-time-past', 'timePast'],
  ['closed-day', 'closedDay'],
  ['outside-hours', 'outsideHours'],
  ['unmatched', 'unmatched'],
  ['no-e-mail', 'noEmail'],
  ['no-portal-access', 'noAccess'],
  ['markup-in-the-note', 'markup'],
  ['appointment-cancelled-before', 'cancelledBefore'],
  ['declined-by-patient', 'declinedMarked'],
];

/** The inbox before anything is decided. */
export async function inbox(desk: Desk, camera: Camera): Promise<void> {
  await desk.openView('Inbox');
  await expect(desk.page.getByRole('article').first()).toBeVisible();
  await scheduleBesideIsThere(desk);
  await camera.takeInEverySize('inbox');
  for (const [name, patient] of WHAT_STANDS_IN_THE_WAY) {
    await chosenRow(desk, 'Reschedule appointment', patient);
    await camera.take(`inbox-row-${name}`);
  }
  await chosenRow(desk, 'Cancel appointment', 'cancelWithin');
  await camera.take('inbox-row-cancel-within-policy');
  const cancel = await chosenRow(desk, 'Cancel appointment', 'cancelSoon');
  await cancel.getByRole('button', { name: 'More', exact: true }).click();
  await expect(desk.page.getByRole('menuitem', { name: 'Keep appointment' })).toBeVisible();
  await camera.take('inbox-row-cancel-more');
  await desk.page.keyboard.press('Escape');

  await desk.search.fill('Nobody of this name');
  await expect(desk.page.getByText('No request matches.')).toBeVisible();
  await camera.take('inbox-search-without-hits');
  await desk.search.fill('');
}
