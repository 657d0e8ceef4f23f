import type { Locator } from '@playwright/test';
import { commandTagOf, outcomeOf, type TestVisit } from '../support/clinic.ts';
import { Desk, type Title, type View } from '../support/desk.ts';
import { expectUpToDate, type Surroundings } from '../support/practice.ts';
import { expect, test } from '../support/practice-test.ts';

interface Decision {
  readonly title: Title;
  /** What the patient asks for: another time, or `null` to cancel. */
  readonly wish: { readonly date: string; readonly time: string } | null;
  make(desk: Desk, row: Locator): Promise<void>;
  /** Where the request stands afterwards. */
  readonly view: View;
  readonly outcome: string;
  /** How many appointments the decision adds in the portal. */
  readonly adds: number;
}
type Case = Decision & { readonly visit: TestVisit };

const TITLE = 'Reschedule appointment';

const DECISIONS: readonly Decision[] = [
  {
    title: TITLE,
    wish: { date: '2026-11-20', time: '14:00' },
    make: (_, row) => row.getByRole('button', { name: 'Approve', exact: true }).click(),
    view: 'History',
    outcome: 'approved',
    adds: 0,
  },
  {
    title: TITLE,
    wish: { date: '2026-11-20', time: '15:00' },
    async make(desk, row) {
      await row.getByRole('button', { name: 'Deny', exact: true }).click();
      await desk.send({ reason: 'The visit should not wait' });
    },
    view: 'History',
    outcome: 'denied',
    adds: 0,
  },
  {
    title: TITLE,
    wish: { date: '2026-11-20', time: '16:00' },
    make: (desk, row) =>
      desk.propose(row, '2026-11-24', '11:00', { reason: 'Provider unavailable', message: 'See you then.' }),
    view: 'Awaiting patient',
    outcome: 'awaiting-patient',
    adds: 1,
  },
  {
    title: TITLE,
    wish: { date: '2026-11-23', time: '09:00' },
    make: (desk, row) => desk.update(row, '2026-11-25', '13:30'),
    view: 'History',
    outcome: 'updated',
    adds: 0,
  },
  {
    title: 'Cancel appointment',
    wish: null,
    async make(desk, row) {
      await row.getByRole('button', { name: 'Approve Cancellation', exact: true }).click();
      await desk.send({ reason: 'Requested by the patient' });
    },
    view: 'History',
    outcome: 'approved',
    adds: 0,
  },
];

test('five decisions made offline outlive a power failure: they arrive once, in order, and their e-mails after them', async ({
  surroundings,
  program,
  portal,
  desk,
  context,
}) => {
  test.setTimeout(240_000);
  const { clinic, mailbox, wires } = surroundings;
  const cases: Case[] = [];
  for (const decision of DECISIONS) {
    const { wish } = decision;
    // A cancellation needs approval from two days before the appointment on.
    const visit = await clinic.newVisit({ date: wish === null ? '2026-11-17' : '2026-11-19' });
    if (wish === null) await portal.askToCancel(visit);
    else await portal.askToReschedule(visit, wish.date, wish.time);
    cases.push({ ...decision, visit });
  }
  await desk.refresh();
  await expect(desk.status).toHaveText(/^Up to date/);

  await wires.portal.cut();
  await wires.mail.cut();
  for (const [index, { title, visit, make }] of cases.entries()) {
    await make(desk, await desk.find('Inbox', title, visit.patient));
    await expect(desk.status).toContainText(`${index + 1} waiting to sync`);
  }
  await expect(desk.status).toHaveText(/^Offline since 9:\d\d AM · 5 waiting to sync$/);
  await expectAllShown(desk, cases, { waiting: true });

  expect(await program.end('SIGKILL')).toBeNull();
  await desk.page.close();
  const later = new Desk(await context.newPage());
  await later.open(await program.start());
  await expect(later.status).toHaveText(/^Offline since 9:\d\d AM · 5 waiting to sync$/);
  await expectAllShown(later, cases, { waiting: true });
  for (const { visit } of cases) expect((await clinic.taskOf(visit)).status).toBe('requested');

  await wires.portal.restore();
  await wires.mail.restore();
  await expectUpToDate(later);
  await expectAllShown(later, cases, { waiting: false });
  for (const { visit } of cases) await mailbox.newest(visit.patient);
  await expectArrivals(surroundings, cases);
});

async function expectAllShown(
  desk: Desk,
  cases: readonly Case[],
  { waiting }: { readonly waiting: boolean },
): Promise<void> {
  for (const { title, view, visit } of cases) {
    const row = await desk.find(view, title, visit.patient);
    if (waiting) await expect(row).toContainText('Waiting to sync');
    else await expect(row).not.toContainText('Waiting to sync');
  }
}

/** Everything was written once, in the order of the decisions, each with one e-mail after it. */
async function expectArrivals({ clinic, mailbox }: Surroundings, cases: readonly Case[]): Promise<void> {
  const commands = new Set<string | null>();
  const arrivals: number[] = [];
  for (const { visit, outcome, adds } of cases) {
    const task = await clinic.taskOf(visit);
    const appointment = await clinic.appointmentOf(visit);
    const added = await clinic.otherAppointmentsOf(visit);
    expect(outcomeOf(task)).toBe(outcome);
    expect(added).toHaveLength(adds);

    // As created and as decided, in one transaction that carries one command.
    expect(await clinic.versionsOf('Task', task.id)).toBe(2);
    expect(await clinic.versionsOf('Appointment', appointment.id)).toBe(2);
    for (const { id } of added) expect(await clinic.versionsOf('Appointment', id)).toBe(1);
    const [command, ...others] = [task, appointment, ...added].map(commandTagOf);
    expect(command).toEqual(expect.any(String));
    expect(new Set([command, ...others]).size).toBe(1);
    commands.add(command ?? null);

    const at = Date.parse(task.meta?.lastUpdated ?? '');
    arrivals.push(at);
    const messages = await mailbox.messagesTo(visit.patient);
    expect(messages).toHaveLength(1);
    expect(Date.parse(messages[0]?.receivedAt ?? '')).toBeGreaterThan(at);
  }
  expect(commands.size).toBe(cases.length);
  expect(new Set(arrivals).size).toBe(cases.length);
  expect(arrivals).toEqual(arrivals.toSorted((a, b) => a - b));
}
