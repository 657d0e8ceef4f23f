import { commandTagOf, outcomeOf, type TestVisit } from '../support/clinic.ts';
import { Desk } from '../support/desk.ts';
import { expectUpToDate, type Surroundings } from '../support/practice.ts';
import { expect, test } from '../support/practice-test.ts';

const TITLE = 'Reschedule appointment';
const WORDS = { reason: 'Clinic closed', message: '' };
const isTransaction = (head: string): boolean => head.startsWith('POST /fhir ');

test('the answer is lost: the retry recognises its own work', async ({ surroundings, portal, desk }) => {
  const { clinic, mailbox, wires } = surroundings;
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);

  const lost = wires.portal.dropNextAnswer(isTransaction);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await lost;
  expect(outcomeOf(await clinic.taskOf(visit))).toBe('approved');

  await expectUpToDate(desk);
  await desk.confirmed(TITLE, visit.patient);
  await expectWrittenOnce(surroundings, visit, 'approved');
  await desk.expectDay('2026-11-20', visit.provider, [`2:00 PM ${visit.patient.name}, Follow-up, Booked`]);
  await desk.expectDay('2026-11-19', visit.provider, []);
  expect((await mailbox.newest(visit.patient)).calendar?.method).toBe('REQUEST');
});

test('the answer is lost and the power fails: after the start, one proposal and one e-mail', async ({
  surroundings,
  program,
  portal,
  desk,
  context,
}) => {
  const { clinic, mailbox, wires } = surroundings;
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);

  // That the form is open is a transaction, too: it is not the one whose answer is lost.
  await desk.openForm(row);
  await expect.poll(async () => (await clinic.taskOf(visit)).status, { timeout: 30_000 }).toBe('in-progress');
  // The wire stays broken after the portal's yes, so that no retry of this run gets through.
  const lost = wires.portal.dropNextAnswer(isTransaction).then(() => wires.portal.cut());
  await desk.propose(row, '2026-11-24', '11:00', WORDS);
  await lost;
  expect(outcomeOf(await clinic.taskOf(visit))).toBe('awaiting-patient');
  await expect(desk.status).toContainText('1 waiting to sync');
  expect(await program.end('SIGKILL')).toBeNull();
  await desk.page.close();
  expect(await mailbox.messagesTo(visit.patient)).toEqual([]);

  await wires.portal.restore();
  const later = new Desk(await context.newPage());
  await later.open(await program.start());
  await expectUpToDate(later);
  const awaiting = await later.find('Awaiting patient', TITLE, visit.patient);
  await expect(awaiting).not.toContainText('Waiting to sync');
  await expect((await later.historyOf(awaiting)).filter({ hasText: 'Confirmed by the portal' })).toHaveCount(
    1,
  );
  await expectWrittenOnce(surroundings, visit, 'awaiting-patient');
  const proposals = await clinic.otherAppointmentsOf(visit);
  expect(proposals.map(({ status }) => status)).toEqual(['pending']);
  await later.expectDay('2026-11-24', visit.provider, [
    `11:00 AM ${visit.patient.name}, Follow-up, Tentative`,
  ]);
  await mailbox.newest(visit.patient);

  // The proposal the desk knows is the one the patient has: it can be answered.
  await portal.approveProposal(visit.patient);
  await later.refresh();
  await later.confirmed(TITLE, visit.patient);
  await later.expectDay('2026-11-24', visit.provider, [`11:00 AM ${visit.patient.name}, Follow-up, Booked`]);
  expect((await mailbox.newest(visit.patient, 2)).subject).toContain('confirmed for the new time');
});

/** As created and as decided, in one transaction: nothing was written a second time. */
async function expectWrittenOnce({ clinic }: Surroundings, visit: TestVisit, outcome: string): Promise<void> {
  const task = await clinic.taskOf(visit);
  const written = [task, await clinic.appointmentOf(visit)];
  for (const { resourceType, id } of written) expect(await clinic.versionsOf(resourceType, id)).toBe(2);
  const added = await clinic.otherAppointmentsOf(visit);
  for (const { resourceType, id } of added) expect(await clinic.versionsOf(resourceType, id)).toBe(1);
  expect(outcomeOf(task)).toBe(outcome);
  expect(new Set([...written, ...added].map(commandTagOf)).size).toBe(1);
}
