import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RequestCommandType } from '../../../src-shared/domain/commands.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { obstaclesOf } from '../../../src-shared/domain/obstacles.ts';
import {
  belongingOf,
  type Named,
  type Origin,
  type RelatedLink,
  speaksFor,
} from '../../../src-shared/domain/origin.ts';
import {
  ALL_COMMAND_TYPES,
  at,
  buildAppointment,
  buildFacts,
  buildPatient,
  buildRequest,
  buildTentative,
  decideRequest,
  goodCommand,
  NOW,
  ownOrigin,
  proposal,
  ZONE,
} from '../../support/domain.ts';

const moment = { now: NOW, zone: ZONE };
const patient = (patientId: string | null): Named => ({ kind: 'patient', patientId, name: null });
const related = (link: Partial<RelatedLink> | null): Named => ({
  kind: 'related',
  name: null,
  link: link && { patientId: 'patient-1', active: true, start: null, end: null, ...link },
});
const staff: Named = { kind: 'staff', name: 'Dr. Osei' };
const unknown: Named = { kind: 'unknown', name: 'Ada Marsh' };
const OWN = patient('patient-1');
const OTHER = patient('patient-9');

describe('whose request it is', () => {
  const belongs = (
    origin: Partial<Origin>,
    patientId: string | null = 'patient-1',
    visitPatientId: string | null = 'patient-1',
  ) => belongingOf({ patientId }, { patientId: visitPatientId }, { ...ownOrigin, ...origin }, moment);

  it.each<[string, Partial<Origin>, string]>([
    ['its patient asks', { for: OWN, requester: OWN }, 'patient'],
    ['nobody is said to ask', { for: OWN }, 'patient'],
    ['only who asks is said', { requester: OWN }, 'patient'],
    ['a relative asks who acts for the patient', { for: OWN, requester: related({}) }, 'patient'],
    ['another patient asks', { for: OWN, requester: OTHER }, 'differs'],
    ['a patient asks who is not on file', { for: OWN, requester: patient(null) }, 'differs'],
    ['it is for somebody who cannot be told', { for: unknown, requester: OWN }, 'differs'],
    ['somebody asks who cannot be told', { for: OWN, requester: unknown }, 'differs'],
    ['a relative asks of whom nothing is known', { for: OWN, requester: related(null) }, 'differs'],
    [
      'another patient’s relative asks',
      { for: OWN, requester: related({ patientId: 'patient-9' }) },
      'differs',
    ],
    [
      'the relative’s patient is not on file',
      { for: OWN, requester: related({ patientId: null }) },
      'differs',
    ],
    [
      'the relative acts for the patient no more',
      { for: OWN, requester: related({ active: false }) },
      'differs',
    ],
    ['only a relative is said to ask', { requester: related({}) }, 'differs'],
    ['somebody of the practice asks for the patient', { for: OWN, requester: staff }, 'staff'],
    ['somebody of the practice asks for nobody', { requester: staff }, 'differs'],
    ['a person has said so', { for: OTHER, requester: OTHER, assigned: true }, 'assigned'],
  ])('%s', (_name, origin, expected) => {
    expect(belongs(origin)).toBe(expected);
  });

  it('is not the appointment’s patient’s when another is named, whoever says so', () => {
    expect(belongs({ for: OTHER, requester: OTHER }, 'patient-9')).toBe('differs');
    expect(belongs({ assigned: true }, 'patient-9')).toBe('differs');
  });

  it('is nobody’s while nobody on file is named', () => {
    expect(belongs({ for: unknown }, null)).toBe('unmatched');
  });

  it('is not certain for an appointment that is nobody’s, until a person gives it one', () => {
    expect(belongs({ for: OWN, requester: OWN }, 'patient-1', null)).toBe('differs');
    expect(belongs({ for: OWN, requester: OWN, assigned: true }, 'patient-1', null)).toBe('assigned');
  });

  it('is not certain for an appointment whose patient this desk does not know, whatever a person says', () => {
    const origin = { for: OWN, requester: OWN, assigned: true, visitPatientUnknown: true };
    expect(belongs(origin, 'patient-1', null)).toBe('visit-unknown');
    expect(belongs(origin, null, null)).toBe('visit-unknown');
  });
});

describe('acting for a patient', () => {
  // Monday, November 23, 2026, in the clinic.
  it.each<[string, Partial<RelatedLink>, boolean]>([
    ['without a period', {}, true],
    ['until the end of today', { end: '2026-11-23' }, true],
    ['until an hour of today', { end: '2026-11-23T08:00:00-06:00' }, true],
    ['until yesterday', { end: '2026-11-22' }, false],
    ['until some day of this month, which may be past', { end: '2026-11' }, false],
    ['until some day of next year', { end: '2027' }, true],
    ['from today on', { start: '2026-11-23' }, true],
    ['from tomorrow on', { start: '2026-11-24' }, false],
    ['from some day of this month on, which may be to come', { start: '2026-11' }, false],
    ['from some day of last year on', { start: '2025' }, true],
    ['until a day nobody can read', { end: 'soon' }, false],
    ['from a day nobody can read', { start: 'once' }, false],
  ])('%s', (_name, link, expected) => {
    expect(speaksFor(related(link), 'patient-1', moment)).toBe(expected);
  });

  it('counts days in the clinic’s zone', () => {
    const link = related({ end: '2026-11-23' });
    expect(speaksFor(link, 'patient-1', { now: at('2026-11-23', '23:30'), zone: ZONE })).toBe(true);
    expect(speaksFor(link, 'patient-1', { now: at('2026-11-24', '00:30'), zone: ZONE })).toBe(false);
  });
});

/** Anybody at all: the appointment's patient, others, relatives of either, staff, and whom nobody can tell. */
const anybody: fc.Arbitrary<Named | null> = fc.option(
  fc.oneof(
    fc.constantFrom('patient-1', 'patient-9', null).map(patient),
    fc
      .record({
        patientId: fc.constantFrom('patient-1', 'patient-9', null),
        active: fc.boolean(),
        start: fc.constantFrom(null, '2020', '2026-11-24', 'once'),
        end: fc.constantFrom(null, '2026-11-22', '2030-01-01', 'soon'),
      })
      .map(related),
    fc.constantFrom(related(null), staff, unknown),
  ),
);
const world = fc.record({
  kind: fc.constantFrom('reschedule' as const, 'cancel' as const),
  awaiting: fc.boolean(),
  patientId: fc.constantFrom('patient-1', 'patient-9', null),
  visitPatientId: fc.constantFrom('patient-1', null),
  proposedTo: fc.constantFrom('patient-1', 'patient-9', null),
  proposedInsteadOf: fc.constantFrom('appointment-1', 'appointment-9', null),
  origin: fc.record({
    for: anybody,
    requester: anybody,
    assigned: fc.boolean(),
    visitPatientUnknown: fc.boolean(),
  }),
  type: fc.constantFrom<RequestCommandType>(...ALL_COMMAND_TYPES),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

function decideIn(given: World) {
  const { kind, awaiting, patientId, type } = given;
  const request = buildRequest({
    kind,
    patientId,
    status: awaiting ? { state: 'awaiting-patient', proposal } : { state: 'open', mark: null },
  });
  const appointment = buildAppointment({ patientId: given.visitPatientId });
  // The portal names a patient of the appointment, or it names none: then the desk knows whom, or does not.
  const origin = {
    ...given.origin,
    visitPatientUnknown: given.visitPatientId === null && given.origin.visitPatientUnknown,
  };
  const tentatives = awaiting
    ? [buildTentative({ patientId: given.proposedTo, originalId: given.proposedInsteadOf })]
    : [];
  const command = goodCommand(type);
  const who = command.type === 'assign-patient' ? command.patientId : patientId;
  const facts = buildFacts(request, {
    appointment,
    origin,
    tentatives,
    patient: who === null ? null : buildPatient({ id: who }),
    ...(type === 'expire' ? { now: proposal.expiresAt } : {}),
  });
  const belonging = belongingOf(request, appointment, origin, { now: facts.now, zone: ZONE });
  return {
    request,
    appointment,
    tentatives,
    origin,
    belonging,
    decided: decideRequest(request, command, facts),
  };
}

const runs = { numRuns: 4000, seed: 20261123 };

describe('whoever asks, about whomever’s appointment', () => {
  it('an e-mail is about an appointment of the visit’s own patient, or there is none', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { decided, appointment, request, belonging } = decideIn(given);
        if (!decided.ok || decided.value.email === null) return;
        const { email } = decided.value;
        const theirs = appointment.patientId ?? (belonging === 'assigned' ? request.patientId : undefined);
        expect(email.appointment.patientId).toBe(theirs);
        // Who is not certainly the patient, or speaks for them, brings about no letter; but the patient's own answer does.
        if (belonging !== 'patient' && belonging !== 'staff' && belonging !== 'assigned')
          expect(decided.value.command).toBe('patient-answer');
      }),
      runs,
    );
  });

  it('nobody’s appointment changes hands, and a proposal to somebody else is left alone', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { decided, appointment, tentatives, request, belonging } = decideIn(given);
        const [tentative] = tentatives;
        if (!decided.ok) return;
        for (const after of decided.value.appointments) {
          if (after.id === tentative?.id) {
            expect(tentative.originalId).toBe(appointment.id);
            if (appointment.patientId !== null) expect(tentative.patientId).toBe(appointment.patientId);
          }
          if (appointment.patientId !== null) expect(after.patientId).toBe(appointment.patientId);
          else if (after.id !== tentative?.id) {
            expect(belonging).toBe('assigned');
            expect(after.patientId).toBe(request.patientId);
          }
        }
      }),
      runs,
    );
  });

  it('nothing happens without a person that the patient has not asked', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { decided, belonging, appointment } = decideIn(given);
        if (!decided.ok) return;
        const { command } = decided.value;
        if (command === 'apply-policy') expect(belonging).toBe('patient');
        if (command === 'supersede') expect(['patient', 'staff', 'assigned']).toContain(belonging);
        const moved = decided.value.appointments.filter(({ id }) => id === appointment.id);
        if (command === 'patient-withdraws' || command === 'expire' || command === 'supersede')
          expect(moved).toEqual([]);
        if (command === 'patient-answer' && belonging !== 'assigned')
          expect(appointment.patientId).not.toBeNull();
      }),
      runs,
    );
  });

  it('what is not certain is said, can be granted by nobody, and can be closed', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { request, appointment, origin, belonging } = decideIn({ ...given, awaiting: false });
        const known = (id: string | null) => (id === null ? null : buildPatient({ id }));
        const codes = obstaclesOf(request, {
          now: NOW,
          practice: defaultRules.practice,
          appointment,
          origin,
          patient: known(request.patientId),
          visitPatient: known(appointment.patientId),
          outdated: [],
          acceptance: null,
          unsettledAnswers: [],
          alsoAsked: [],
          openLocations: [],
          openProviders: ['practitioner-1'],
          nearby: [],
          practitionerName: 'Dr. Adams',
          unavailable: [],
          further: [],
          wanted: [],
        }).map(({ code }) => code);
        const certain = belonging === 'patient' || belonging === 'staff' || belonging === 'assigned';
        expect(codes.includes('patient-differs') || codes.includes('patient-unmatched')).toBe(!certain);
        for (const type of ['approve', 'propose', 'update', 'cancel-appointment'] as const)
          expect(decideIn({ ...given, awaiting: false, type }).decided.ok).toBe(certain);
        const close = request.kind === 'cancel' ? 'keep' : 'deny';
        expect(decideIn({ ...given, awaiting: false, type: close }).decided.ok).toBe(true);
      }),
      runs,
    );
  });
});
