import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Appointment, AppointmentStatus } from '../../../src-shared/domain/appointment.ts';
import { DESK_COMMAND_TYPES, type RequestCommand } from '../../../src-shared/domain/commands.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { obstaclesOf } from '../../../src-shared/domain/obstacles.ts';
import { belongingOf, type Origin } from '../../../src-shared/domain/origin.ts';
import { isRequestedTimePast, refusals } from '../../../src-shared/domain/refusals.ts';
import type { AppointmentRequest, RequestStatus, VisitSlot } from '../../../src-shared/domain/request.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src-shared/domain/time.ts';
import {
  ASKED_START,
  buildAppointment,
  buildFacts,
  buildPatient,
  buildRequest,
  decideRequest,
  goodCommand,
  HALF_HOUR,
  NOW,
  ownOrigin,
  proposal,
} from '../../support/domain.ts';

interface Situation {
  readonly request: AppointmentRequest;
  readonly appointment: Appointment;
  /** Whether the patient the request names is on file. */
  readonly known: boolean;
  readonly openLocations: readonly string[];
  readonly nearby: readonly Appointment[];
  readonly origin: Origin;
}

function refusalsOf({ request, appointment, known, openLocations, nearby, origin }: Situation) {
  const patient = known && request.patientId !== null ? buildPatient({ id: request.patientId }) : null;
  const obstacles = obstaclesOf(request, {
    now: NOW,
    practice: defaultRules.practice,
    openLocations,
    openProviders: ['practitioner-1'],
    appointment,
    patient,
    visitPatient: appointment.patientId === null ? null : buildPatient({ id: appointment.patientId }),
    origin,
    outdated: [],
    acceptance: null,
    unsettledAnswers: [],
    alsoAsked: [],
    nearby: nearby.map((one) => ({ ...one, patientName: 'Bo Lind', practitionerName: 'Dr. Osei' })),
    practitionerName: 'Dr. Osei',
    unavailable: [],
    further: [],
    wanted: [],
  });
  const belonging = belongingOf(request, appointment, origin, {
    now: NOW,
    zone: defaultRules.practice.zone,
  });
  return {
    refused: refusals(request, appointment, { belonging, known: patient !== null }, obstacles),
    patient,
  };
}

const situation = (over: Partial<Situation> = {}): Situation => ({
  request: buildRequest(),
  appointment: buildAppointment(),
  known: true,
  openLocations: [],
  nearby: [],
  origin: ownOrigin,
  ...over,
});
const asking = (start: number, minutes = 30) =>
  buildRequest({ requested: { start, end: start + minutes * MINUTE_MS } });

describe('what an obstacle makes impossible', () => {
  it.each<[string, Partial<Situation>, string | undefined]>([
    ['a free time to come', {}, undefined],
    ['a time that is past', { request: asking(NOW - HOUR_MS) }, 'time-past'],
    ['a time without a length', { request: asking(ASKED_START, 0) }, 'end-before-start'],
    ['a time of thirteen hours', { request: asking(ASKED_START - 8 * HOUR_MS, 13 * 60) }, 'too-long'],
    ['a time beyond midnight', { request: asking(ASKED_START + 9 * HOUR_MS, 120) }, 'over-midnight'],
    ['no time at all', { request: buildRequest({ requested: null }) }, 'no-requested-time'],
    ['nobody matched', { request: buildRequest({ patientId: null }) }, 'patient-unmatched'],
    ['a patient who is not on file any more', { known: false }, 'patient-unmatched'],
    ['another patient', { request: buildRequest({ patientId: 'patient-9' }) }, 'patient-differs'],
    [
      'another patient, at a time that is past',
      { request: { ...asking(NOW - HOUR_MS), patientId: 'patient-9' } },
      'time-past',
    ],
    [
      'an appointment that is cancelled',
      { appointment: buildAppointment({ status: 'cancelled' }) },
      'appointment-not-active',
    ],
    [
      'a visit without a location, of several',
      { appointment: buildAppointment({ locationId: null }), openLocations: ['north', 'south'] },
      'location-missing',
    ],
    [
      'a visit without a location, of one',
      { appointment: buildAppointment({ locationId: null }), openLocations: ['north'] },
      undefined,
    ],
    [
      'a time that is taken: it can be booked all the same',
      {
        nearby: [
          buildAppointment({
            id: 'other',
            patientId: 'p9',
            start: ASKED_START,
            end: ASKED_START + HALF_HOUR,
          }),
        ],
      },
      undefined,
    ],
  ])('Approve: %s', (_name, over, expected) => {
    expect(refusalsOf(situation(over)).refused.approve).toBe(expected);
  });

  it('leaves the other ways open where only the time asked for is impossible', () => {
    const { refused } = refusalsOf(situation({ request: asking(NOW - HOUR_MS) }));
    expect(refused).not.toHaveProperty('propose');
    expect(refused).not.toHaveProperty('update');
    expect(refused).not.toHaveProperty('deny');
  });

  it('is the time also when it has passed since the row was drawn', () => {
    const row = asking(NOW + MINUTE_MS);
    expect(isRequestedTimePast(row, NOW + MINUTE_MS)).toBe(false);
    expect(isRequestedTimePast(row, NOW + 2 * MINUTE_MS)).toBe(true);
    expect(isRequestedTimePast(buildRequest({ kind: 'cancel' }), NOW)).toBe(false);
  });
});

const status: fc.Arbitrary<RequestStatus> = fc.constantFrom<RequestStatus>(
  { state: 'open', mark: null },
  { state: 'open', mark: 'declined' },
  { state: 'awaiting-patient', proposal },
  { state: 'resolved', outcome: 'denied', reason: null },
);
const request: fc.Arbitrary<AppointmentRequest> = fc
  .record({
    kind: fc.constantFrom('reschedule' as const, 'cancel' as const),
    patientId: fc.constantFrom('patient-1', 'patient-1', null),
    quarters: fc.integer({ min: -96, max: 800 }),
    minutes: fc.constantFrom(-15, 0, 15, 30, 30, 60, 720, 721, 1440),
    timed: fc.constantFrom(true, true, true, false),
    status,
  })
  .map(({ kind, patientId, quarters, minutes, timed, status: at }) => {
    const start = NOW + quarters * 15 * MINUTE_MS;
    return buildRequest({
      kind,
      patientId,
      status: at,
      requested: kind === 'cancel' || !timed ? null : { start, end: start + minutes * MINUTE_MS },
    });
  });
const anySituation: fc.Arbitrary<Situation> = fc.record({
  request,
  appointment: fc
    .record({
      status: fc.constantFrom<AppointmentStatus>(
        'booked',
        'booked',
        'booked',
        'checked-in',
        'completed',
        'no-show',
        'cancelled',
      ),
      locationId: fc.constantFrom('location-1', null),
      patientId: fc.constantFrom('patient-1', null),
      hours: fc.integer({ min: -48, max: 400 }),
    })
    .map(({ hours, ...over }) => {
      const start = NOW + hours * HOUR_MS;
      return buildAppointment({ ...over, start, end: start + HALF_HOUR });
    }),
  known: fc.constantFrom(true, true, true, false),
  openLocations: fc.constantFrom([], ['location-1'], ['location-1', 'location-2']),
  nearby: fc.array(
    fc.integer({ min: -96, max: 800 }).map((quarters) => {
      const start = NOW + quarters * 15 * MINUTE_MS;
      return buildAppointment({ id: `near-${quarters}`, patientId: 'p9', start, end: start + HOUR_MS });
    }),
    { maxLength: 3 },
  ),
  origin: fc.constantFrom<Origin>(
    ownOrigin,
    ownOrigin,
    { ...ownOrigin, assigned: true },
    { ...ownOrigin, visitPatientUnknown: true },
    { ...ownOrigin, requester: { kind: 'unknown', name: null } },
    { ...ownOrigin, requester: { kind: 'staff', name: 'Front desk' } },
  ),
});

/** A command that carries all it can need: whatever is refused then is refused for the request's own sake. */
function generous(type: (typeof DESK_COMMAND_TYPES)[number]): RequestCommand {
  const good = goodCommand(type);
  const override = { reason: 'It fits' };
  if (good.type === 'approve') return { ...good, override };
  if (good.type !== 'update' && good.type !== 'propose') return good;
  // Not on the quarter of an hour: no visit stands there already, to which it would change nothing.
  const later = (slot: VisitSlot): VisitSlot => ({
    ...slot,
    start: slot.start + 5 * MINUTE_MS,
    end: slot.end + 5 * MINUTE_MS,
  });
  return good.type === 'update'
    ? { ...good, slot: later(good.slot), override }
    : { ...good, slots: good.slots.map(later), override };
}

describe('whatever a row leaves enabled', () => {
  it('decide grants, and whatever it disables decide refuses', () => {
    fc.assert(
      fc.property(anySituation, fc.constantFrom(...DESK_COMMAND_TYPES), (given, type) => {
        const { refused, patient } = refusalsOf(given);
        const command = generous(type);
        const decided = decideRequest(
          given.request,
          command,
          buildFacts(given.request, {
            appointment: given.appointment,
            patient: command.type === 'assign-patient' ? buildPatient({ id: command.patientId }) : patient,
            nearby: given.nearby,
            openLocations: given.openLocations,
            origin: given.origin,
          }),
        );
        // Whether this patient can be assigned is for the command to say: it names one.
        if (type === 'assign-patient' && refused[type] === undefined) return;
        expect(decided.ok ? null : decided.error.code).toEqual(
          refused[type] === undefined ? null : expect.any(String),
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('names that nobody is matched last: with a patient chosen, Approve is granted', () => {
    fc.assert(
      fc.property(anySituation, (given) => {
        fc.pre(refusalsOf(given).refused.approve === 'patient-unmatched');
        const request = { ...given.request, patientId: given.appointment.patientId ?? 'patient-1' };
        const origin = { ...ownOrigin, assigned: true };
        expect(refusalsOf({ ...given, request, origin, known: true }).refused.approve).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});
