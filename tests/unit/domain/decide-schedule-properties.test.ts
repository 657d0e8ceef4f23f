import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedOnSchedule } from '../../../src-shared/domain/allowed.ts';
import type { Appointment } from '../../../src-shared/domain/appointment.ts';
import type { Changes } from '../../../src-shared/domain/changes.ts';
import type { Override, Words } from '../../../src-shared/domain/commands.ts';
import { conflictsWith, isBlocking } from '../../../src-shared/domain/conflicts.ts';
import { decide } from '../../../src-shared/domain/decide.ts';
import type { Facts } from '../../../src-shared/domain/facts.ts';
import type { VisitSlot } from '../../../src-shared/domain/request.ts';
import { SCHEDULE_STATUSES, type ScheduleCommand } from '../../../src-shared/domain/schedule-command.ts';
import { HOUR_MS, MINUTE_MS, plainDateOf } from '../../../src-shared/domain/time.ts';
import { timeConflictOf } from '../../../src-shared/domain/time-conflict.ts';
import { buildPatient, buildScheduleFacts, NOW, ZONE } from '../../support/domain.ts';

/** A schedule in small: what stands on it, in the order in which it was booked, and the clock. */
interface World {
  readonly now: number;
  readonly appointments: ReadonlyMap<string, Appointment>;
  readonly made: number;
}

type Step =
  | { readonly what: 'command'; readonly command: ScheduleCommand; readonly nth: number }
  | { readonly what: 'wait'; readonly hours: number };

const slot: fc.Arbitrary<VisitSlot> = fc
  .record({
    practitionerId: fc.constantFrom('practitioner-1', 'practitioner-2'),
    locationId: fc.constantFrom('location-1', null),
    code: fc.constantFrom('follow-up', 'consultation'),
    // From yesterday to Wednesday, in crowded half hours, so that much overlaps.
    halfHours: fc.oneof(
      { weight: 1, arbitrary: fc.integer({ min: -30, max: 100 }) },
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 6 }) },
    ),
    minutes: fc.constantFrom(0, 15, 30, 30, 30, 60, 60, 240, 721),
  })
  .map(({ halfHours, minutes, code, ...rest }) => {
    const start = NOW + halfHours * 30 * MINUTE_MS;
    return { ...rest, type: { code, display: code }, start, end: start + minutes * MINUTE_MS };
  });
const words: fc.Arbitrary<Words> = fc.record({
  reasonCode: fc.constantFrom('provider-unavailable', 'provider-unavailable', 'other', ''),
  reasonText: fc.constantFrom('Provider unavailable', 'The roof leaks', 'The roof leaks', ''),
  message: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('', 'See you then.') },
    { weight: 1, arbitrary: fc.constant('x'.repeat(1001)) },
  ),
});
const override: fc.Arbitrary<Override | undefined> = fc.constantFrom(
  undefined,
  undefined,
  { reason: '' },
  { reason: 'It fits' },
  { reason: 'It fits' },
);
const notify = fc.boolean();
const about = fc.constant('');

const command: fc.Arbitrary<ScheduleCommand> = fc.oneof(
  fc.record({
    type: fc.constant('book' as const),
    patientId: fc.constantFrom('patient-1', 'patient-2', 'patient-3'),
    slot,
    message: fc.constantFrom('', 'Welcome.'),
    notify,
    override,
  }),
  fc.record({ type: fc.constant('update' as const), appointmentId: about, slot, words, notify, override }),
  fc.record({ type: fc.constant('cancel-appointment' as const), appointmentId: about, words, notify }),
  fc.record({
    type: fc.constant('set-status' as const),
    appointmentId: about,
    status: fc.constantFrom(...SCHEDULE_STATUSES),
    override,
  }),
);

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({ what: fc.constant('command' as const), command, nth: fc.nat({ max: 40 }) }),
    },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('wait' as const), hours: fc.nat({ max: 12 }) }) },
  ),
  { minLength: 20, maxLength: 40 },
);

/** The command about one of those that stand; `null` while there is none. */
function aimed(world: World, given: ScheduleCommand, nth: number): ScheduleCommand | null {
  if (given.type === 'book') return given;
  const ids = [...world.appointments.keys()];
  const appointmentId = ids[nth % Math.max(1, ids.length)];
  return appointmentId === undefined ? null : { ...given, appointmentId };
}

function factsOf(world: World, given: ScheduleCommand): Facts {
  const appointment = given.type === 'book' ? null : (world.appointments.get(given.appointmentId) ?? null);
  const patientId = given.type === 'book' ? given.patientId : (appointment?.patientId ?? '');
  return buildScheduleFacts(given, {
    now: world.now,
    appointment,
    patient: buildPatient({ id: patientId }),
    nearby: [...world.appointments.values()],
    newAppointmentIds: [`made-${world.made}`],
    openLocations: [],
    newUid: `uid-${world.made}`,
  });
}

function write(world: World, changes: Changes): World {
  const appointments = new Map(world.appointments);
  for (const one of changes.appointments) appointments.set(one.id, one);
  return { ...world, appointments, made: world.made + 1 };
}

const takesTime = (before: Appointment | null, after: Appointment): boolean =>
  isBlocking(after) &&
  (before === null ||
    !isBlocking(before) ||
    before.start !== after.start ||
    before.end !== after.end ||
    before.practitionerId !== after.practitionerId);

function checkChanges(world: World, given: ScheduleCommand, facts: Facts, changes: Changes): void {
  const [after, ...others] = changes.appointments;
  if (after === undefined) throw new Error('a command that changes nothing');
  expect(others).toEqual([]);
  expect(changes.request).toBeNull();
  const before = facts.appointment;
  expect(after.end - after.start).toBeGreaterThan(0);
  expect(after.end - after.start).toBeLessThanOrEqual(12 * HOUR_MS);
  expect(plainDateOf(after.end - 1, ZONE)).toBe(plainDateOf(after.start, ZONE));
  expect(after.uid).toBe(before?.uid ?? `uid-${world.made}`);
  expect(after.patientId).toBe(before?.patientId ?? facts.patient?.id);
  expect(after.sequence).toBe(before === null ? 0 : before.sequence + (given.type === 'set-status' ? 0 : 1));
  expect(changes.email !== null).toBe(given.type !== 'set-status' && given.notify);
  if (given.type !== 'cancel-appointment' && takesTime(before, after)) {
    // Whoever is in the way has been named to somebody, and a reason was given.
    const inTheWay = conflictsWith(after, facts.nearby, [after.id]);
    if (inTheWay.length > 0) expect(changes.override).toEqual({ reason: 'It fits' });
  }
}

/** Refused: the appointment stands as it stood, and a conflict is one. */
function checkRefusal(given: ScheduleCommand, facts: Facts): void {
  const decided = decide(given, facts);
  if (decided.ok || decided.error.code !== 'time-conflict') return;
  const at = 'slot' in given ? { ...given.slot, patientId: facts.patient?.id ?? null } : facts.appointment;
  if (at === null) throw new Error('a conflict of no time');
  const own = facts.appointment === null ? [] : [facts.appointment.id];
  expect(timeConflictOf(at, { ...facts, exceptIds: own }, facts.rules.practice)).toEqual(
    decided.error.conflict,
  );
  expect('override' in given && given.override?.reason === 'It fits').toBe(false);
  if (given.type === 'cancel-appointment') throw new Error('a cancellation takes no time');
  // With a reason the very same is granted.
  expect(decide({ ...given, override: { reason: 'It fits' } }, facts).ok).toBe(true);
}

function play(all: readonly Step[]): { readonly world: World; readonly granted: number } {
  let world: World = { now: NOW, appointments: new Map(), made: 0 };
  let granted = 0;
  for (const step of all) {
    if (step.what === 'wait') {
      world = { ...world, now: world.now + step.hours * HOUR_MS };
      continue;
    }
    const given = aimed(world, step.command, step.nth);
    if (given === null) continue;
    const facts = factsOf(world, given);
    const decided = decide(given, facts);
    expect(decide(given, facts)).toEqual(decided);
    if (!decided.ok) {
      checkRefusal(given, facts);
      continue;
    }
    granted += 1;
    checkChanges(world, given, facts, decided.value);
    world = write(world, decided.value);
    // Given once more, as by a second click, it does not happen again.
    if (given.type !== 'book') expect(decide(given, factsOf(world, given)).ok).toBe(false);
  }
  return { world, granted };
}

describe('any sequence of commands on the schedule', () => {
  it('leaves every appointment whole, and no overlap nobody was warned of', () => {
    let granted = 0;
    fc.assert(
      fc.property(steps, (all) => {
        granted += play(all).granted;
      }),
      { numRuns: 300 },
    );
    // The runs are about something.
    expect(granted).toBeGreaterThan(600);
  });

  it('never grants what was not allowed, and what is allowed is refused for what it carries only', () => {
    fc.assert(
      fc.property(steps, command, fc.nat({ max: 40 }), (all, next, nth) => {
        const { world } = play(all);
        const given = aimed(world, next, nth);
        if (given === null || given.type === 'book') return;
        const facts = factsOf(world, given);
        if (facts.appointment === null) throw new Error('nobody');
        const allowed = allowedOnSchedule(facts.appointment, world.now, ZONE);
        const decided = decide(given, facts);
        const can =
          given.type === 'update'
            ? allowed.update
            : given.type === 'cancel-appointment'
              ? allowed.cancel
              : allowed.statuses.includes(given.status);
        if (!can) expect(decided.ok).toBe(false);
        else if (!decided.ok)
          expect([
            'end-before-start',
            'too-long',
            'over-midnight',
            'time-past',
            'nothing-changed',
            'reason-missing',
            'message-too-long',
            'time-conflict',
          ]).toContain(decided.error.code);
      }),
      { numRuns: 200 },
    );
  });
});
