import { dirname, join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { fhirInstant, instantOf, rescheduleTask, type TestVisit } from '../../tests/support/clinic.ts';
import { keyOfDesk } from '../../tests/support/data-key.ts';
import { lockDatabase } from '../../tests/support/database-lock.ts';
import { Desk } from '../../tests/support/desk.ts';
import {
  connectMail,
  connectPortal,
  createPracticeDesk,
  REFUSED_ADDRESS,
  type Surroundings,
  startSurroundings,
} from '../../tests/support/practice.ts';
import type { Camera } from './camera.ts';

const TITLE = 'Reschedule appointment';

/** What goes wrong between a desk, its portal and its mail server, and what the desk says of it. */
export async function trouble(camera: Camera): Promise<void> {
  const surroundings = await startSurroundings();
  const program = createPracticeDesk();
  try {
    const desk = new Desk(camera.page);
    await desk.open(await program.start());
    await connectPortal(desk, surroundings.wires.portal.port);
    await connectMail(desk, surroundings.wires.mail.port);
    await desk.changeRules((rules) => ({ ...rules, undoSeconds: 0 }));
    await wrongPatient(surroundings, desk, camera);
    await refusedAddress(surroundings, desk, camera);
    await changedElsewhere(surroundings, desk, camera);
    await databaseBusy(surroundings, desk, camera, join(program.dataDir, 'reslot.sqlite'));
  } finally {
    await program.dispose();
    await surroundings.stop();
  }
}

async function wrongPatient({ clinic }: Surroundings, desk: Desk, camera: Camera): Promise<void> {
  const visit = await clinic.newVisit();
  const { id, name } = await clinic.newPatient();
  const asker = { reference: `Patient/${id}` };
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00', { for: asker, requester: asker }));
  const row = await desk.receive(TITLE, { name });
  await row.focus();
  await camera.takeInEverySize('trouble-made-for-another-patient');
  await press(row, 'Deny');
  await desk.fillWords({ reason: 'The visit should not wait' });
  await expect(desk.reasonDialog).toContainText('No e-mail is sent for this.');
  await camera.take('trouble-deny-of-another-patient');
  await press(desk.reasonDialog, 'Back');
}

/** Approves the request of a patient whose address no mail server takes, and gives what is said of it. */
async function refused({ clinic }: Surroundings, desk: Desk): Promise<{ visit: TestVisit; item: Locator }> {
  const visit = await clinic.newVisit({ patient: await clinic.newPatient({ email: REFUSED_ADDRESS }) });
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  await press(await desk.receive(TITLE, visit.patient), 'Approve');
  await desk.confirmed(TITLE, visit.patient);
  await desk.openView('Needs attention');
  const item = desk.page.getByRole('article', { name: `E-mail not delivered, ${visit.patient.name}` });
  await expect(item).toBeVisible();
  return { visit, item };
}

async function refusedAddress(surroundings: Surroundings, desk: Desk, camera: Camera): Promise<void> {
  const { clinic, wires } = surroundings;
  await refused(surroundings, desk);
  const { visit, item } = await refused(surroundings, desk);
  await camera.takeInEverySize('trouble-refused-address');
  await press(item, 'Correct address');
  const dialog = desk.page.getByRole('dialog', { name: 'Correct address' });
  const field = dialog.getByRole('textbox', { name: 'New e-mail address', exact: true });
  await field.fill('right@');
  await press(dialog, 'Correct address');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await camera.take('trouble-correct-address');
  await wires.portal.cut();
  await field.fill('right@example.org');
  await press(dialog, 'Correct address');
  await expect(item).toHaveCount(0);
  const patient = await clinic.read('Patient', visit.patient.id);
  await clinic.update({ ...patient, telecom: [{ system: 'email', value: 'theirs@example.org' }] });
  await wires.portal.restore();
  await desk.refresh();
  await expect(
    desk.page.getByRole('article', { name: `E-mail address changed elsewhere, ${visit.patient.name}` }),
  ).toBeVisible({ timeout: 60_000 });
  await camera.take('trouble-address-changed-elsewhere');
}

async function changedElsewhere({ clinic, wires }: Surroundings, desk: Desk, camera: Camera): Promise<void> {
  const visit = await clinic.newVisit();
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  const row = await desk.receive(TITLE, visit.patient);
  await wires.portal.cut();
  await desk.propose(row, '2026-11-24', '11:00', { reason: 'Provider unavailable' });
  await expect(desk.status).toContainText('1 waiting to sync');
  await clinic.update({
    ...(await clinic.appointmentOf(visit)),
    start: fhirInstant(instantOf('2026-11-19', '15:00')),
    end: fhirInstant(instantOf('2026-11-19', '15:30')),
  });
  await wires.portal.restore();
  await desk.refresh();
  const again = await desk.find('Inbox', TITLE, visit.patient);
  await expect(again.getByRole('alert')).toContainText('Changed elsewhere', { timeout: 30_000 });
  await camera.take('trouble-changed-elsewhere');
  await desk.openView('Needs attention');
  await camera.takeInEverySize('trouble-needs-attention');
}

async function databaseBusy(
  { clinic }: Surroundings,
  desk: Desk,
  camera: Camera,
  database: string,
): Promise<void> {
  const visit = await clinic.newVisit();
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  const row = await desk.receive(TITLE, visit.patient);
  const lock = await lockDatabase(database, await keyOfDesk(dirname(database)));
  try {
    await press(row, 'Approve');
    await expect(desk.page.getByText('Another program is using Reslot’s database')).toBeVisible();
    await camera.take('trouble-database-busy');
  } finally {
    await lock.release();
  }
}

const press = (within: Locator, name: string): Promise<void> =>
  within.getByRole('button', { name, exact: true }).click();
