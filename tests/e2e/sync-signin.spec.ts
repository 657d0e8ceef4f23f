import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Desk } from '../support/desk.ts';
import { connectPortal, expectUpToDate } from '../support/practice.ts';
import { expect, test } from '../support/practice-test.ts';
import { startSignedPortal } from '../support/signed-portal.ts';

const TITLE = 'Reschedule appointment';
const FIRST = 'first-token-4f1c9a';
const SECOND = 'second-token-b27e03';
const FAILED = 'Sign-in to the portal failed';

test('the portal refuses the token: decisions are kept, also over a restart, and leave with the corrected one', async ({
  surroundings,
  program,
  portal,
  desk,
  context,
}) => {
  const { clinic, mailbox, portalPort } = surroundings;
  const door = await startSignedPortal(portalPort, FIRST);
  try {
    await connectPortal(desk, door.port, FIRST);
    await expectUpToDate(desk);
    const visits = [await clinic.newVisit(), await clinic.newVisit()] as const;
    for (const visit of visits) await portal.askToReschedule(visit, '2026-11-20', '14:00');
    const row = await desk.receive(TITLE, visits[0].patient);

    door.demand(SECOND);
    await row.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(desk.status).toHaveText(`${FAILED} · 1 waiting to sync`);
    const other = await desk.find('Inbox', TITLE, visits[1].patient);
    await other.getByRole('button', { name: 'Deny', exact: true }).click();
    await desk.send({ reason: 'The visit should not wait' });
    await expect(desk.status).toHaveText(`${FAILED} · 2 waiting to sync`);
    expect(await program.end('SIGTERM')).toBe(0);
    await desk.page.close();

    const later = new Desk(await context.newPage());
    await later.open(await program.start());
    await expect(later.status).toHaveText(`${FAILED} · 2 waiting to sync`);
    for (const visit of visits) {
      await expect(await later.find('History', TITLE, visit.patient)).toContainText('Waiting to sync');
      expect((await clinic.taskOf(visit)).status).toBe('requested');
    }

    const panel = await later.openSettings('Portal connection');
    await expect(panel.getByText('A bearer token is stored.')).toBeVisible();
    await panel.getByRole('button', { name: 'Test connection' }).click();
    const result = panel.getByRole('status', { name: 'Test connection' });
    await expect(result).toContainText('The portal cannot be used like this.');
    await panel.getByRole('button', { name: 'Replace bearer token' }).click();
    await panel.getByLabel('Bearer token', { exact: true }).fill(SECOND);
    await later.save(panel);
    await expectUpToDate(later);
    for (const visit of visits) {
      await later.confirmed(TITLE, visit.patient);
      expect(await clinic.versionsOf('Task', (await clinic.taskOf(visit)).id)).toBe(2);
      await mailbox.newest(visit.patient);
    }
    await program.end('SIGTERM');
    expect(filesWith(program.dataDir, [FIRST, SECOND])).toEqual([]);
  } finally {
    door.close();
  }
});

/** The files anywhere below a directory that hold one of these texts in clear. */
function filesWith(directory: string, texts: readonly string[]): string[] {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(0);
  return files.filter((file) => {
    const content = readFileSync(file);
    return texts.some((text) => content.includes(text));
  });
}
