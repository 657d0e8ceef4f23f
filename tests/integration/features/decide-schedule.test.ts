import { describe, expect, test } from 'vitest';
import { saveAbsence } from '../../../src-main/db/queries/absences.ts';
import { findAppointment } from '../../../src-main/db/queries/appointments.ts';
import { findRequest } from '../../../src-main/db/queries/requests.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import type { ScheduleCommand } from '../../../src-shared/domain/schedule-command.ts';
import { MINUTE_MS } from '../../../src-shared/domain/time.ts';
import { decisionReceipt } from '../../../src-shared/ipc/schedule-views.ts';
import {
  at,
  buildAppointment,
  buildSlot,
  buildWords,
  HALF_HOUR,
  NOW,
  ORIGINAL_ID,
  OWN_START,
  TENTATIVE_ID,
} from '../../support/domain.ts';
import {
  actor,
  type LocalDesk,
  openLocalDesk,
  rowsOf,
  seedAppointment,
  seedRequest,
} from '../../support/local-desk.ts';

const slot = buildSlot();
const book: ScheduleCommand = { type: 'book', patientId: 'patient-1', slot, message: '', notify: true };
const update: ScheduleCommand = {
  type: 'update',
  appointmentId: ORIGINAL_ID,
  slot,
  words: buildWords(),
  notify: true,
};
const cancel: ScheduleCommand = {
  type: 'cancel-appointment',
  appointmentId: ORIGINAL_ID,
  words: buildWords(),
  notify: true,
};

/** A desk with one booked appointment, which no request is about. */
function deskWith(): LocalDesk {
  const desk = openLocalDesk();
  seedAppointment(desk.db);
  return desk;
}

function decided(desk: LocalDesk, command: ScheduleCommand) {
  const receipt = desk.decisions.decide({ on: 'schedule', command: command }, actor);
  if (!receipt.ok) throw new Error(receipt.error.code);
  return decisionReceipt.parse(receipt.value);
}

const outboxOf = (desk: LocalDesk) =>
  rowsOf(desk.db, 'outbox').map(({ ordering_key, request_id, state }) => ({
    ordering_key,
    request_id,
    state,
  }));
const mailsOf = (desk: LocalDesk) => rowsOf(desk.db, 'mail').map(({ kind, state }) => ({ kind, state }));
const linesOf = (desk: LocalDesk) =>
  rowsOf(desk.db, 'history')
    .sort((a, b) => Number(a.id) - Number(b.id))
    .map(({ kind, appointment_id, request_id, detail_json }) => ({
      kind,
      appointment_id,
      request_id,
      detail: JSON.parse(String(detail_json)),
    }));

describe('booking', () => {
  test('puts the appointment on the schedule, on the record and into the outbox', () => {
    const desk = openLocalDesk();
    const receipt = decided(desk, book);
    const made = findAppointment(desk.db, receipt.appointmentId);
    expect(made).toEqual(
      buildAppointment({ ...slot, id: receipt.appointmentId, uid: made?.uid ?? '', sequence: 0 }),
    );
    expect(made?.uid).not.toBe(made?.id);
    expect(receipt).toMatchObject({ requestId: null, undoUntil: NOW + 8000 });
    expect(outboxOf(desk)).toEqual([
      { ordering_key: receipt.appointmentId, request_id: null, state: 'held' },
    ]);
    expect(mailsOf(desk)).toEqual([{ kind: 'booked', state: 'waiting' }]);
    expect(linesOf(desk)).toMatchObject([
      {
        kind: 'decided',
        appointment_id: receipt.appointmentId,
        request_id: null,
        detail: { command: 'book', to: { start: slot.start, end: slot.end }, visitType: 'Follow-up' },
      },
      { kind: 'email-queued', appointment_id: receipt.appointmentId },
    ]);
  });

  test('shows before what it sends, and a second one over it is warned of', () => {
    const desk = openLocalDesk();
    const preview = desk.decisions.preview({ on: 'schedule', command: book });
    expect(preview).toMatchObject({
      ok: true,
      value: {
        to: 'ada.marsh@example.org',
        subject: 'Your appointment is booked - Our practice',
        calendar: 'add',
      },
    });
    const { appointmentId } = decided(desk, book);
    const over: ScheduleCommand = { ...book, patientId: 'patient-2' };
    const refused = {
      ok: false,
      error: {
        code: 'time-conflict',
        conflict: { appointmentIds: [appointmentId], closedDay: null, outsideHours: false },
      },
    };
    expect(desk.decisions.preview({ on: 'schedule', command: over })).toEqual(refused);
    expect(desk.decisions.decide({ on: 'schedule', command: over }, actor)).toEqual(refused);
    expect(rowsOf(desk.db, 'appointment')).toHaveLength(1);
    const both = decided(desk, { ...over, override: { reason: 'Ten minutes each' } });
    expect(rowsOf(desk.db, 'appointment').find((row) => row.id === both.appointmentId)).toMatchObject({
      override_reason: 'Ten minutes each',
    });
    expect(linesOf(desk).find((line) => line.appointment_id === both.appointmentId)?.detail).toMatchObject({
      overrideReason: 'Ten minutes each',
      overrideOf: ['Ada Marsh'],
    });
    // No address on file: somebody calls.
    expect(rowsOf(desk.db, 'call')).toMatchObject([{ why: 'no-email', patient_id: 'patient-2' }]);
  });

  test('of nobody, or at a provider or place nobody knows, is refused', () => {
    const desk = openLocalDesk();
    const codeOf = (command: ScheduleCommand) => {
      const refused = desk.decisions.decide({ on: 'schedule', command: command }, actor);
      return refused.ok ? null : refused.error.code;
    };
    expect(codeOf({ ...book, patientId: 'nobody' })).toBe('patient-not-found');
    expect(codeOf({ ...book, slot: buildSlot({ practitionerId: 'nobody' }) })).toBe('bad-input');
    expect(codeOf({ ...book, slot: buildSlot({ locationId: 'nowhere' }) })).toBe('bad-input');
    expect(codeOf(update)).toBe('appointment-not-found');
  });
});

describe('moving, cancelling and statuses', () => {
  test('a move tells the patient, unless nobody wants that', () => {
    const desk = deskWith();
    decided(desk, { ...update, notify: false });
    expect(findAppointment(desk.db, ORIGINAL_ID)).toEqual(buildAppointment({ ...slot, sequence: 4 }));
    expect([...rowsOf(desk.db, 'mail'), ...rowsOf(desk.db, 'call')]).toEqual([]);
    decided(desk, cancel);
    expect(findAppointment(desk.db, ORIGINAL_ID)).toMatchObject({ status: 'cancelled', sequence: 5 });
    expect(mailsOf(desk)).toEqual([{ kind: 'cancelled', state: 'waiting' }]);
    expect(outboxOf(desk).map((row) => row.ordering_key)).toEqual([ORIGINAL_ID, ORIGINAL_ID]);
  });

  test('a status says nothing to the patient', () => {
    const desk = openLocalDesk();
    seedAppointment(desk.db, { start: NOW, end: NOW + HALF_HOUR });
    decided(desk, { type: 'set-status', appointmentId: ORIGINAL_ID, status: 'checked-in' });
    expect(findAppointment(desk.db, ORIGINAL_ID)).toMatchObject({ status: 'checked-in', sequence: 3 });
    expect(rowsOf(desk.db, 'mail')).toEqual([]);
    expect(linesOf(desk).map((line) => line.detail)).toMatchObject([
      { command: 'set-status', status: 'checked-in' },
    ]);
  });

  test.each([update, cancel])('$type is undone exactly', (command) => {
    const desk = deskWith();
    const before = rowsOf(desk.db, 'appointment');
    const { outboxId } = decided(desk, command);
    expect(rowsOf(desk.db, 'appointment')).not.toEqual(before);
    expect(desk.decisions.undo(outboxId ?? '', actor)).toEqual({ ok: true, value: null });
    expect(rowsOf(desk.db, 'appointment')).toEqual(before);
    expect(mailsOf(desk).map((mail) => mail.state)).toEqual(['dropped']);
    expect(linesOf(desk).at(-1)).toMatchObject({ kind: 'undone', appointment_id: ORIGINAL_ID });
  });

  test('an undone booking was never there', () => {
    const desk = openLocalDesk();
    const { outboxId } = decided(desk, book);
    expect(desk.decisions.undo(outboxId ?? '', actor).ok).toBe(true);
    expect(rowsOf(desk.db, 'appointment')).toEqual([]);
  });
});

describe('a time that was given away since', () => {
  const bookOriginalTime: ScheduleCommand = {
    ...book,
    patientId: 'patient-2',
    slot: buildSlot({ start: OWN_START, end: OWN_START + HALF_HOUR }),
  };

  test.each([update, cancel])('is not taken again by undoing: $type', (command) => {
    const desk = deskWith();
    const { outboxId } = decided(desk, command);
    const booked = decided(desk, bookOriginalTime);
    const before = rowsOf(desk.db, 'appointment');
    expect(desk.decisions.undo(outboxId ?? '', actor)).toEqual({
      ok: false,
      error: { code: 'undo-slot-taken' },
    });
    expect(rowsOf(desk.db, 'appointment')).toEqual(before);
    expect(outboxOf(desk).map((row) => row.state)).toEqual(['held', 'held']);
    // Once the other one is undone too, both are as they were.
    expect(desk.decisions.undo(booked.outboxId ?? '', actor).ok).toBe(true);
    expect(desk.decisions.undo(outboxId ?? '', actor).ok).toBe(true);
    expect(findAppointment(desk.db, ORIGINAL_ID)).toEqual(buildAppointment());
  });

  test('does not stand in the way of one that kept its time', () => {
    const desk = deskWith();
    const otherType: ScheduleCommand = {
      ...update,
      slot: buildSlot({ start: OWN_START, end: OWN_START + HALF_HOUR, locationId: 'location-2' }),
    };
    const { outboxId } = decided(desk, otherType);
    decided(desk, { ...bookOriginalTime, override: { reason: 'Both fit' } });
    expect(desk.decisions.undo(outboxId ?? '', actor).ok).toBe(true);
  });
});

describe('an appointment that a request is about', () => {
  test('is changed by answering the request', () => {
    const desk = deskWith();
    seedRequest(desk.db);
    expect(decided(desk, update)).toMatchObject({ requestId: 'request-1', appointmentId: ORIGINAL_ID });
    expect(findRequest(desk.db, 'request-1')?.status).toMatchObject({
      state: 'resolved',
      outcome: 'updated',
    });
    expect(outboxOf(desk)).toEqual([{ ordering_key: ORIGINAL_ID, request_id: 'request-1', state: 'held' }]);
    expect(mailsOf(desk)).toEqual([{ kind: 'updated', state: 'waiting' }]);
  });

  test('is cancelled by it too, without an e-mail where none is wanted', () => {
    const desk = deskWith();
    seedRequest(desk.db);
    decided(desk, { ...cancel, notify: false });
    expect(findRequest(desk.db, 'request-1')?.status).toMatchObject({ outcome: 'appointment-cancelled' });
    expect(rowsOf(desk.db, 'mail')).toEqual([]);
  });

  test('keeps its request when the patient checks in; its Tentative is not moved', () => {
    const desk = openLocalDesk();
    seedAppointment(desk.db, { start: NOW, end: NOW + HALF_HOUR });
    seedRequest(desk.db);
    expect(
      decided(desk, { type: 'set-status', appointmentId: ORIGINAL_ID, status: 'checked-in' }).requestId,
    ).toBeNull();
    expect(findRequest(desk.db, 'request-1')?.status.state).toBe('open');
    seedAppointment(desk.db, {
      id: TENTATIVE_ID,
      status: 'tentative',
      originalId: ORIGINAL_ID,
      start: OWN_START,
      end: OWN_START + HALF_HOUR,
    });
    expect(
      desk.decisions.decide({ on: 'schedule', command: { ...update, appointmentId: TENTATIVE_ID } }, actor),
    ).toEqual({
      ok: false,
      error: { code: 'awaiting-patient' },
    });
  });
});

test('a time outside opening hours or on a closed day is taken with a reason only', () => {
  const desk = deskWith();
  const early = at('2026-12-03', '07:30');
  const sunday = at('2026-12-06', '10:00');
  const moved = (start: number) => ({ ...update, slot: buildSlot({ start, end: start + 30 * MINUTE_MS }) });
  expect(desk.decisions.decide({ on: 'schedule', command: moved(early) }, actor)).toMatchObject({
    error: { conflict: { appointmentIds: [], closedDay: null, outsideHours: true } },
  });
  expect(desk.decisions.decide({ on: 'schedule', command: moved(sunday) }, actor)).toMatchObject({
    error: { conflict: { appointmentIds: [], closedDay: 7, outsideHours: false } },
  });
  decided(desk, { ...moved(sunday), override: { reason: 'Flu clinic' } });
  expect(linesOf(desk)[0]?.detail).toMatchObject({
    overrideReason: 'Flu clinic',
    overrideOf: [],
    overrideClosedDay: 7,
  });
});

test('a time outside the provider’s own hours, or in their absence, is taken with a reason only', () => {
  const [thursday, saturday] = [at('2026-12-03', '09:00'), at('2026-12-05', '09:00')];
  const hours = [
    { weekday: 4 as const, open: [{ from: '13:00', to: '17:00' }] },
    { weekday: 6 as const, open: [{ from: '09:00', to: '12:00' }] },
  ];
  const { practitionerId } = buildSlot();
  const practice = { ...defaultRules.practice, providerHours: [{ practitionerId, hours }] };
  const desk = openLocalDesk({ rules: { practice } });
  seedAppointment(desk.db);
  const moved = (start: number) => ({ ...update, slot: buildSlot({ start, end: start + 30 * MINUTE_MS }) });
  expect(desk.decisions.preview({ on: 'schedule', command: moved(thursday) })).toMatchObject({
    error: { conflict: { closedDay: null, outsideHours: true, hoursOf: practitionerId } },
  });
  // The practice does not open that day; they do.
  expect(desk.decisions.preview({ on: 'schedule', command: moved(saturday) })).toMatchObject({ ok: true });

  const away = { start: saturday, end: saturday + 15 * MINUTE_MS };
  saveAbsence(desk.db, {
    id: 'absence-1',
    practitioner_id: practitionerId,
    start_ms: away.start,
    end_ms: away.end,
    created_ms: 0,
  });
  const refused = {
    code: 'time-conflict',
    conflict: { unavailable: [{ why: 'away', practitionerId, ...away }] },
  };
  expect(desk.decisions.decide({ on: 'schedule', command: moved(saturday) }, actor)).toMatchObject({
    error: refused,
  });
  decided(desk, { ...moved(saturday), override: { reason: 'Sees this one before leaving' } });
  expect(linesOf(desk)[0]?.detail).toMatchObject({ overrideUnavailable: [{ why: 'away', reason: '' }] });
});
