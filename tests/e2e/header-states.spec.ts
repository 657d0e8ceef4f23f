import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test as base, expect } from '@playwright/test';
import { startApp } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { Clinic, rescheduleTask } from '../support/clinic.ts';
import { MONDAY } from '../support/clinic-test.ts';
import { Desk } from '../support/desk.ts';
import { Mailbox } from '../support/mailbox.ts';
import { PatientPortal } from '../support/patient-portal.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

interface Fixtures {
  readonly parts: {
    readonly clinic: Clinic;
    readonly desk: Desk;
    readonly portal: PatientPortal;
    readonly mailbox: Mailbox;
    /** Between the desk and its portal. */
    readonly wire: TcpProxy;
    readonly portalPort: number;
  };
}

/** A desk of its own, connected to its portal over a wire that can be cut. */
const test = base.extend<Fixtures>({
  parts: async ({ browser, context }, use) => {
    const app = await startApp({ now: MONDAY });
    const portalPort = Number(new URL(app.portalUrl).port);
    const wire = await startTcpProxy(portalPort);
    const desk = new Desk(await context.newPage());
    await desk.open(app.deskUrl);
    await desk.changeRules((rules) => ({ ...rules, undoSeconds: 0 }));
    const panel = await desk.openSettings('Portal connection');
    await panel.getByRole('radio', { name: 'FHIR server' }).check();
    await panel.getByRole('textbox', { name: 'Base URL' }).fill(`http://127.0.0.1:${wire.port}/fhir`);
    await desk.save(panel);
    await expect(desk.status).toHaveText(/^Up to date \(9:\d\d AM\)/);
    const portal = await PatientPortal.inWindow(browser, app.portalUrl);
    await use({
      clinic: new Clinic(app.fhirUrl),
      desk,
      portal,
      mailbox: new Mailbox(app.mailboxUrl),
      wire,
      portalPort,
    });
    await portal.leave();
    await app.dispose();
    await wire.close();
  },
});

test('Up to date, Offline since, waiting to sync, and up to date again', async ({ parts }) => {
  const { clinic, desk, portal, mailbox, wire } = parts;
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive('Reschedule appointment', visit.patient);

  await wire.cut();
  await desk.refresh();
  await expect(desk.status).toHaveText(/^Offline since 9:\d\d AM$/);
  await expect(desk.page.getByRole('tabpanel').getByRole('note')).toContainText(
    'Offline: this is what was known last.',
  );
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(desk.status).toHaveText(/^Offline since 9:\d\d AM · 1 waiting to sync$/);

  // What waits and why, one click away, by keyboard too.
  await desk.page.getByRole('banner').getByRole('button', { name: 'What waits, and why' }).press('Enter');
  const details = desk.page.getByRole('dialog', { name: 'Portal and e-mail' });
  await expect(details.getByRole('region', { name: 'Portal' })).toContainText(
    /It has not been reachable since 9:\d\d AM\..*what you decide is kept here, and sent when it is back\./,
  );
  await expect(details.getByRole('listitem')).toHaveText(
    new RegExp(`^${visit.patient.name} · Approve · 9:\\d\\d AM`),
  );
  await expect(details.getByRole('button', { name: 'Try now' })).toBeEnabled();
  expect(await violations(desk)).toEqual([]);
  await desk.page.keyboard.press('Escape');
  await expect(details).toHaveCount(0);

  const closed = await desk.find('History', 'Reschedule appointment', visit.patient);
  await expect(closed).toContainText('Waiting to sync');
  await desk.expectDay('2026-11-20', visit.provider, [`2:00 PM ${visit.patient.name}, Follow-up, Booked`]);
  expect((await clinic.taskOf(visit)).status).toBe('requested');

  await wire.restore();
  await desk.refresh();
  await expect(desk.status).toHaveText(/^Up to date \(9:\d\d AM\)$/);
  await desk.confirmed('Reschedule appointment', visit.patient);
  await mailbox.newest(visit.patient);
});

test('Sign-in to the portal failed: nothing is dropped, and it goes on when the sign-in works again', async ({
  parts,
}) => {
  const { clinic, desk, portal, wire, portalPort } = parts;
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive('Reschedule appointment', visit.patient);
  const refusing = createServer((_, response) => {
    response.writeHead(401, { 'Content-Type': 'application/fhir+json' });
    response.end(
      JSON.stringify({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'login' }] }),
    );
  });
  await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
  await wire.cut();
  wire.setTarget((refusing.address() as AddressInfo).port);
  await wire.restore();

  await desk.refresh();
  await expect(desk.status).toHaveText('Sign-in to the portal failed');
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(desk.status).toHaveText('Sign-in to the portal failed · 1 waiting to sync');

  await wire.cut();
  wire.setTarget(portalPort);
  await wire.restore();
  refusing.close();
  await desk.refresh();
  await expect(desk.status).toHaveText(/^Up to date \(9:\d\d AM\)$/);
  await desk.confirmed('Reschedule appointment', visit.patient);
});

test('1 needs attention, 2 need attention', async ({ parts }) => {
  const { clinic, desk } = parts;
  const before = (await desk.invoke('sync.status', undefined)).needAttention;
  const visit = await clinic.newVisit();
  const broken = { focus: { reference: 'Appointment/nowhere' }, for: { reference: 'Patient/nowhere' } };
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00', broken));
  await desk.refresh();
  const words = (n: number): string => (n === 1 ? '1 needs attention' : `${n} need attention`);
  await expect(desk.status).toContainText(` · ${words(before + 1)}`);
  await clinic.create(rescheduleTask(visit, '2026-11-20', '15:00', broken));
  await desk.refresh();
  await expect(desk.status).toContainText(` · ${words(before + 2)}`);
});
