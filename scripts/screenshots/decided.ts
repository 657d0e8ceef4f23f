import { expect } from '@playwright/test';
import type { KnownPatientKey } from '../../src-demo/data/people.ts';
import type { Desk } from '../../tests/support/desk.ts';
import type { Camera } from './camera.ts';
import { chosenRow, nameOf, rowAtTop } from './rows.ts';

const TITLE = 'Reschedule appointment';

/** What becomes of decisions: the undo, the patient's answer, a refused e-mail, a call, the record. */
export async function decided(desk: Desk, camera: Camera): Promise<void> {
  // Long enough for the pictures; afterwards nothing waits.
  await desk.changeRules((rules) => ({ ...rules, undoSeconds: 30 }));
  await approve(desk, 'bounce');
  await approve(desk, 'noEmail');
  await expect(desk.undoOf({ name: nameOf('noEmail') })).toBeVisible();
  await camera.take('undo');
  await expect(desk.undoOf({ name: nameOf('noEmail') })).toHaveCount(0, { timeout: 60_000 });
  await desk.changeRules((rules) => ({ ...rules, undoSeconds: 0 }));

  await desk.openView('Needs attention');
  await expect(
    desk.page.getByRole('article', { name: `E-mail not delivered, ${nameOf('bounce')}` }),
  ).toBeVisible({ timeout: 30_000 });
  await camera.take('needs-attention');
  await desk.openView('Call list');
  await expect(desk.page.getByRole('button', { name: 'Called', exact: true }).first()).toBeVisible();
  await camera.take('call-list');

  const awaiting = await chosenRow(desk, TITLE, 'awaiting', 'Awaiting patient');
  await camera.take('awaiting-patient');
  await desk.historyOf(awaiting);
  await camera.take('awaiting-patient-history');

  await desk.openView('History');
  await expect(desk.request(TITLE, { name: nameOf('bounce') })).toBeVisible();
  await camera.take('history');
  const closed = await rowAtTop(desk, 'History', TITLE, 'bounce');
  await closed.getByRole('heading', { name: nameOf('bounce') }).click();
  await desk.historyOf(closed);
  await camera.take('history-record');
}

async function approve(desk: Desk, patient: KnownPatientKey): Promise<void> {
  const row = await chosenRow(desk, TITLE, patient);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
}
