import { describe, expect, it } from 'vitest';
import { knownStarts, prefill } from '../../../../src-renderer/features/visit/form/prefill.ts';
import {
  isAmbiguous,
  readForm,
  readMinutes,
} from '../../../../src-renderer/features/visit/form/read-form.ts';
import type { Draft } from '../../../../src-shared/domain/draft.ts';
import { appointmentView, at, NOW, requestRow, ZONE } from './rows.ts';

const TYPES = [{ code: 'follow-up', display: 'Follow-up' }];
const row = requestRow();
const context = {
  zone: ZONE,
  now: NOW,
  types: TYPES,
  openLocations: ['location-1'],
  known: knownStarts(row),
};
const typed = (change: Partial<Draft>): Draft => ({ ...prefill(row, ZONE), ...change });

describe('what the Reschedule form starts with', () => {
  it('is the requested time for a request to reschedule', () => {
    expect(prefill(row, ZONE)).toEqual({
      patientId: 'patient-1',
      practitionerId: 'provider-1',
      locationId: 'location-1',
      typeCode: 'follow-up',
      date: '2026-11-26',
      time: '14:00',
      minutes: '45',
      reasonCode: '',
      otherReason: '',
      message: '',
    });
  });

  it('is the original time for a request to cancel', () => {
    expect(prefill(requestRow({ kind: 'cancel', requested: null }), ZONE)).toMatchObject({
      date: '2026-11-24',
      time: '09:00',
      minutes: '30',
    });
  });

  it('is the proposal that waits for the patient', () => {
    const appointment = appointmentView({
      practitionerId: 'provider-2',
      start: at('2026-11-30', '16:00'),
      end: at('2026-11-30', '17:00'),
    });
    const proposal = { appointments: [appointment], sentAt: NOW, expiresAt: NOW, reason: '', message: '' };
    expect(prefill(requestRow({ state: 'awaiting-patient', proposal }), ZONE)).toMatchObject({
      practitionerId: 'provider-2',
      date: '2026-11-30',
      time: '16:00',
      minutes: '60',
    });
  });

  it('is what had been chosen, after the portal refused it', () => {
    const slot = {
      practitionerId: 'provider-3',
      locationId: null,
      type: { code: 'follow-up', display: 'Follow-up' },
      start: at('2026-12-01', '08:00'),
      end: at('2026-12-01', '08:20'),
    };
    const said = { reasonCode: 'other', reasonText: 'The room is being painted', message: 'Sorry!' };
    const conflict = {
      at: NOW,
      chosen: { type: 'propose' as const, slots: [slot], words: said },
      chosenBy: 'Reception',
      by: null,
      portal: { what: 'other' as const },
      outboxId: 'decision-1',
    };
    expect(prefill(requestRow({ conflict }), ZONE)).toMatchObject({
      practitionerId: 'provider-3',
      date: '2026-12-01',
      time: '08:00',
      minutes: '20',
      reasonCode: 'other',
      otherReason: 'The room is being painted',
      message: 'Sorry!',
    });
  });
});

describe('reading the form', () => {
  it('gives the slot it says', () => {
    expect(readForm(typed({ date: '2026-11-27', time: '10:15', minutes: '20' }), context)).toEqual({
      ok: true,
      value: {
        practitionerId: 'provider-1',
        locationId: 'location-1',
        type: { code: 'follow-up', display: 'Follow-up' },
        start: at('2026-11-27', '10:15'),
        end: at('2026-11-27', '10:35'),
      },
    });
  });

  it.each<[string, Partial<Draft>, object]>([
    ['nobody chosen', { patientId: null }, { patient: 'patient-missing' }],
    ['no provider', { practitionerId: null }, { provider: 'provider-missing' }],
    ['a type nobody knows', { typeCode: 'gone' }, { type: 'type-missing' }],
    [
      'nothing in When',
      { date: '', time: '', minutes: '' },
      {
        date: 'date-missing',
        time: 'time-missing',
        minutes: 'minutes-missing',
      },
    ],
    ['a date that is none', { date: '2026-02-30' }, { date: 'date-bad' }],
    ['the hour the clocks skip', { date: '2027-03-14', time: '02:30' }, { time: 'time-does-not-exist' }],
    ['the past', { date: '2026-11-23', time: '09:59' }, { time: 'time-past' }],
    ['no length', { minutes: '0' }, { minutes: 'minutes-bad' }],
    ['the next day', { date: '2026-11-27', time: '23:45', minutes: '20' }, { minutes: 'over-midnight' }],
    ['a length in words', { minutes: 'half an hour' }, { minutes: 'minutes-bad' }],
  ])('names the field: %s', (_, change, problems) => {
    expect(readForm(typed(change), context)).toEqual({ ok: false, error: problems });
  });

  it('takes the one location the practice has, and of several asks which', () => {
    const nowhere = typed({ locationId: null });
    expect(readForm(nowhere, context)).toMatchObject({ ok: true, value: { locationId: 'location-1' } });
    expect(readForm(nowhere, { ...context, openLocations: ['location-1', 'location-2'] })).toEqual({
      ok: false,
      error: { location: 'location-missing' },
    });
    expect(readForm(nowhere, { ...context, openLocations: [] })).toMatchObject({
      ok: true,
      value: { locationId: null },
    });
  });

  it('lets a visit end at midnight, and last twelve hours', () => {
    const late = typed({ date: '2026-11-27', time: '23:45', minutes: '15' });
    const long = typed({ date: '2026-11-27', time: '12:00', minutes: '720' });
    const end = at('2026-11-28', '00:00');
    expect(readForm(late, context)).toMatchObject({ ok: true, value: { end } });
    expect(readForm(long, context)).toMatchObject({ ok: true, value: { end } });
  });

  it('takes 5 to 720 minutes', () => {
    expect(['4', '5', '720', '721', '-30', '7.5', ''].map(readMinutes)).toEqual([
      null,
      5,
      720,
      null,
      null,
      null,
      null,
    ]);
  });

  it('keeps the hour asked for on the night it comes twice, and otherwise means the first', () => {
    const night = { date: '2027-11-07', time: '01:30' };
    const second = at(night.date, night.time, 'later');
    const asked = { ...context, known: [second] };
    const read = (known: typeof context) => readForm(typed({ ...night, minutes: '30' }), known);
    expect(read(asked)).toMatchObject({ ok: true, value: { start: second } });
    expect(isAmbiguous(night, asked)).toBe(false);
    expect(read(context)).toMatchObject({ ok: true, value: { start: second - 3_600_000 } });
    expect(isAmbiguous(night, context)).toBe(true);
  });
});
