import { describe, expect, it } from 'vitest';
import {
  bookingFields,
  fieldsOf,
  isUnchanged,
} from '../../../../src-renderer/features/appointment/change/visit-fields.ts';
import { requestIdsOf, signsOf } from '../../../../src-renderer/features/appointment/panel/panel-signs.ts';
import {
  pickedReason,
  readWords,
  reasonsFor,
  withWords,
  wordsToTry,
} from '../../../../src-renderer/features/visit/decide/open-decision.ts';
import { EMPTY_FORM } from '../../../../src-renderer/features/visit/form/use-draft.ts';
import { subjectOfAppointment } from '../../../../src-renderer/features/visit/form/visit-subject.ts';
import type { OpenDecision } from '../../../../src-renderer/stores/dialogs.ts';
import { defaultRules } from '../../../../src-shared/domain/default-rules.ts';
import { scheduleCommand } from '../../../../src-shared/domain/schedule-command.ts';
import { appointmentView, at, requestRow, ZONE } from '../requests/rows.ts';

const appointment = appointmentView();
const slot = {
  practitionerId: 'provider-2',
  locationId: null,
  type: { code: 'follow-up', display: 'Follow-up' },
  start: at('2026-11-24', '10:00'),
  end: at('2026-11-24', '10:45'),
};
const { patient } = requestRow();
if (patient === null) throw new Error('the row has a patient');
const { reasons } = defaultRules;
const update: OpenDecision = {
  on: 'schedule',
  appointment,
  command: { type: 'update', appointmentId: 'appointment-1', slot },
};
const cancel: OpenDecision = {
  on: 'schedule',
  appointment,
  command: { type: 'cancel-appointment', appointmentId: 'appointment-1' },
};
const book: OpenDecision = {
  on: 'schedule',
  patient,
  command: { type: 'book', patientId: 'patient-1', slot },
};
const words = { reasonCode: 'closed', reasonText: 'Clinic closed', message: 'Sorry' };

describe('the command a confirmed change gives', () => {
  it('carries slot, words and whether the patient is told', () => {
    expect(withWords(update, { words, notify: true, overrideReason: ' ' }).command).toEqual({
      type: 'update',
      appointmentId: 'appointment-1',
      slot,
      words,
      notify: true,
    });
    expect(withWords(cancel, { words, notify: false, overrideReason: 'over it' }).command).toEqual({
      type: 'cancel-appointment',
      appointmentId: 'appointment-1',
      words,
      notify: false,
    });
    expect(withWords(book, { words, notify: true, overrideReason: ' two in one room ' }).command).toEqual({
      type: 'book',
      patientId: 'patient-1',
      slot,
      message: 'Sorry',
      notify: true,
      override: { reason: 'two in one room' },
    });
  });

  it('fits the contract', () => {
    for (const decision of [update, cancel, book]) {
      const { command } = withWords(decision, { words, notify: true, overrideReason: 'because' });
      expect(scheduleCommand.safeParse(command).success, command.type).toBe(true);
    }
  });
});

describe('what is said to the patient', () => {
  it('needs a reason of the right list, but for a booking', () => {
    expect(reasonsFor('update', reasons)).toBe(reasons.change);
    expect(reasonsFor('cancel-appointment', reasons)).toBe(reasons.cancel);
    expect(reasonsFor('book', reasons)).toBeNull();
    expect(readWords(EMPTY_FORM, pickedReason(EMPTY_FORM, 'update', reasons.change))).toEqual({
      ok: false,
      error: { reason: 'reason-missing', messageTooLong: false },
    });
    expect(
      readWords({ ...EMPTY_FORM, message: ' See you ' }, pickedReason(EMPTY_FORM, 'book', null)),
    ).toMatchObject({
      ok: true,
      value: { reasonText: '', message: 'See you' },
    });
  });

  it('is never too long, and is tried out with any reason before one is chosen', () => {
    expect(
      readWords({ ...EMPTY_FORM, message: 'x'.repeat(1001) }, pickedReason(EMPTY_FORM, 'book', null)),
    ).toEqual({
      ok: false,
      error: { reason: null, messageTooLong: true },
    });
    expect(wordsToTry(reasons.change)).toEqual({
      reasonCode: reasons.change[0]?.code,
      reasonText: reasons.change[0]?.text,
      message: '',
    });
  });
});

describe('the fields of the forms', () => {
  it('begin with the appointment as it is, which is then no change', () => {
    expect(fieldsOf(appointment, ZONE)).toEqual({
      practitionerId: 'provider-1',
      locationId: 'location-1',
      typeCode: 'follow-up',
      date: '2026-11-24',
      time: '09:00',
      minutes: '30',
    });
    const same = { ...appointment, practitionerId: 'provider-1' };
    expect(isUnchanged(appointment, same)).toBe(true);
    expect(isUnchanged(appointment, { ...same, end: same.end + 60_000 })).toBe(false);
    expect(subjectOfAppointment(appointment).moving).toEqual(['appointment-1']);
  });

  it('take of a booking what was chosen on the schedule, and nothing more', () => {
    expect(bookingFields({}, ZONE)).toEqual({});
    expect(
      bookingFields({ practitionerId: 'provider-2', start: slot.start, patientId: 'patient-9' }, ZONE),
    ).toEqual({ practitionerId: 'provider-2', date: '2026-11-24', time: '10:00', patientId: 'patient-9' });
  });
});

describe('the panel', () => {
  it('leads from a Tentative to the request of its original, each once', () => {
    const original = appointmentView({ id: 'original', requestIds: ['request-1', 'request-2'] });
    const tentative = appointmentView({ status: 'tentative', requestIds: ['request-1'] });
    expect(requestIdsOf({ appointment: tentative, counterparts: [original] })).toEqual([
      'request-1',
      'request-2',
    ]);
    expect(requestIdsOf({ appointment: tentative, counterparts: [] })).toEqual(['request-1']);
  });

  it('says what is still on its way', () => {
    const quiet = { appointment: appointmentView(), answers: [], delivery: null, mail: null };
    expect(signsOf(quiet, { zone: ZONE, now: 0 })).toEqual([]);
    expect(
      signsOf(
        {
          ...quiet,
          delivery: { outboxId: 'outbox-1', state: 'ready', undoUntil: 0, lastError: null },
          mail: { mailId: 'mail-1', state: 'failed', toAddress: 'a@example.org', lastError: 'no such user' },
        },
        { zone: ZONE, now: 0 },
      ).map(({ key, tone }) => [key, tone]),
    ).toEqual([
      ['delivery', 'wait'],
      ['mail', 'problem'],
    ]);
  });
});
