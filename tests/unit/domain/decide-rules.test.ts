import { describe, expect, it } from 'vitest';
import type { RejectionCode } from '../../../src-shared/domain/changes.ts';
import type { RequestCommand, Words } from '../../../src-shared/domain/commands.ts';
import { expiryOf } from '../../../src-shared/domain/decide/expiry.ts';
import type { AppointmentRequest } from '../../../src-shared/domain/request.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src-shared/domain/time.ts';
import {
  ASKED_START,
  at,
  buildAppointment,
  buildFacts,
  buildPatient,
  buildRequest,
  buildSlot,
  buildTentative,
  buildWords,
  decideRequest,
  goodCommand,
  HALF_HOUR,
  NEW_ID,
  NOW,
  OFFERED_START,
  ORIGINAL_ID,
  OWN_START,
  ownOrigin,
  proposal,
  type RequestFacts,
  TENTATIVE_ID,
} from '../../support/domain.ts';

const EIGHT = at('2026-12-01', '08:00');
const MIDNIGHT = at('2026-12-02', '00:00');

const reschedule = buildRequest();
const cancel = buildRequest({ kind: 'cancel' });
const awaiting = buildRequest({ status: { state: 'awaiting-patient', proposal } });

function rejection(
  request: AppointmentRequest,
  command: RequestCommand,
  over: Partial<RequestFacts> = {},
): RejectionCode | null {
  const decided = decideRequest(request, command, buildFacts(request, over));
  return decided.ok ? null : decided.error.code;
}

function changes(request: AppointmentRequest, command: RequestCommand, over: Partial<RequestFacts> = {}) {
  const decided = decideRequest(request, command, buildFacts(request, over));
  if (!decided.ok) throw new Error(decided.error.code);
  return decided.value;
}

describe('the time of a visit', () => {
  const asking = (start: number, end: number) => buildRequest({ requested: { start, end } });

  it.each([
    ['begins before now', NOW - MINUTE_MS, NOW + HALF_HOUR, 'time-past'],
    ['begins now', NOW, NOW + HALF_HOUR, null],
    ['ends as it begins', ASKED_START, ASKED_START, 'end-before-start'],
    ['ends before it begins', ASKED_START, ASKED_START - 1, 'end-before-start'],
    // Longer than the practice is open: that can be overridden.
    ['takes 12 hours', EIGHT, EIGHT + 12 * HOUR_MS, 'time-conflict'],
    ['takes longer', EIGHT, EIGHT + 12 * HOUR_MS + 1, 'too-long'],
    ['ends at midnight', MIDNIGHT - HOUR_MS, MIDNIGHT, 'time-conflict'],
    ['ends after midnight', MIDNIGHT - HOUR_MS, MIDNIGHT + 1, 'over-midnight'],
  ] as const)('that %s', (_name, start, end, expected) => {
    const slot = buildSlot({ start, end });
    expect(rejection(asking(start, end), { type: 'approve' })).toBe(expected);
    expect(rejection(reschedule, { type: 'update', slot })).toBe(expected);
    expect(rejection(reschedule, { type: 'propose', slots: [slot], words: buildWords() })).toBe(expected);
  });

  it('may be given to an appointment that has passed', () => {
    const appointment = buildAppointment({ start: NOW - HOUR_MS, end: NOW - HALF_HOUR });
    expect(rejection(reschedule, { type: 'approve' }, { appointment })).toBeNull();
  });

  it('has to differ from what stands', () => {
    const own = buildSlot({ start: OWN_START });
    const offered = buildSlot({ start: OFFERED_START });
    const words = buildWords();
    expect(rejection(reschedule, { type: 'update', slot: own })).toBe('nothing-changed');
    expect(rejection(reschedule, { type: 'propose', slots: [own], words })).toBe('nothing-changed');
    expect(rejection(awaiting, { type: 'propose', slots: [offered], words })).toBe('nothing-changed');
    expect(rejection(awaiting, { type: 'update', slot: offered })).toBeNull();
  });

  it.each([
    ['provider', { practitionerId: 'practitioner-2' }],
    ['location', { locationId: null }],
    ['type', { type: { code: 'consultation', display: 'Consultation' } }],
    ['length', { end: OWN_START + HOUR_MS }],
  ])('may stay when the %s changes', (_name, over) => {
    expect(
      rejection(reschedule, { type: 'update', slot: buildSlot({ start: OWN_START, ...over }) }),
    ).toBeNull();
  });

  it.each([
    ['none', [], null, null],
    ['one', ['north'], null, 'north'],
    ['several', ['north', 'south'], 'location-missing', null],
  ] as const)('has to be somewhere, where the practice has %s', (_, openLocations, code, place) => {
    const slot = buildSlot({ locationId: null });
    const over = { appointment: buildAppointment({ locationId: null }), openLocations };
    for (const command of [
      { type: 'approve' },
      { type: 'update', slot },
      { type: 'propose', slots: [slot], words: buildWords() },
    ] as const) {
      const decided = decideRequest(reschedule, command, buildFacts(reschedule, over));
      expect(decided.ok ? null : decided.error.code).toBe(code);
      if (decided.ok) expect(decided.value.appointments).toMatchObject([{ locationId: place }]);
    }
    // To deny and to cancel, nobody has to know where.
    expect(decideRequest(reschedule, goodCommand('deny'), buildFacts(reschedule, over)).ok).toBe(true);
    expect(
      decideRequest(reschedule, goodCommand('cancel-appointment'), buildFacts(reschedule, over)).ok,
    ).toBe(true);
  });

  it('is missing from a request that asks for none', () => {
    expect(rejection(buildRequest({ requested: null }), { type: 'approve' })).toBe('no-requested-time');
  });
});

describe('words', () => {
  const needing: readonly (readonly [AppointmentRequest, (words: Words) => RequestCommand])[] = [
    [reschedule, (words) => ({ type: 'deny', words })],
    [reschedule, (words) => ({ type: 'propose', slots: [buildSlot()], words })],
    [reschedule, (words) => ({ type: 'cancel-appointment', words })],
    [cancel, (words) => ({ type: 'approve', words })],
    [cancel, (words) => ({ type: 'keep', words })],
    [cancel, (words) => ({ type: 'cancel-appointment', words })],
  ];

  it.each([
    ['no reason text', { reasonText: '  ' }, 'reason-missing'],
    ['no reason code', { reasonCode: '' }, 'reason-missing'],
    ['Other without words', { reasonCode: 'other', reasonText: 'Other' }, 'reason-missing'],
    ['Other with blank words', { reasonCode: 'other', reasonText: ' ' }, 'reason-missing'],
    ['Other with words', { reasonCode: 'other', reasonText: 'The roof leaks' }, null],
    ['Other with a message', { reasonCode: 'other', reasonText: 'Other', message: 'The roof leaks' }, null],
    ['a message of 1,000 characters', { message: 'x'.repeat(1000) }, null],
    ['a message of 1,001 characters', { message: 'x'.repeat(1001) }, 'message-too-long'],
  ] as const)('%s', (_name, over, expected) => {
    for (const [request, command] of needing)
      expect(rejection(request, command(buildWords(over)))).toBe(expected);
  });

  it('may be left out where the answer is yes', () => {
    expect(rejection(reschedule, { type: 'approve' })).toBeNull();
    expect(rejection(reschedule, { type: 'update', slot: buildSlot() })).toBeNull();
    expect(rejection(awaiting, { type: 'withdraw-proposal' })).toBeNull();
    const words = buildWords({ reasonCode: '', reasonText: '', message: 'See you then.' });
    expect(rejection(reschedule, { type: 'approve', words })).toBeNull();
  });

  it('are needed to approve a cancellation', () => {
    expect(rejection(cancel, { type: 'approve' })).toBe('reason-missing');
  });

  it.each([{ type: 'approve' as const }, { type: 'update' as const, slot: buildSlot() }])(
    'are limited where they are optional: $type',
    (command) => {
      expect(rejection(reschedule, { ...command, words: buildWords({ message: 'x'.repeat(1001) }) })).toBe(
        'message-too-long',
      );
    },
  );
});

describe('an overlap', () => {
  const other = buildAppointment({
    id: 'other',
    patientId: 'patient-9',
    start: ASKED_START,
    end: ASKED_START + HALF_HOUR,
  });

  it('is named', () => {
    const decided = decideRequest(
      reschedule,
      { type: 'approve' },
      buildFacts(reschedule, { nearby: [other] }),
    );
    expect(decided).toEqual({
      ok: false,
      error: {
        code: 'time-conflict',
        conflict: { appointmentIds: ['other'], closedDay: null, outsideHours: false },
      },
    });
  });

  it('can be overridden with a reason, which is recorded', () => {
    const override = { reason: 'Ten minutes are enough' };
    expect(changes(reschedule, { type: 'approve', override }, { nearby: [other] }).override).toEqual(
      override,
    );
    expect(rejection(reschedule, { type: 'approve', override: { reason: ' ' } }, { nearby: [other] })).toBe(
      'time-conflict',
    );
  });

  it('that is none leaves no override on the record', () => {
    const override = { reason: 'To be safe' };
    expect(changes(reschedule, { type: 'approve', override }, { nearby: [] }).override).toBeNull();
  });

  it('with the appointment itself or its own Tentative is none', () => {
    const slot = buildSlot({ start: OWN_START + 15 * MINUTE_MS });
    expect(rejection(reschedule, { type: 'update', slot }, { nearby: [buildAppointment()] })).toBeNull();
    const again = buildSlot({ start: OFFERED_START + 15 * MINUTE_MS });
    expect(
      rejection(
        awaiting,
        { type: 'propose', slots: [again], words: buildWords() },
        { nearby: [buildTentative()] },
      ),
    ).toBeNull();
  });

  it('counts for the patient with another provider too', () => {
    const elsewhere = buildAppointment({
      id: 'elsewhere',
      practitionerId: 'practitioner-2',
      start: ASKED_START,
      end: ASKED_START + 1,
    });
    expect(rejection(reschedule, { type: 'approve' }, { nearby: [elsewhere] })).toBe('time-conflict');
  });

  it('comes after every other reason to refuse', () => {
    const past = buildSlot({ start: NOW - HOUR_MS });
    const nearby = [buildAppointment({ id: 'other', start: NOW - HOUR_MS, end: NOW })];
    expect(rejection(reschedule, { type: 'update', slot: past }, { nearby })).toBe('time-past');
  });
});

describe('an approval', () => {
  it('moves the appointment and keeps provider, location and type', () => {
    const appointment = buildAppointment({ status: 'checked-in' });
    const moved = {
      ...appointment,
      status: 'booked' as const,
      sequence: 4,
      start: ASKED_START,
      end: ASKED_START + HALF_HOUR,
    };
    expect(changes(reschedule, { type: 'approve' }, { appointment })).toEqual({
      command: 'approve',
      at: NOW,
      request: { ...reschedule, status: { state: 'resolved', outcome: 'approved', reason: null } },
      appointments: [moved],
      email: {
        kind: 'approved',
        appointment: moved,
        before: appointment,
        words: null,
        mayCancelEntirely: false,
      },
      override: null,
      words: null,
    });
  });

  it('of a cancellation works after the visit was to begin', () => {
    const appointment = buildAppointment({ start: NOW - HOUR_MS, end: NOW - HALF_HOUR });
    expect(rejection(cancel, { type: 'approve', words: buildWords() }, { appointment })).toBeNull();
    expect(rejection(cancel, { type: 'keep', words: buildWords() }, { appointment })).toBeNull();
    expect(rejection(reschedule, { type: 'deny', words: buildWords() }, { appointment })).toBeNull();
  });

  it('of a cancellation that has happened already only closes the request', () => {
    const appointment = buildAppointment({ status: 'cancelled' });
    const found = changes(cancel, { type: 'approve', words: buildWords() }, { appointment });
    expect(found).toMatchObject({
      request: { status: { outcome: 'approved' } },
      appointments: [],
      email: null,
    });
  });

  it('gives the patient to an appointment that had none', () => {
    const appointment = buildAppointment({ patientId: null });
    const origin = { ...ownOrigin, assigned: true };
    expect(changes(reschedule, { type: 'approve' }, { appointment, origin }).appointments).toMatchObject([
      { patientId: 'patient-1' },
    ]);
  });

  it('does not give one that had none to whoever asks for it, without a person’s word', () => {
    const appointment = buildAppointment({ patientId: null });
    expect(rejection(reschedule, { type: 'approve' }, { appointment })).toBe('patient-differs');
  });
});

describe('a denial', () => {
  it('keeps the words and the appointment as it is', () => {
    const words = buildWords({ message: 'Please call us.' });
    const appointment = buildAppointment();
    expect(changes(reschedule, { type: 'deny', words })).toEqual({
      command: 'deny',
      at: NOW,
      request: {
        ...reschedule,
        status: { state: 'resolved', outcome: 'denied', reason: 'Provider unavailable' },
      },
      appointments: [],
      email: { kind: 'denied', appointment, before: appointment, words, mayCancelEntirely: false },
      override: null,
      words,
    });
  });

  it('does not write that a cancelled appointment was kept', () => {
    const appointment = buildAppointment({ status: 'cancelled' });
    expect(changes(reschedule, { type: 'deny', words: buildWords() }, { appointment }).email).toBeNull();
  });
});

describe('a proposal', () => {
  const slot = buildSlot({ practitionerId: 'practitioner-2', locationId: null });
  const words = buildWords({ message: 'Would this suit?' });

  it('adds a Tentative and leaves the original', () => {
    const found = changes(cancel, { type: 'propose', slots: [slot], words });
    const tentative = {
      ...buildAppointment(),
      ...slot,
      id: NEW_ID,
      sequence: 4,
      status: 'tentative',
      originalId: ORIGINAL_ID,
    };
    expect(found.appointments).toEqual([tentative]);
    expect(found.request?.status).toEqual({
      state: 'awaiting-patient',
      proposal: {
        appointmentIds: [NEW_ID],
        sentAt: NOW,
        expiresAt: OWN_START - 48 * HOUR_MS,
        reason: 'Provider unavailable',
        message: 'Would this suit?',
      },
    });
    expect(found.email).toEqual({
      kind: 'proposed',
      appointment: tentative,
      before: buildAppointment(),
      words,
      mayCancelEntirely: true,
    });
  });

  it('can be cancelled entirely only where the patient asked to cancel', () => {
    expect(changes(reschedule, { type: 'propose', slots: [slot], words }).email?.mayCancelEntirely).toBe(
      false,
    );
    expect(changes(awaiting, { type: 'resend-email' }).email?.mayCancelEntirely).toBe(false);
  });

  it('is sent again with the same words', () => {
    const found = changes(awaiting, { type: 'resend-email' });
    expect(found.request).toEqual(awaiting);
    expect(found.email).toEqual({
      kind: 'proposed',
      appointment: buildTentative(),
      before: buildAppointment(),
      words: {
        reasonCode: 'provider-unavailable',
        reasonText: 'Provider unavailable',
        message: 'Sorry for the trouble.',
      },
      mayCancelEntirely: false,
    });
  });

  it('accepted has a sequence above any the original has had', () => {
    const appointment = buildAppointment({ sequence: 7 });
    const found = changes(awaiting, { type: 'record-answer', answer: 'accepted' }, { appointment });
    expect(found.appointments).toMatchObject([
      { id: TENTATIVE_ID, uid: 'uid-1', sequence: 8, status: 'booked', originalId: ORIGINAL_ID },
      { id: ORIGINAL_ID, sequence: 7, status: 'cancelled' },
    ]);
    expect(found.request?.appointmentId).toBe(ORIGINAL_ID);
  });

  it.each([
    { type: 'record-answer', answer: 'accepted' } as const,
    { type: 'patient-answer', answer: 'accepted', proposalAppointmentId: TENTATIVE_ID } as const,
    { type: 'resend-email' } as const,
  ])('whose Tentative is gone has nothing left for $type', (command) => {
    expect(rejection(awaiting, command, { tentatives: [] })).toBe('no-proposal');
    expect(rejection(awaiting, command, { tentatives: [buildTentative({ status: 'cancelled' })] })).toBe(
      'no-proposal',
    );
  });

  it('whose Tentative is gone can still be withdrawn', () => {
    const found = changes(awaiting, { type: 'withdraw-proposal' }, { tentatives: [] });
    expect(found).toMatchObject({
      request: { status: { state: 'open', mark: 'proposal-withdrawn' } },
      appointments: [],
    });
  });

  it('is not answered by an answer to another one', () => {
    for (const answer of ['accepted', 'declined'] as const) {
      expect(
        rejection(awaiting, { type: 'patient-answer', answer, proposalAppointmentId: 'tentative-0' }),
      ).toBe('no-proposal');
    }
  });

  it('expires at its hour, not before', () => {
    expect(rejection(awaiting, { type: 'expire' }, { now: proposal.expiresAt - 1 })).toBe('not-expired');
    expect(rejection(awaiting, { type: 'expire' }, { now: proposal.expiresAt })).toBeNull();
  });

  it('answered late, before the clock took it back, is still answered', () => {
    expect(
      rejection(awaiting, { type: 'record-answer', answer: 'accepted' }, { now: proposal.expiresAt + 1 }),
    ).toBeNull();
  });
});

describe('until when a proposal stands', () => {
  const day = 24 * HOUR_MS;
  it.each([
    ['48 h before the original', 10 * day, 12 * day, 8 * day],
    ['48 h before the proposed time, when that is earlier', 12 * day, 10 * day, 8 * day],
    ['48 h before the proposed time, when the original has begun', -HOUR_MS, 10 * day, 8 * day],
    ['with an hour left, that hour', 2 * day + HOUR_MS, 12 * day, HOUR_MS],
    ['with less, until the earlier time itself', 2 * day + HOUR_MS - 1, 12 * day, 2 * day + HOUR_MS - 1],
    ['tomorrow: until the earlier time itself', day, 12 * day, day],
    ['in five minutes: for a quarter of an hour', 5 * MINUTE_MS, 12 * day, 15 * MINUTE_MS],
    ['now: for a quarter of an hour', -day, 0, 15 * MINUTE_MS],
  ])('%s', (_name, original, proposed, expected) => {
    expect(expiryOf(NOW + original, NOW + proposed, 48, NOW) - NOW).toBe(expected);
  });
});

describe('the policy', () => {
  it('asks for a person within its days', () => {
    const soon = at('2026-11-25', '16:30');
    const appointment = buildAppointment({ start: soon, end: soon + HALF_HOUR });
    expect(rejection(cancel, { type: 'apply-policy' }, { appointment })).toBe('policy-needs-approval');
    expect(rejection(cancel, { type: 'apply-policy' })).toBeNull();
    for (const standing of ['deceased', 'unclear'] as const)
      expect(rejection(cancel, { type: 'apply-policy' }, { patient: buildPatient({ standing }) })).toBe(
        'policy-needs-approval',
      );
  });
});

describe('the charge for a late cancellation', () => {
  const soon = at('2026-11-24', '16:30');
  const appointment = buildAppointment({ start: soon, end: soon + HALF_HOUR });
  const notice = 'Late cancellations are charged $40.';
  const rules = {
    ...buildFacts(cancel).rules,
    policy: {
      approval: { mode: 'always' },
      charges: { mode: 'within', days: 1, text: notice },
    },
  } as const;
  const words = buildWords({ reasonCode: 'requested-by-patient', reasonText: 'Requested by the patient' });
  const late = (request: AppointmentRequest, command: RequestCommand) =>
    changes(request, command, { appointment, rules }).email?.late;

  it.each(['charged', 'waived'] as const)('%s, as the receptionist said, is told', (lateCharge) => {
    for (const type of ['approve', 'cancel-appointment'] as const)
      expect(late(cancel, { type, words, lateCharge })).toEqual({ notice, said: lateCharge });
  });

  it('nothing said: the notice alone; not to who asked in time and was answered late', () => {
    expect(late(cancel, { type: 'approve', words })).toEqual({ notice, said: null });
    const inTime = buildRequest({ kind: 'cancel', authoredAt: at('2026-11-20', '09:00') });
    expect(late(inTime, { type: 'approve', words })).toBeUndefined();
    expect(late(inTime, { type: 'approve', words, lateCharge: 'charged' })).toEqual({
      notice,
      said: 'charged',
    });
  });

  it('stands in a proposal in place of a cancellation, which the patient may still choose', () => {
    const propose = { type: 'propose', slots: [buildSlot()], words: buildWords() } as const;
    expect(late(cancel, propose)).toEqual({ notice, said: null });
    expect(late(reschedule, propose)).toBeUndefined();
  });

  it('is none for what the practice cancels, in time, or without a notice', () => {
    const charged = { lateCharge: 'charged' } as const;
    const facts = { appointment, rules };
    expect(late(reschedule, { type: 'cancel-appointment', words })).toBeUndefined();
    expect(rejection(reschedule, { type: 'cancel-appointment', words, ...charged }, facts)).toBe(
      'no-late-charge',
    );
    expect(rejection(reschedule, { type: 'approve', ...charged }, { rules })).toBe('no-late-charge');
    expect(rejection(cancel, { type: 'approve', words, ...charged }, { rules })).toBe('no-late-charge');
    expect(rejection(cancel, { type: 'approve', words, ...charged }, { appointment })).toBe('no-late-charge');
  });
});

describe('assigning a patient', () => {
  const unmatched = buildRequest({ patientId: null });
  const patient = buildPatient({ id: 'patient-2' });

  const appointment = buildAppointment({ patientId: 'patient-2' });

  it('changes nothing else', () => {
    const found = changes(
      unmatched,
      { type: 'assign-patient', patientId: 'patient-2' },
      { patient, appointment },
    );
    expect(found.request).toEqual({ ...unmatched, patientId: 'patient-2' });
    expect(found.appointments).toEqual([]);
  });

  it('needs that patient to exist', () => {
    expect(rejection(unmatched, { type: 'assign-patient', patientId: 'patient-2' }, { patient: null })).toBe(
      'patient-unmatched',
    );
    expect(rejection(unmatched, { type: 'assign-patient', patientId: 'patient-3' }, { patient })).toBe(
      'patient-unmatched',
    );
  });

  it('is over once a known patient has been sent a proposal, whoever is meant', () => {
    const command = { type: 'assign-patient', patientId: 'patient-2' } as const;
    expect(rejection(awaiting, command, { patient })).toBe('awaiting-patient');
    expect(rejection(awaiting, command, { patient: null })).toBe('awaiting-patient');
  });

  it('is to the appointment’s own patient alone, where it has one', () => {
    const another = { type: 'assign-patient', patientId: 'patient-2' } as const;
    const own = { type: 'assign-patient', patientId: 'patient-1' } as const;
    const wrong = buildRequest({ patientId: 'patient-9' });
    expect(rejection(unmatched, another, { patient })).toBe('appointment-of-another');
    expect(rejection(wrong, another, { patient })).toBe('appointment-of-another');
    expect(changes(wrong, own, { patient: buildPatient() }).request?.patientId).toBe('patient-1');
    expect(rejection(wrong, another, { patient, appointment: buildAppointment({ patientId: null }) })).toBe(
      null,
    );
  });

  it('is to nobody while this desk cannot tell whose the appointment is', () => {
    const origin = { ...ownOrigin, visitPatientUnknown: true };
    const nobodys = buildAppointment({ patientId: null });
    expect(
      rejection(
        unmatched,
        { type: 'assign-patient', patientId: 'patient-2' },
        { patient, appointment: nobodys, origin },
      ),
    ).toBe('appointment-of-another');
  });

  it('twice is once', () => {
    expect(rejection(reschedule, { type: 'assign-patient', patientId: 'patient-1' })).toBe('nothing-changed');
  });
});
