import type { Appointment } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { findAppointment } from '../../../src-main/db/queries/appointments.ts';
import { createEffects } from '../../../src-main/sync/effects.ts';
import { storeResource } from '../../../src-main/sync/projection.ts';
import { MINUTE_MS } from '../../../src-shared/domain/time.ts';
import { appointmentResource, rescheduleTask } from '../../support/clinic-resources.ts';
import { actor } from '../../support/local-desk.ts';
import {
  type BenchDesk,
  mailsOf,
  openBenchDesk,
  outboxStates,
  quarantined,
  startPortalBench,
} from '../../support/sync-bench.ts';

const START = '2026-11-24T09:00:00-06:00';
const NINE = Date.parse(START);

/** The visit as its program leaves it: without times, where R4 lets it. */
function withoutTimes(over: Partial<Appointment> = {}): Appointment {
  const { start: _start, end: _end, ...rest } = appointmentResource(over);
  return rest;
}

const shown = (desk: BenchDesk, id = 'visit-1') => {
  const visit = findAppointment(desk.db, id);
  return visit && [visit.status, visit.start];
};

test.each<[string, Appointment]>([
  ['cancelled', withoutTimes({ status: 'cancelled' })],
  ['cancelled down to no length', appointmentResource({ status: 'cancelled', end: START })],
  ['entered in error', appointmentResource({ status: 'entered-in-error' })],
  ['put on a waiting list', withoutTimes({ status: 'waitlist' })],
  ['proposed anew, at a time that nobody has agreed to', appointmentResource({ status: 'proposed' })],
])('a visit that is %s leaves the schedule, from where it stood', async (_what, resource) => {
  const bench = await startPortalBench();
  const desk = openBenchDesk(bench);
  await desk.refresh();
  expect(shown(desk)).toEqual(['booked', NINE]);

  await bench.put(resource);
  expect(await desk.refresh()).toMatchObject({ phase: 'up-to-date', needAttention: 0 });
  expect(shown(desk)).toEqual(['cancelled', NINE]);

  await bench.put(appointmentResource());
  await desk.refresh();
  expect(shown(desk)).toEqual(['booked', NINE]);
});

test('one that said how long it takes, and not until when, leaves it too, and its time is free', async () => {
  const desk = openBenchDesk(await startPortalBench());
  await desk.refresh();
  const store = (resource: Appointment, versionId: string) =>
    desk.db.transaction(() => {
      const meta = { versionId, lastUpdated: `2026-11-19T16:00:0${versionId}Z` };
      storeResource(desk.db, { ...resource, meta }, 'Appointment', createEffects(NINE, actor));
    });
  // R4 wants both times or none (app-2), and the demo's portal insists; others leave the end to `minutesDuration`.
  const { end: _end, ...resource } = appointmentResource({ id: 'other', minutesDuration: 45 });
  store(resource, '1');
  expect(shown(desk, 'other')).toEqual(['booked', NINE]);
  store(withoutTimes({ id: 'other', status: 'cancelled' }), '2');
  expect(shown(desk, 'other')).toEqual(['cancelled', NINE]);
  expect(findAppointment(desk.db, 'other')?.end).toBe(NINE + 45 * MINUTE_MS);
  expect(quarantined(desk)).toEqual([]);
});

test.each<[string, Appointment]>([
  ['a wish for some day', withoutTimes({ status: 'proposed' })],
  ['a place on a waiting list', withoutTimes({ status: 'waitlist' })],
  ['a time set aside for a waiting list', appointmentResource({ status: 'waitlist' })],
  ['one entered in error', appointmentResource({ status: 'entered-in-error' })],
  ['one cancelled before it had a time', withoutTimes({ status: 'cancelled' })],
])('%s is no visit until it is booked', async (_what, resource) => {
  const bench = await startPortalBench();
  await bench.put({ ...resource, id: 'later' });
  const desk = openBenchDesk(bench);
  expect(await desk.refresh()).toMatchObject({ phase: 'up-to-date', needAttention: 0 });
  expect(shown(desk, 'later')).toBeNull();
  expect(quarantined(desk)).toEqual([]);

  await bench.put(appointmentResource({ id: 'later' }));
  await desk.refresh();
  expect(shown(desk, 'later')).toEqual(['booked', NINE]);
});

test('a decision about a visit that was cancelled without times meanwhile is taken back, and nobody is written to', async () => {
  const bench = await startPortalBench();
  await bench.put(rescheduleTask());
  const desk = openBenchDesk(bench);
  await desk.refresh();
  await bench.put(withoutTimes({ status: 'cancelled' }));
  desk.decide('task-1', { type: 'approve' });
  await desk.refresh();
  expect(shown(desk)).toEqual(['cancelled', NINE]);
  expect(outboxStates(desk)).toEqual(['conflict']);
  expect(mailsOf(desk).filter(({ state }) => state !== 'dropped')).toEqual([]);
});
