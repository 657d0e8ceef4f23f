import { describe, expect, it } from 'vitest';
import { t } from '../../../../src-shared/text/text.ts';
import { appointmentView, at, NOW, ZONE } from '../requests/rows.ts';

const moment = { zone: ZONE, now: NOW };
const appointment = appointmentView();
const slot = {
  practitionerId: 'provider-2',
  locationId: 'location-1',
  type: { code: 'physical', display: 'Annual physical' },
  start: at('2026-12-01', '10:00'),
  end: at('2026-12-01', '10:45'),
};
const update = {
  type: 'update',
  appointmentId: 'appointment-1',
  slot,
  words: { reasonCode: 'other', reasonText: 'x', message: '' },
  notify: true,
} as const;

describe('a change from what to what', () => {
  it('says the time first and only what is different', () => {
    expect(
      t.appointments.changeLines(
        appointment,
        slot,
        { provider: 'Dr. Brown', location: 'Main Street' },
        moment,
      ),
    ).toEqual([
      'From Tue, Nov 24, 9:00 AM – 9:30 AM to Tue, Dec 1, 10:00 AM – 10:45 AM',
      'Duration: 30 min → 45 min',
      'Provider: Dr. Adams → Dr. Brown',
      'Type: Follow-up → Annual physical',
    ]);
    const { start, end, type } = appointment;
    expect(
      t.appointments.changeLines(
        appointment,
        { ...slot, start, end, type },
        { provider: 'Dr. Adams', location: '' },
        moment,
      ),
    ).toEqual(['Stays on Tue, Nov 24, 9:00 AM – 9:30 AM', 'Location: Main Street → No location']);
  });

  it('says which open request it decides', () => {
    expect(t.appointments.answersWords(appointment, 'update')).toEqual([]);
    const asked = { requestIds: ['request-1'], changeProposed: true };
    expect(t.appointments.answersWords(asked, 'update').join(' ')).toMatch(
      /“updated by the practice”.*withdrawn/,
    );
    expect(
      t.appointments.answersWords({ ...asked, changeProposed: false }, 'cancel-appointment').join(' '),
    ).toMatch(/“appointment cancelled”/);
  });
});

describe('what the toast says', () => {
  it.each([
    [update, 'Moved: Maria Lopez to Tue, Dec 1, 10:00 AM'],
    [
      { ...update, slot: { ...slot, start: appointment.start, end: at('2026-11-24', '10:00') } },
      'Changed: Maria Lopez to 9:00 AM – 10:00 AM',
    ],
    [
      { ...update, slot: { ...slot, start: appointment.start, end: appointment.end } },
      'Changed: Maria Lopez, Tue, Nov 24, 9:00 AM',
    ],
    [
      { type: 'cancel-appointment', appointmentId: 'a', words: update.words, notify: true },
      'Appointment cancelled: Maria Lopez, Tue, Nov 24, 9:00 AM',
    ],
    [{ type: 'set-status', appointmentId: 'a', status: 'checked-in' }, 'Checked in: Maria Lopez'],
    [{ type: 'set-status', appointmentId: 'a', status: 'booked' }, 'Back to Booked: Maria Lopez'],
    [
      { type: 'book', patientId: 'p', slot, message: '', notify: false },
      'Booked: Maria Lopez, Tue, Dec 1, 10:00 AM',
    ],
  ] as const)('%#', (command, sentence) => {
    expect(t.appointments.scheduleSentence(command, appointment, moment)).toBe(sentence);
  });
});

describe('buttons and lists', () => {
  it('names the way back by where it comes from', () => {
    expect(t.appointments.statusButton('booked', 'checked-in')).toBe('Check in');
    expect(t.appointments.statusButton('checked-in', 'booked')).toBe('Undo check-in');
    expect(t.appointments.statusButton('completed', 'checked-in')).toBe('Back to Checked in');
    expect(t.appointments.statusButton('no-show', 'booked')).toBe('Undo no-show');
  });

  it('says what two patients have in common', () => {
    expect(t.appointments.sameWords(['phone'])).toBe('Same phone number');
    expect(t.appointments.sameWords(['name', 'birth-date', 'email'])).toBe(
      'Same name, date of birth and e-mail address',
    );
  });
});
