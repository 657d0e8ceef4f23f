import type { Appointment, AppointmentResponse, Task } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { historyOfRequest } from '../../../src-main/db/queries/history.ts';
import { answerResource, rescheduleTask } from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk, slotAt, WORDS } from '../../support/portal-desk.ts';

const MINUTE = 60_000;
const TO = '2026-12-01T16:00:00Z';
type Command = Extract<Parameters<PortalDesk['ask']>[1], { readonly on: 'request' }>['command'];
const UPDATE: Command = { type: 'update', slot: slotAt(TO), words: WORDS };

async function twoDesks() {
  const clinic = await openSmallClinic();
  await clinic.portal.put(rescheduleTask());
  const rules = { undoSeconds: 0 };
  const one = clinic.open({ rules });
  const two = clinic.open({ seed: 2, rules });
  await one.settle();
  await two.settle();
  const [visit] = await clinic.portal.search<Appointment>('Appointment?_id=visit-1');
  const was = [visit?.start, visit?.end].map((at) => Date.parse(at ?? ''));
  const decide = async (desk: PortalDesk, command: Command) => {
    await desk.ask('decisions.decide', { on: 'request', id: 'task-1', command });
    await desk.settle();
  };
  return { ...clinic, one, two, decide, from: { start: was[0] ?? 0, end: was[1] ?? 0 } };
}

const to = { start: Date.parse(TO), end: Date.parse(TO) + 30 * MINUTE };
const settled = async (desk: PortalDesk) => (await desk.ask('requests.get', { id: 'task-1' })).row.settled;
const closing = ({ db }: PortalDesk) => historyOfRequest(db, 'task-1').find(({ detail }) => detail.outcome);

test('what another desk has settled says at which, and from where to where the visit was moved', async () => {
  const { one, two, decide, from } = await twoDesks();
  await decide(one, UPDATE);
  await two.clock.advance(2 * MINUTE);
  expect(await settled(two)).toEqual({ by: 'Desk 1', from, to });
  // The same as the desk itself says, but for the person, who is nobody’s business elsewhere.
  expect(await settled(one)).toMatchObject({ from, to });
  const line = closing(two);
  expect(line?.kind).toBe('closed-elsewhere');
  expect(await two.ask('requests.settledBy', undefined)).toEqual(['Desk 1']);
});

test('a desk that begins later knows from where to where, and not at which desk', async () => {
  const { one, decide, from, open } = await twoDesks();
  await decide(one, UPDATE);
  const late = open({ seed: 3 });
  await late.settle();
  expect(await settled(late)).toEqual({ by: 'Portal', from, to });
});

test('a time that the patient has accepted, read by the other desk', async () => {
  const { one, two, decide, from, portal } = await twoDesks();
  await decide(one, { type: 'propose', slots: [slotAt('2026-11-30T16:00:00Z'), slotAt(TO)], words: WORDS });
  await two.clock.advance(2 * MINUTE);
  const pending = await portal.search<Appointment>('Appointment?status=pending');
  const second = pending.find(({ start }) => Date.parse(start ?? '') === to.start);
  await portal.put({ ...answerResource(second?.id ?? '', 'accepted'), id: 'a' } as AppointmentResponse);
  await one.clock.advance(2 * MINUTE);
  await two.clock.advance(2 * MINUTE);
  for (const desk of [one, two]) expect(await settled(desk)).toMatchObject({ from, to });
});

test('where somebody else has moved the visit since, nothing is said of where it was moved', async () => {
  const { one, decide, open, portal } = await twoDesks();
  await decide(one, UPDATE);
  const [visit] = await portal.search<Appointment>('Appointment?_id=visit-1');
  await portal.put({ ...visit, start: '2026-12-04T16:00:00Z', end: '2026-12-04T16:30:00Z' } as Appointment);
  const late = open({ seed: 3 });
  await late.settle();
  expect(await settled(late)).toMatchObject({ from: null, to: null });
});

test('a period that ends before it begins is left out', async () => {
  const { one, two, decide, portal } = await twoDesks();
  await decide(one, UPDATE);
  const [task] = await portal.search<Task>('Task?_id=task-1');
  // It ends before it begins.
  const extension = JSON.stringify(task?.extension).replaceAll('"end":"2026', '"end":"2025');
  await portal.put({ ...task, extension: JSON.parse(extension) } as Task);
  await two.clock.advance(2 * MINUTE);
  expect(await settled(two)).toMatchObject({ from: null, to: null });
});
