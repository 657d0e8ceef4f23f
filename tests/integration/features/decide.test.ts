import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Db, qb } from '../../../src-main/db/db.ts';
import { savePatient, savePractitioner } from '../../../src-main/db/queries/people.ts';
import { findRequest } from '../../../src-main/db/queries/requests.ts';
import type { Appointment } from '../../../src-shared/domain/appointment.ts';
import type { RequestCommand, SystemCommand } from '../../../src-shared/domain/commands.ts';
import type { AppointmentRequest } from '../../../src-shared/domain/request.ts';
import { speak } from '../../../src-shared/text/text.ts';
import {
  ASKED_START,
  buildPatient,
  buildSlot,
  buildTentative,
  buildWords,
  HALF_HOUR,
  NOW,
  OFFERED_START,
  ORIGINAL_ID,
  OWN_START,
  proposal,
  TENTATIVE_ID,
} from '../../support/domain.ts';
import {
  actor,
  type LocalDesk,
  openLocalDesk,
  seedAppointment,
  seedRequest,
} from '../../support/local-desk.ts';

afterEach(() => speak('en'));

const plan = z.array(z.object({ op: z.string(), type: z.string() }));
const SLOT = buildSlot();
const WORDS = buildWords({ message: 'Please call with questions.' });

/** What a decision has left behind; random ids are left out. */
function traces(db: Db) {
  return {
    status: findRequest(db, 'request-1')?.status,
    appointments: db
      .all(qb.selectFrom('appointment').selectAll().orderBy('original_id').orderBy('start_ms'))
      .map((row) => `${row.status} ${row.start_ms} ${row.sequence} ${row.original_id ?? 'original'}`),
    outbox: db.all(qb.selectFrom('outbox').selectAll().orderBy('seq')).map((row) => ({
      ordering_key: row.ordering_key,
      state: row.state,
      release: row.release_ms - NOW,
      by: row.user_name,
      writes: plan.parse(JSON.parse(row.plan_json)).map((step) => `${step.op} ${step.type}`),
    })),
    mail: db
      .all(qb.selectFrom('mail').selectAll().orderBy('seq'))
      .map((row) => `${row.state} ${row.kind} ${row.calendar_method} to ${row.to_address}`),
    calls: db.all(qb.selectFrom('call').selectAll()).map((row) => `${row.state} ${row.why}`),
    history: db
      .all(qb.selectFrom('history').selectAll().orderBy('id'))
      .map((row) => ({ kind: row.kind, by: row.user_name, detail: JSON.parse(row.detail_json) })),
  };
}

function deskWith(over: Partial<AppointmentRequest> = {}, visit: Partial<Appointment> = {}): LocalDesk {
  const desk = openLocalDesk();
  seedAppointment(desk.db, visit);
  if (over.status?.state === 'awaiting-patient') seedAppointment(desk.db, buildTentative());
  seedRequest(desk.db, over);
  return desk;
}

const AWAITING = { status: { state: 'awaiting-patient', proposal } } as const;
const FROM = { start: OWN_START, end: OWN_START + HALF_HOUR };
const BOOKED = `booked ${OWN_START} 3 original`;
const MAIL = { toAddress: 'ada.marsh@example.org' };
const HELD = { ordering_key: ORIGINAL_ID, state: 'held', release: 8000, by: actor.userName };
const WRITES = ['put Task', 'put Appointment'];
const EMAIL = (emailKind: string, subject: string) => ({
  kind: 'email-queued' as const,
  by: actor.userName,
  detail: { ...MAIL, emailKind, subject: `${subject} - Our practice` },
});

type Expected = Omit<ReturnType<typeof traces>, 'outbox' | 'calls'> & { readonly writes: readonly string[] };

function expectTraces(desk: LocalDesk, { writes, ...rest }: Expected): void {
  expect(traces(desk.db)).toEqual({ ...rest, outbox: [{ ...HELD, writes }], calls: [] });
}

describe('a request to reschedule', () => {
  test('Approve moves the appointment to the requested time', () => {
    const desk = deskWith();
    const decided = desk.decisions.decide(
      { on: 'request', id: 'request-1', command: { type: 'approve' } },
      actor,
    );
    expect(decided).toMatchObject({ ok: true, value: { undoUntil: NOW + 8000 } });
    expectTraces(desk, {
      status: { state: 'resolved', outcome: 'approved', reason: null },
      appointments: [`booked ${ASKED_START} 4 original`],
      writes: WRITES,
      mail: ['waiting approved REQUEST to ada.marsh@example.org'],
      history: [
        {
          kind: 'decided',
          by: actor.userName,
          detail: {
            command: 'approve',
            outcome: 'approved',
            from: FROM,
            to: { start: ASKED_START, end: ASKED_START + HALF_HOUR },
            practitionerName: 'Dr. Ruth Okafor',
          },
        },
        EMAIL('approved', 'Your appointment is confirmed for the new time'),
      ],
    });
  });

  test('Deny leaves the schedule as it is', () => {
    const desk = deskWith();
    desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'deny', words: WORDS } }, actor);
    expectTraces(desk, {
      status: { state: 'resolved', outcome: 'denied', reason: 'Provider unavailable' },
      appointments: [BOOKED],
      writes: WRITES,
      mail: ['waiting denied null to ada.marsh@example.org'],
      history: [
        {
          kind: 'decided',
          by: actor.userName,
          detail: {
            command: 'deny',
            outcome: 'denied',
            from: FROM,
            reason: 'Provider unavailable',
            message: 'Please call with questions.',
          },
        },
        EMAIL('denied', 'Your appointment is kept at the original time'),
      ],
    });
  });

  test('Propose Changes puts a Tentative beside the original', () => {
    const desk = deskWith();
    desk.decisions.decide(
      { on: 'request', id: 'request-1', command: { type: 'propose', slots: [SLOT], words: WORDS } },
      actor,
    );
    const tentative = desk.db.get(
      qb.selectFrom('appointment').select(['id', 'portal_id', 'uid']).where('status', '=', 'tentative'),
    );
    expect(tentative).toMatchObject({ portal_id: null, uid: 'uid-1' });
    expectTraces(desk, {
      status: {
        state: 'awaiting-patient',
        proposal: {
          appointmentIds: [tentative?.id ?? ''],
          sentAt: NOW,
          expiresAt: OWN_START - 48 * 3_600_000,
          reason: 'Provider unavailable',
          message: 'Please call with questions.',
        },
      },
      appointments: [BOOKED, `tentative ${SLOT.start} 4 ${ORIGINAL_ID}`],
      writes: ['put Task', 'put Appointment', 'post Appointment'],
      mail: ['waiting proposed null to ada.marsh@example.org'],
      history: [
        {
          kind: 'decided',
          by: actor.userName,
          detail: {
            command: 'propose',
            from: FROM,
            to: { start: SLOT.start, end: SLOT.end },
            practitionerName: 'Dr. Ruth Okafor',
            reason: 'Provider unavailable',
            message: 'Please call with questions.',
          },
        },
        EMAIL('proposed', 'Please answer: a new time is proposed for your appointment'),
      ],
    });
  });

  test('Update Appt. moves it at once to the time entered', () => {
    const desk = deskWith();
    desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'update', slot: SLOT } }, actor);
    expectTraces(desk, {
      status: { state: 'resolved', outcome: 'updated', reason: null },
      appointments: [`booked ${SLOT.start} 4 original`],
      writes: WRITES,
      mail: ['waiting updated REQUEST to ada.marsh@example.org'],
      history: [
        {
          kind: 'decided',
          by: actor.userName,
          detail: {
            command: 'update',
            outcome: 'updated',
            from: FROM,
            to: { start: SLOT.start, end: SLOT.end },
            practitionerName: 'Dr. Ruth Okafor',
          },
        },
        EMAIL('updated', 'Your appointment has been changed'),
      ],
    });
  });

  test('Cancel appt. takes it off the schedule and keeps it in history', () => {
    const desk = deskWith();
    desk.decisions.decide(
      { on: 'request', id: 'request-1', command: { type: 'cancel-appointment', words: WORDS } },
      actor,
    );
    expectTraces(desk, {
      status: { state: 'resolved', outcome: 'appointment-cancelled', reason: 'Provider unavailable' },
      appointments: [`cancelled ${OWN_START} 4 original`],
      writes: WRITES,
      mail: ['waiting cancelled CANCEL to ada.marsh@example.org'],
      history: [
        {
          kind: 'decided',
          by: actor.userName,
          detail: {
            command: 'cancel-appointment',
            outcome: 'appointment-cancelled',
            from: FROM,
            reason: 'Provider unavailable',
            message: 'Please call with questions.',
          },
        },
        EMAIL('cancelled', 'Your appointment is cancelled'),
      ],
    });
  });
});

describe('a request to cancel', () => {
  test('Approve Cancellation takes the appointment off the schedule', () => {
    const desk = deskWith({ kind: 'cancel' });
    desk.decisions.decide(
      { on: 'request', id: 'request-1', command: { type: 'approve', words: WORDS } },
      actor,
    );
    expect(traces(desk.db)).toMatchObject({
      status: { state: 'resolved', outcome: 'approved', reason: 'Provider unavailable' },
      appointments: [`cancelled ${OWN_START} 4 original`],
      outbox: [{ ...HELD, writes: WRITES }],
      mail: ['waiting cancelled CANCEL to ada.marsh@example.org'],
    });
  });

  test('Keep appointment rejects the request and writes to the patient', () => {
    const desk = deskWith({ kind: 'cancel' });
    desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'keep', words: WORDS } }, actor);
    expect(traces(desk.db)).toMatchObject({
      status: { state: 'resolved', outcome: 'kept', reason: 'Provider unavailable' },
      appointments: [BOOKED],
      outbox: [{ ...HELD, writes: WRITES }],
      mail: ['waiting kept null to ada.marsh@example.org'],
    });
  });

  test('the policy applies one that needs no approval, at once and in its own name', () => {
    const desk = deskWith({ kind: 'cancel' });
    const command: SystemCommand = { type: 'apply-policy' };
    expect(desk.decisions.automate('request-1', command).ok).toBe(true);
    expect(traces(desk.db)).toEqual({
      status: { state: 'resolved', outcome: 'cancelled-under-policy', reason: null },
      appointments: [`cancelled ${OWN_START} 4 original`],
      outbox: [
        { ordering_key: ORIGINAL_ID, state: 'ready', release: 0, by: 'Cancellation policy', writes: WRITES },
      ],
      mail: ['waiting cancelled CANCEL to ada.marsh@example.org'],
      calls: [],
      history: [
        {
          kind: 'applied-under-policy',
          by: 'Cancellation policy',
          detail: { command: 'apply-policy', outcome: 'cancelled-under-policy', from: FROM },
        },
        { ...EMAIL('cancelled', 'Your appointment is cancelled'), by: 'Cancellation policy' },
      ],
    });
    expect(desk.decisions.automate('request-1', command)).toEqual({
      ok: false,
      error: { code: 'already-resolved' },
    });
    expect(desk.announced).toEqual(['changed:requests,schedule,attention,calls', 'released']);
  });
});

describe('a proposal', () => {
  test('accepted by the patient becomes the visit', () => {
    const desk = deskWith(AWAITING);
    const command: SystemCommand = {
      type: 'patient-answer',
      answer: 'accepted',
      proposalAppointmentId: TENTATIVE_ID,
    };
    expect(desk.decisions.automate('request-1', command).ok).toBe(true);
    expect(traces(desk.db)).toMatchObject({
      status: { state: 'resolved', outcome: 'accepted-by-patient', reason: null },
      appointments: [`cancelled ${OWN_START} 3 original`, `booked ${OFFERED_START} 4 ${ORIGINAL_ID}`],
      outbox: [{ state: 'ready', by: 'Patient (portal)', writes: [...WRITES, 'put Appointment'] }],
      mail: ['waiting accepted REQUEST to ada.marsh@example.org'],
      history: [{ kind: 'patient-answered', detail: { answer: 'accepted' } }, { kind: 'email-queued' }],
    });
    expect(desk.decisions.automate('request-1', command).ok).toBe(false);
    expect(traces(desk.db).outbox).toHaveLength(1);
  });

  test('declined by phone goes back to the inbox without an e-mail', () => {
    const desk = deskWith(AWAITING);
    desk.decisions.decide(
      { on: 'request', id: 'request-1', command: { type: 'record-answer', answer: 'declined' } },
      actor,
    );
    expect(traces(desk.db)).toMatchObject({
      status: { state: 'open', mark: 'declined' },
      appointments: [BOOKED, `cancelled ${OFFERED_START} 4 ${ORIGINAL_ID}`],
      outbox: [{ ...HELD }],
      mail: [],
      calls: [],
    });
  });

  test('that answers a cancellation: the patient cancels entirely', () => {
    const desk = deskWith({ kind: 'cancel', ...AWAITING });
    desk.decisions.automate('request-1', {
      type: 'patient-answer',
      answer: 'declined',
      proposalAppointmentId: TENTATIVE_ID,
    });
    expect(traces(desk.db)).toMatchObject({
      status: { state: 'resolved', outcome: 'cancelled-by-patient' },
      appointments: [`cancelled ${OWN_START} 4 original`, `cancelled ${OFFERED_START} 4 ${ORIGINAL_ID}`],
      mail: ['waiting cancelled CANCEL to ada.marsh@example.org'],
    });
  });

  test('withdrawn releases its time and says so', () => {
    const desk = deskWith(AWAITING);
    desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'withdraw-proposal' } }, actor);
    expect(traces(desk.db)).toMatchObject({
      status: { state: 'open', mark: 'proposal-withdrawn' },
      appointments: [BOOKED, `cancelled ${OFFERED_START} 4 ${ORIGINAL_ID}`],
      mail: ['waiting proposal-withdrawn null to ada.marsh@example.org'],
    });
  });

  test('replaced by another releases the first', () => {
    const desk = deskWith(AWAITING);
    desk.decisions.decide(
      { on: 'request', id: 'request-1', command: { type: 'propose', slots: [SLOT], words: WORDS } },
      actor,
    );
    expect(traces(desk.db)).toMatchObject({
      status: { state: 'awaiting-patient', proposal: { sentAt: NOW } },
      appointments: [
        BOOKED,
        `cancelled ${OFFERED_START} 4 ${ORIGINAL_ID}`,
        `tentative ${SLOT.start} 4 ${ORIGINAL_ID}`,
      ],
      mail: ['waiting proposed null to ada.marsh@example.org'],
    });
  });

  test('whose e-mail is sent again writes nothing to the portal, and can be undone', async () => {
    const desk = deskWith(AWAITING);
    const decided = desk.decisions.decide(
      { on: 'request', id: 'request-1', command: { type: 'resend-email' } },
      actor,
    );
    expect(decided).toMatchObject({ ok: true, value: { undoUntil: NOW + 8000 } });
    expect(traces(desk.db)).toMatchObject({
      outbox: [{ ...HELD, writes: [] }],
      mail: ['waiting proposed null to ada.marsh@example.org'],
    });
    // While the e-mail is still on its way a second one says nothing new.
    expect(
      desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'resend-email' } }, actor),
    ).toEqual({
      ok: false,
      error: { code: 'email-on-its-way' },
    });
    await desk.clock.advance(8000);
    expect(traces(desk.db)).toMatchObject({
      outbox: [{ state: 'done' }],
      mail: ['ready proposed null to ada.marsh@example.org'],
    });
  });

  test('superseded by a newer request is released without an e-mail', () => {
    const desk = deskWith(AWAITING);
    desk.decisions.automate('request-1', { type: 'supersede', byRequestId: 'request-2' });
    expect(traces(desk.db)).toMatchObject({
      status: { state: 'resolved', outcome: 'superseded' },
      appointments: [BOOKED, `cancelled ${OFFERED_START} 4 ${ORIGINAL_ID}`],
      outbox: [{ state: 'ready', by: 'Reslot' }],
      mail: [],
      history: [{ kind: 'request-superseded', by: 'Reslot' }],
    });
  });
});

describe('whom an e-mail cannot reach', () => {
  test('a patient without e-mail is called', () => {
    const desk = deskWith({ patientId: 'patient-2' }, { patientId: 'patient-2' });
    desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'approve' } }, actor);
    expect(traces(desk.db)).toMatchObject({ mail: [], calls: ['waiting no-email'] });
    expect(traces(desk.db).history.map((line) => line.kind)).toEqual(['decided', 'call-listed']);
  });

  test('a proposal to a patient without portal access is e-mailed and called about', () => {
    const desk = deskWith();
    savePatient(desk.db, buildPatient({ portalAccess: false }));
    desk.decisions.decide(
      { on: 'request', id: 'request-1', command: { type: 'propose', slots: [SLOT], words: WORDS } },
      actor,
    );
    expect(traces(desk.db)).toMatchObject({
      mail: ['waiting proposed null to ada.marsh@example.org'],
      calls: ['waiting no-portal-access'],
    });
  });

  test('a request nobody is matched to is denied in the portal alone', () => {
    const desk = deskWith({ patientId: null });
    desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'deny', words: WORDS } }, actor);
    expect(traces(desk.db)).toMatchObject({
      status: { state: 'resolved', outcome: 'denied' },
      outbox: [{ ...HELD, writes: WRITES }],
      mail: [],
      calls: [],
    });
  });
});

test('a patient is assigned here alone, with nothing to deliver', () => {
  const desk = deskWith({ patientId: null }, { patientId: 'patient-2' });
  expect(
    desk.decisions.decide(
      { on: 'request', id: 'request-1', command: { type: 'assign-patient', patientId: 'patient-2' } },
      actor,
    ),
  ).toEqual({
    ok: true,
    value: { outboxId: null, undoUntil: NOW, appointmentId: ORIGINAL_ID, requestId: 'request-1' },
  });
  expect(findRequest(desk.db, 'request-1')?.patientId).toBe('patient-2');
  expect(traces(desk.db)).toMatchObject({
    outbox: [],
    mail: [],
    history: [{ kind: 'patient-assigned', detail: { patientName: 'Ben Ortiz' } }],
  });
  expect(
    desk.decisions.decide(
      { on: 'request', id: 'request-1', command: { type: 'assign-patient', patientId: 'nobody' } },
      actor,
    ),
  ).toEqual({
    ok: false,
    error: { code: 'patient-not-found' },
  });
});

describe('a taken time', () => {
  test('is refused with the appointments in the way, and overridden on the record', () => {
    const desk = deskWith();
    seedAppointment(desk.db, {
      id: 'other',
      uid: 'uid-other',
      patientId: 'patient-2',
      start: ASKED_START,
      end: ASKED_START + HALF_HOUR,
    });
    expect(
      desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'approve' } }, actor),
    ).toEqual({
      ok: false,
      error: {
        code: 'time-conflict',
        conflict: { appointmentIds: ['other'], closedDay: null, outsideHours: false },
      },
    });
    expect(traces(desk.db)).toMatchObject({ outbox: [], history: [] });
    const command: RequestCommand = { type: 'approve', override: { reason: 'Double-booked on purpose' } };
    expect(desk.decisions.decide({ on: 'request', id: 'request-1', command: command }, actor).ok).toBe(true);
    expect(traces(desk.db).history[0]?.detail).toMatchObject({
      overrideReason: 'Double-booked on purpose',
      overrideOf: ['Ben Ortiz'],
    });
    expect(
      desk.db.get(qb.selectFrom('appointment').select('override_reason').where('id', '=', ORIGINAL_ID)),
    ).toEqual({ override_reason: 'Double-booked on purpose' });
  });
});

test('a request nobody knows', () => {
  const desk = openLocalDesk();
  expect(
    desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'approve' } }, actor),
  ).toEqual({
    ok: false,
    error: { code: 'request-not-found' },
  });
});

test('commands on an accepted proposal have the ordering key of the original', () => {
  const desk = openLocalDesk();
  seedAppointment(desk.db, { status: 'cancelled' });
  seedAppointment(desk.db, buildTentative({ status: 'booked' }));
  seedRequest(desk.db, { appointmentId: TENTATIVE_ID });
  desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'approve' } }, actor);
  expect(traces(desk.db).outbox).toMatchObject([{ ordering_key: ORIGINAL_ID }]);
});

test.each<RequestCommand>([
  { type: 'approve' },
  { type: 'deny', words: WORDS },
  { type: 'propose', slots: [SLOT], words: WORDS },
  { type: 'update', slot: SLOT },
  { type: 'cancel-appointment', words: WORDS },
])('the preview of $type is the e-mail, word for word', (command) => {
  const desk = deskWith();
  const before = traces(desk.db);
  const preview = desk.decisions.preview({ on: 'request', id: 'request-1', command: command });
  expect(traces(desk.db)).toEqual(before);
  desk.decisions.decide({ on: 'request', id: 'request-1', command: command }, actor);
  const mail = desk.db.get(qb.selectFrom('mail').selectAll());
  expect(preview).toEqual({
    ok: true,
    value: {
      to: mail?.to_address,
      subject: mail?.subject,
      text: mail?.text,
      html: mail?.html,
      calendar: { REQUEST: 'update', CANCEL: 'cancel' }[mail?.calendar_method ?? ''] ?? null,
      mailSetUp: true,
    },
  });
});

test('of a provider whom the portal names to nobody the patient reads nothing, whichever language the desk speaks', async () => {
  const desk = deskWith();
  savePractitioner(desk.db, { id: 'practitioner-1', name: '', active: true });
  const preview = () =>
    desk.decisions.preview({ on: 'request', id: 'request-1', command: { type: 'approve' } });
  const inEnglish = preview();
  expect(inEnglish).toMatchObject({ ok: true, value: { text: expect.not.stringMatching(/^With:/m) } });
  await speak('de');
  expect(preview()).toEqual(inEnglish);
});
