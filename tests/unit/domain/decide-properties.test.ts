import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowed } from '../../../src-shared/domain/allowed.ts';
import type { Appointment, AppointmentStatus } from '../../../src-shared/domain/appointment.ts';
import type { Changes, RejectionCode } from '../../../src-shared/domain/changes.ts';
import {
  DESK_COMMAND_TYPES,
  type DeskCommandType,
  type RequestCommand,
  type Words,
} from '../../../src-shared/domain/commands.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { type Belonging, belongingOf } from '../../../src-shared/domain/origin.ts';
import {
  type AppointmentRequest,
  proposedIdsOf,
  type RequestKind,
  type RequestStatus,
  type VisitSlot,
} from '../../../src-shared/domain/request.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../../src-shared/domain/time.ts';
import {
  ALL_COMMAND_TYPES,
  buildAppointment,
  buildFacts,
  buildPatient,
  buildRequest,
  decideRequest,
  goodCommand,
  NOW,
  ORIGINAL_ID,
  ownOrigin,
  proposal,
  type RequestFacts,
} from '../../support/domain.ts';

const REJECTIONS: readonly RejectionCode[] = [
  'already-resolved',
  'wrong-kind',
  'no-proposal',
  'awaiting-patient',
  'patient-unmatched',
  'patient-differs',
  'appointment-of-another',
  'appointment-not-active',
  'time-past',
  'end-before-start',
  'too-long',
  'nothing-changed',
  'times-alike',
  'time-not-chosen',
  'reason-missing',
  'message-too-long',
  'message-missing',
  'not-expired',
  'policy-needs-approval',
  'over-midnight',
  'time-conflict',
];

const belongs = (request: AppointmentRequest, appointment: Appointment) =>
  belongingOf(request, appointment, ownOrigin, { now: NOW, zone: defaultRules.practice.zone });

/** A desk in small: one request, its appointments, and a clock. */
interface World {
  now: EpochMs;
  request: AppointmentRequest;
  appointments: Map<string, Appointment>;
  made: number;
}

type Step =
  | { readonly what: 'command'; readonly command: RequestCommand }
  /** The answer to whatever proposal stands. */
  | { readonly what: 'answer'; readonly answer: 'accepted' | 'declined' }
  | { readonly what: 'wait'; readonly hours: number }
  /** The schedule changes the original without the request. */
  | { readonly what: 'status'; readonly status: AppointmentStatus };

const words: fc.Arbitrary<Words> = fc.record({
  reasonCode: fc.constantFrom('provider-unavailable', 'other', ''),
  reasonText: fc.constantFrom('Provider unavailable', 'Other', 'The roof leaks', ''),
  message: fc.oneof(
    { weight: 9, arbitrary: fc.string({ maxLength: 20 }) },
    { weight: 1, arbitrary: fc.constant('x'.repeat(1001)) },
  ),
});
const slot: fc.Arbitrary<VisitSlot> = fc
  .record({
    practitionerId: fc.constantFrom('practitioner-1', 'practitioner-2'),
    locationId: fc.constantFrom('location-1', null),
    code: fc.constantFrom('follow-up', 'consultation'),
    quarters: fc.integer({ min: -8, max: 80 }),
    minutes: fc.constantFrom(-15, 0, 15, 30, 60, 721),
  })
  .map(({ quarters, minutes, code, ...rest }) => {
    const start = NOW + quarters * 8 * HOUR_MS;
    return { ...rest, type: { code, display: code }, start, end: start + minutes * MINUTE_MS };
  });
const override = fc.option(fc.record({ reason: fc.constantFrom('', 'It fits') }), { nil: undefined });
const answer = fc.constantFrom('accepted' as const, 'declined' as const);

const command: fc.Arbitrary<RequestCommand> = fc.oneof(
  fc.record({ type: fc.constant('approve' as const), words: fc.option(words, { nil: undefined }), override }),
  fc.record({ type: fc.constant('deny' as const), words }),
  fc.record({ type: fc.constant('keep' as const), words }),
  fc.record({
    type: fc.constant('propose' as const),
    slots: fc.array(slot, { minLength: 1, maxLength: 3 }),
    words,
    override,
  }),
  fc.record({
    type: fc.constant('update' as const),
    slot,
    words: fc.option(words, { nil: undefined }),
    override,
  }),
  fc.record({ type: fc.constant('cancel-appointment' as const), words }),
  fc.record({ type: fc.constant('withdraw-proposal' as const), words: fc.option(words, { nil: undefined }) }),
  fc.record({
    type: fc.constant('record-answer' as const),
    answer,
    appointmentId: fc.option(fc.constantFrom('made-0', 'made-1', 'made-0-b', 'nothing'), { nil: undefined }),
  }),
  fc.record({
    type: fc.constant('assign-patient' as const),
    patientId: fc.constantFrom('patient-1', 'patient-2'),
  }),
  fc.record({
    type: fc.constant('patient-answer' as const),
    answer,
    proposalAppointmentId: fc.constantFrom('made-0', 'nothing'),
  }),
  fc.constantFrom(goodCommand('resend-email'), goodCommand('expire'), goodCommand('apply-policy')),
  fc.constantFrom(goodCommand('patient-withdraws'), goodCommand('supersede')),
  // Weighted towards what keeps a request going, so that long lives are seen too.
  fc.constantFrom(goodCommand('propose'), goodCommand('withdraw-proposal'), goodCommand('assign-patient')),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 16, arbitrary: command.map((one) => ({ what: 'command' as const, command: one })) },
  { weight: 2, arbitrary: answer.map((one) => ({ what: 'answer' as const, answer: one })) },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 0, max: 200 }).map((hours) => ({ what: 'wait' as const, hours })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<AppointmentStatus>('checked-in', 'completed', 'no-show', 'cancelled')
      .map((status) => ({ what: 'status' as const, status })),
  },
);

const nearby: fc.Arbitrary<Appointment[]> = fc.array(
  slot
    .filter((one) => one.end > one.start)
    .map((one) => buildAppointment({ id: 'other', patientId: 'patient-9', ...one })),
  { maxLength: 3 },
);

const kind = fc.constantFrom<RequestKind>('reschedule', 'cancel');
const start = fc.record({
  kind,
  patientId: fc.constantFrom('patient-1', null),
  requested: slot.map(({ start: from, end }) => ({ start: from, end })),
  nearby,
});

function begin(given: {
  kind: RequestKind;
  patientId: string | null;
  requested: { start: number; end: number };
}): World {
  const request = buildRequest({
    kind: given.kind,
    patientId: given.patientId,
    requested: given.kind === 'cancel' ? null : given.requested,
  });
  return { now: NOW, request, appointments: new Map([[ORIGINAL_ID, buildAppointment()]]), made: 0 };
}

function originalOf(world: World): Appointment {
  const original = world.appointments.get(ORIGINAL_ID);
  if (original === undefined) throw new Error('The original is lost');
  return original;
}

/** What a receptionist may choose about a request. */
function allowedOn(
  asked: AppointmentRequest,
  appointment: Appointment,
  belonging: Belonging,
): DeskCommandType[] {
  const commands: readonly string[] = allowed(appointment, { request: asked, belonging });
  return DESK_COMMAND_TYPES.filter((type) => commands.includes(type));
}

function factsOf(world: World, given: RequestCommand, others: readonly Appointment[]): RequestFacts {
  const { patientId } = world.request;
  const who = given.type === 'assign-patient' ? given.patientId : patientId;
  return {
    now: world.now,
    rules: defaultRules,
    appointment: originalOf(world),
    tentatives: proposedIdsOf(world.request).flatMap((id) => world.appointments.get(id) ?? []),
    offered: [],
    origin: ownOrigin,
    patient: who === null ? null : buildPatient({ id: who }),
    nearby: [...world.appointments.values(), ...others],
    unavailable: [],
    further: [],
    newUid: 'uid-new',
    newAppointmentIds: ['', '-b', '-c'].map((more) => `made-${world.made}${more}`),
    openLocations: [],
    openProviders: ['practitioner-1'],
  };
}

function write(world: World, changes: Changes): World {
  const appointments = new Map(world.appointments);
  for (const appointment of changes.appointments) appointments.set(appointment.id, appointment);
  return { ...world, request: changes.request ?? world.request, appointments, made: world.made + 1 };
}

function checkWorld(world: World): void {
  const { status } = world.request;
  const standing = [...world.appointments.values()].filter((one) => one.status === 'tentative');
  if (status.state === 'awaiting-patient') {
    expect(standing.map((one) => [one.id, one.originalId])).toEqual(
      status.proposal.appointmentIds.map((id) => [id, ORIGINAL_ID]),
    );
  } else {
    expect(standing).toEqual([]);
  }
  expect(world.request.requested === null).toBe(world.request.kind === 'cancel');
  for (const one of world.appointments.values()) {
    expect(one.uid).toBe('uid-1');
    expect(one.start).toBeLessThan(one.end);
  }
}

function checkStep(before: World, given: RequestCommand, changes: Changes, after: World): void {
  expect(changes.command).toBe(given.type);
  expect(changes.at).toBe(before.now);
  expect({ ...changes.request, status: null, patientId: null }).toEqual({
    ...before.request,
    status: null,
    patientId: null,
  });
  expect(new Set(changes.appointments.map((one) => one.id)).size).toBe(changes.appointments.length);

  for (const one of changes.appointments) {
    const was = before.appointments.get(one.id);
    expect(one.sequence).toBeGreaterThanOrEqual(was?.sequence ?? originalOf(before).sequence + 1);
    expect(was).not.toEqual(one);
  }
  const status = after.request.status;
  if (given.type === 'propose' && status.state === 'awaiting-patient') {
    expect(status.proposal.expiresAt).toBeGreaterThan(before.now);
    expect(status.proposal.sentAt).toBe(before.now);
  }
  // The original is given up only with a named end, or for the visit that took its place.
  if (originalOf(before).status !== 'cancelled' && originalOf(after).status === 'cancelled') {
    expect(status.state).toBe('resolved');
    if (status.state !== 'resolved') return;
    const successors = [...after.appointments.values()].filter(
      (one) => one.originalId === ORIGINAL_ID && one.status === 'booked',
    );
    if (status.outcome === 'accepted-by-patient') expect(successors).toHaveLength(1);
    else {
      expect([
        'approved',
        'appointment-cancelled',
        'cancelled-by-patient',
        'cancelled-under-policy',
      ]).toContain(status.outcome);
      if (status.outcome === 'approved') expect(after.request.kind).toBe('cancel');
      expect(successors).toEqual([]);
    }
  }
  if (changes.email !== null) {
    expect(after.request.patientId).not.toBeNull();
    expect(after.appointments.get(changes.email.appointment.id)).toEqual(changes.email.appointment);
  }
}

function commandOf(world: World, one: Step): RequestCommand | null {
  if (one.what === 'command') return one.command;
  if (one.what !== 'answer') return null;
  const proposalAppointmentId = proposedIdsOf(world.request).at(-1) ?? 'nothing';
  return { type: 'patient-answer', answer: one.answer, proposalAppointmentId };
}

function live(world: World, one: Step, others: readonly Appointment[]): World {
  if (one.what === 'wait') return { ...world, now: world.now + one.hours * HOUR_MS };
  if (one.what === 'status') {
    const changed = { ...originalOf(world), status: one.status };
    return { ...world, appointments: new Map(world.appointments).set(ORIGINAL_ID, changed) };
  }
  const given = commandOf(world, one);
  if (given === null) return world;
  const decided = decideRequest(world.request, given, factsOf(world, given, others));
  if (!decided.ok) {
    expect(REJECTIONS).toContain(decided.error.code);
    return world;
  }
  const after = write(world, decided.value);
  checkStep(world, given, decided.value, after);

  const again = decideRequest(after.request, given, factsOf(after, given, others));
  if (given.type === 'resend-email') {
    expect(again.ok && again.value).toMatchObject({ request: after.request, appointments: [] });
  } else {
    expect(again.ok).toBe(false);
  }
  return after;
}

describe('whatever happens to a request', () => {
  it('stays in a state that is defined, step by step, and a command done is not done again', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(start, fc.array(step, { maxLength: 25 }), (given, steps) => {
        let world = begin(given);
        for (const one of steps) {
          const wasResolved = world.request.status.state === 'resolved';
          const before = world.request;
          world = live(world, one, given.nearby);
          checkWorld(world);
          if (wasResolved) expect(world.request).toEqual(before);
        }
        const { status } = world.request;
        reached.add(status.state === 'resolved' ? status.outcome : status.state);
      }),
      { numRuns: 1500, seed: 20261123 },
    );
    // The sequences are worth something only if they lead everywhere.
    expect([...reached].sort()).toEqual([
      'accepted-by-patient',
      'appointment-cancelled',
      'approved',
      'awaiting-patient',
      'cancelled-by-patient',
      'cancelled-under-policy',
      'denied',
      'kept',
      'open',
      'superseded',
      'updated',
      'withdrawn',
    ]);
  });

  it('resolved stays resolved', () => {
    fc.assert(
      fc.property(kind, command, (of, given) => {
        const request = buildRequest({
          kind: of,
          status: { state: 'resolved', outcome: 'denied', reason: 'x' },
        });
        expect(decideRequest(request, given, buildFacts(request))).toEqual({
          ok: false,
          error: { code: 'already-resolved' },
        });
      }),
      { seed: 20261123 },
    );
  });
});

describe('allowed', () => {
  const status = fc.constantFrom<RequestStatus>(
    { state: 'open', mark: null },
    { state: 'open', mark: 'declined' },
    { state: 'open', mark: 'no-answer' },
    { state: 'open', mark: 'proposal-withdrawn' },
    { state: 'awaiting-patient', proposal },
    { state: 'resolved', outcome: 'approved', reason: null },
  );
  const appointmentStatus = fc.constantFrom<AppointmentStatus>(
    'booked',
    'tentative',
    'checked-in',
    'completed',
    'no-show',
    'cancelled',
  );
  const request = fc
    .record({ kind, status, patientId: fc.constantFrom('patient-1', 'patient-9', null) })
    .map(buildRequest);

  it('leaves out only what is always refused', () => {
    fc.assert(
      fc.property(request, appointmentStatus, command, (asked, inStatus, given) => {
        const appointment = buildAppointment({ status: inStatus });
        const desk = DESK_COMMAND_TYPES.find((one) => one === given.type);
        if (desk === undefined || allowedOn(asked, appointment, belongs(asked, appointment)).includes(desk))
          return;
        const patient =
          given.type === 'assign-patient' ? buildPatient({ id: given.patientId }) : buildFacts(asked).patient;
        expect(decideRequest(asked, given, buildFacts(asked, { appointment, patient })).ok).toBe(false);
      }),
      { numRuns: 2000, seed: 20261123 },
    );
  });

  it('offers only what good input makes possible', () => {
    fc.assert(
      fc.property(request, appointmentStatus, (asked, inStatus) => {
        const appointment = buildAppointment({ status: inStatus });
        for (const type of allowedOn(asked, appointment, belongs(asked, appointment))) {
          const given = goodCommand(type);
          const patient =
            given.type === 'assign-patient'
              ? buildPatient({ id: given.patientId })
              : buildFacts(asked).patient;
          expect([type, decideRequest(asked, given, buildFacts(asked, { appointment, patient })).ok]).toEqual(
            [type, true],
          );
        }
      }),
      { numRuns: 500, seed: 20261123 },
    );
  });

  it.each([
    [
      'an open wish to move',
      buildRequest(),
      ['approve', 'deny', 'propose', 'update', 'cancel-appointment', 'message'],
    ],
    [
      'an open wish to cancel',
      buildRequest({ kind: 'cancel' }),
      ['approve', 'keep', 'propose', 'update', 'cancel-appointment', 'message'],
    ],
    [
      'one that waits for the patient',
      buildRequest({ status: { state: 'awaiting-patient', proposal } }),
      ['propose', 'update', 'cancel-appointment', 'withdraw-proposal', 'record-answer', 'resend-email'],
    ],
    ['one nobody is matched to', buildRequest({ patientId: null }), ['deny', 'assign-patient']],
    ['another patient’s', buildRequest({ patientId: 'patient-9' }), ['deny', 'assign-patient']],
    ['a resolved one', buildRequest({ status: { state: 'resolved', outcome: 'kept', reason: null } }), []],
  ])('is, for %s', (_name, asked, expected) => {
    expect(allowedOn(asked, buildAppointment(), belongs(asked, buildAppointment()))).toEqual(expected);
  });

  it('is a part of the commands there are', () => {
    expect(ALL_COMMAND_TYPES).toEqual(expect.arrayContaining([...DESK_COMMAND_TYPES]));
  });
});
