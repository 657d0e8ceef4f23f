import type { Appointment, Slot } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { createFhirPortal } from '../../../src-main/adapters/fhir-portal.ts';
import type { ScheduleCommand } from '../../../src-shared/domain/schedule-command.ts';
import { appointmentResource, cancelTask } from '../../support/clinic-resources.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';
import { createSlotPortal, type SlotPortal } from '../../support/slot-portal.ts';
import { openBenchDesk, outboxStates, type PortalBench, startPortalBench } from '../../support/sync-bench.ts';

const words = { reasonCode: 'provider-unavailable', reasonText: 'Provider unavailable', message: '' };
const cancel: ScheduleCommand = {
  type: 'cancel-appointment',
  appointmentId: 'visit-1',
  words,
  notify: true,
};

const moveTo = (start: string, minutes = 30, practitionerId = 'practitioner-1'): ScheduleCommand => ({
  type: 'update',
  appointmentId: 'visit-1',
  slot: {
    practitionerId,
    locationId: 'location-1',
    type: { code: 'follow-up', display: 'Follow-up' },
    start: Date.parse(start),
    end: Date.parse(start) + minutes * 60_000,
  },
  words,
  notify: true,
});

/** Half an hour, as a Slot of the provider's Schedule. */
const slotAt = (id: string, start: string, status: Slot['status'], over: Partial<Slot> = {}): Slot => ({
  resourceType: 'Slot',
  id,
  schedule: { reference: 'Schedule/okafor' },
  status,
  start,
  end: new Date(Date.parse(start) + 30 * 60_000).toISOString(),
  comment: 'kept',
  ...over,
});

/** The clinic's visit on Tue, Nov 24, 9:00 AM in Chicago on a Slot, and what its provider has free. */
const SLOTS = [
  slotAt('old', '2026-11-24T15:00:00Z', 'busy'),
  slotAt('half', '2026-11-24T15:30:00Z', 'free'),
  slotAt('new', '2026-11-30T10:00:00-06:00', 'free'),
  slotAt('next', '2026-11-30T16:30:00Z', 'free'),
  slotAt('taken', '2026-11-30T17:00:00Z', 'busy'),
  slotAt('elsewhere', '2026-11-30T17:00:00Z', 'free', { schedule: { reference: 'Schedule/other' } }),
];

async function clinic(...names: string[]) {
  const bench = await startPortalBench();
  const onSlots = (names.length === 0 ? ['old'] : names).map((name) => ({ reference: `Slot/${name}` }));
  await bench.put(appointmentResource({ slot: onSlots }));
  const portal = createSlotPortal(portalOf(bench), SLOTS);
  const desk = openBenchDesk(bench, { portal });
  await desk.refresh();
  return { bench, portal, desk };
}

const portalOf = (bench: PortalBench) =>
  createFhirPortal({
    baseUrl: bench.proxy.fhirUrl,
    signIn: { method: 'none' },
    secret: null,
    clock: bench.clock,
    ids: createSeededIds(9),
    timeoutMs: 30_000,
  });

const patient = { actor: { reference: 'Patient/patient-1' }, status: 'accepted' } as const;
const room = { actor: { reference: 'Location/location-1' }, status: 'accepted' } as const;
const provider = { actor: { reference: 'Practitioner/practitioner-1' }, status: 'accepted' } as const;

const states = ({ slots }: SlotPortal) =>
  Object.fromEntries([...slots].map(([id, { status }]) => [id, status]));
const UNTOUCHED = Object.fromEntries(SLOTS.map(({ id, status }) => [id, status]));
const visit = (bench: PortalBench) => bench.get<Appointment>('Appointment', 'visit-1');

test('whose visit it is may stand on its Slot alone; moved, it takes the new one and names them', async () => {
  const bench = await startPortalBench();
  const schedule = {
    resourceType: 'Schedule',
    id: 'okafor',
    meta: { versionId: '1', lastUpdated: '2026-11-20T15:00:00Z' },
    actor: [provider.actor],
  };
  bench.proxy.fault = ({ method, path }) =>
    method === 'GET' && path === 'Schedule/okafor'
      ? { status: 200, body: JSON.stringify(schedule), headers: { 'content-type': 'application/fhir+json' } }
      : null;
  await bench.put(appointmentResource({ participant: [patient, room], slot: [{ reference: 'Slot/old' }] }));
  const portal = createSlotPortal(portalOf(bench), SLOTS);
  const desk = openBenchDesk(bench, { portal });
  await desk.refresh();
  desk.schedule(moveTo('2026-11-30T16:00:00Z'));
  await desk.refresh();
  expect(await visit(bench)).toMatchObject({
    participant: [patient, room, provider],
    slot: [{ reference: 'Slot/new' }],
  });
  expect(states(portal)).toEqual({ ...UNTOUCHED, old: 'free', new: 'busy' });
});

test('a cancelled visit frees its Slot, in the decision’s own transaction', async () => {
  const { bench, portal, desk } = await clinic();
  const { outboxId } = desk.schedule(cancel);
  await desk.refresh();
  expect(states(portal)).toEqual({ ...UNTOUCHED, old: 'free' });
  expect(portal.slots.get('old')).toMatchObject({
    comment: 'kept',
    meta: { tag: [{ system: 'urn:reslot:command', code: outboxId }] },
  });
  expect(portal.bundles).toHaveLength(1);
  expect((await visit(bench)).status).toBe('cancelled');
  expect(outboxStates(desk)).toEqual(['done']);
});

test('so does one cancelled under the practice’s policy', async () => {
  const { bench, portal, desk } = await clinic();
  await bench.put(cancelTask());
  await desk.refresh();
  await desk.refresh();
  expect(states(portal)).toEqual({ ...UNTOUCHED, old: 'free' });
  expect((await visit(bench)).status).toBe('cancelled');
});

test.each([
  ['takes the free one of its new time', '2026-11-30T16:00:00Z', 30, ['new']],
  ['takes several that follow on each other', '2026-11-30T16:00:00Z', 60, ['new', 'next']],
  ['may keep part of its own time', '2026-11-24T15:00:00Z', 60, ['old', 'half']],
])('a moved visit %s', async (_what, start, minutes, names) => {
  const { bench, portal, desk } = await clinic();
  desk.schedule(moveTo(start, minutes));
  await desk.refresh();
  const taken = Object.fromEntries(names.map((name) => [name, 'busy']));
  expect(states(portal)).toEqual({ ...UNTOUCHED, old: 'free', ...taken });
  expect((await visit(bench)).slot).toEqual(names.map((name) => ({ reference: `Slot/${name}` })));
});

test.each([
  ['the Slot of its new time is taken', moveTo('2026-11-30T17:00:00Z')],
  ['Slots cover its new time only in part', moveTo('2026-11-30T16:00:00Z', 45)],
  ['nobody has made Slots for then', moveTo('2026-12-02T16:00:00Z')],
  ['it goes to another provider', moveTo('2026-11-30T16:00:00Z', 30, 'practitioner-2')],
])('where %s the visit stands without one, and the old one is free', async (_why, command) => {
  const { bench, portal, desk } = await clinic();
  await bench.put({ resourceType: 'Practitioner', id: 'practitioner-2', name: [{ text: 'Dr. Lee' }] });
  await desk.refresh();
  desk.schedule(command);
  await desk.refresh();
  expect(states(portal)).toEqual({ ...UNTOUCHED, old: 'free' });
  expect((await visit(bench)).slot).toBeUndefined();
  expect(outboxStates(desk)).toEqual(['done']);
});

test('a Slot that another visit holds too stays taken', async () => {
  const { bench, portal, desk } = await clinic();
  await bench.put(appointmentResource({ id: 'visit-2', slot: [{ reference: 'Slot/old' }] }));
  await desk.refresh();
  desk.schedule(cancel);
  await desk.refresh();
  expect(states(portal)).toEqual(UNTOUCHED);
  expect((await visit(bench)).status).toBe('cancelled');
});

test('a Slot lost in the last moment is looked at again: nobody else’s is written over', async () => {
  const { bench, portal, desk } = await clinic();
  portal.beforeWrite = () => {
    const slot = portal.slots.get('new');
    if (portal.bundles.length === 0 && slot)
      portal.slots.set('new', { ...slot, status: 'busy', meta: { versionId: '2' } });
  };
  desk.schedule(moveTo('2026-11-30T16:00:00Z'));
  await desk.refresh();
  expect(states(portal)).toMatchObject({ old: 'busy' });
  await bench.clock.advance(10_000);
  await desk.refresh();
  expect(states(portal)).toEqual({ ...UNTOUCHED, old: 'free', new: 'busy' });
  expect(portal.slots.get('new')?.meta?.tag).toBeUndefined();
  expect((await visit(bench)).slot).toBeUndefined();
  expect(outboxStates(desk)).toEqual(['done']);
});

test.each([403, 404, 422])(
  'where Slots may not be written (%i) the decision goes without them',
  async (status) => {
    const { bench, portal, desk } = await clinic();
    portal.refuseSlotWrites = status;
    desk.schedule(cancel);
    await desk.refresh();
    expect(states(portal)).toEqual(UNTOUCHED);
    expect((await visit(bench)).status).toBe('cancelled');
    expect(outboxStates(desk)).toEqual(['done']);
  },
);

test.each([409, 412])(
  'where they meet a conflict each time (%i) the decision goes without them in the end',
  async (status) => {
    const { bench, portal, desk } = await clinic();
    portal.refuseSlotWrites = status;
    desk.schedule(cancel);
    await desk.refresh();
    expect(outboxStates(desk)).toEqual(['unsure']);
    for (let minute = 0; minute < 10; minute += 1) {
      await bench.clock.advance(60_000);
      await desk.refresh();
    }
    expect(states(portal)).toEqual(UNTOUCHED);
    expect((await visit(bench)).status).toBe('cancelled');
    expect(outboxStates(desk)).toEqual(['done']);
  },
);

test('a Slot of which the server gives no version stays as it is', async () => {
  const { bench, portal, desk } = await clinic();
  portal.slots.set('old', slotAt('old', '2026-11-24T15:00:00Z', 'busy'));
  desk.schedule(cancel);
  await desk.refresh();
  expect(states(portal)).toEqual(UNTOUCHED);
  expect((await visit(bench)).status).toBe('cancelled');
  expect(outboxStates(desk)).toEqual(['done']);
});

test.each([403, 404, 500])('where Slots cannot be read (%i) none is touched', async (status) => {
  const { bench, portal, desk } = await clinic();
  portal.refuseSlotReads = status;
  desk.schedule(moveTo('2026-11-30T16:00:00Z'));
  await desk.refresh();
  expect(states(portal)).toEqual(UNTOUCHED);
  expect((await visit(bench)).start).toBe('2026-11-30T16:00:00Z');
  expect(outboxStates(desk)).toEqual(['done']);
});

test('a lost answer does nothing twice', async () => {
  const { bench, portal, desk } = await clinic();
  let left = 1;
  bench.proxy.fault = ({ method, path }) =>
    method === 'POST' && path === '' && left-- > 0 ? 'lose-answer' : null;
  desk.schedule(moveTo('2026-11-30T16:00:00Z'));
  await desk.refresh();
  await bench.clock.advance(30_000);
  await desk.refresh();
  expect(outboxStates(desk)).toEqual(['done']);
  expect((await visit(bench)).slot).toEqual([{ reference: 'Slot/new' }]);
  // It is looked for, and found, before it is sent again.
  expect(portal.bundles).toHaveLength(1);
});
