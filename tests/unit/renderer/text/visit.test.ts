import { describe, expect, it } from 'vitest';
import { t } from '../../../../src-shared/text/text.ts';
import { appointmentView, at, ZONE } from '../requests/rows.ts';

const time = { start: at('2026-11-26', '14:00'), end: at('2026-11-26', '14:45') };

describe('what a dialog says of a visit', () => {
  it('tells two patients of one name apart', () => {
    expect(t.visit.bornWords('1980-03-14')).toBe('born Mar 14, 1980');
    expect(t.visit.bornWords(null)).toBe('date of birth not known');
  });

  it('names type, provider and place, and says where one is missing', () => {
    expect(t.visit.placeWords(appointmentView())).toBe('Follow-up · Dr. Adams · Main Street');
    expect(t.visit.placeWords(appointmentView({ practitionerName: '', locationName: '' }))).toBe(
      'Follow-up · no provider · No location',
    );
  });

  it('says whose visit would take the time, and how many would stand there', () => {
    const take = { patientName: 'Maria Lopez', ...time };
    expect(t.visit.wouldTakeSentence({ ...take, as: 'booked' }, { now: time.start, zone: ZONE })).toBe(
      'Maria Lopez’s visit would be booked for Thu, Nov 26, 2:00 PM – 2:45 PM.',
    );
    // A year before it is said which year.
    const before = { now: at('2025-11-26', '14:00'), zone: ZONE };
    expect(t.visit.wouldTakeSentence({ ...take, as: 'booked' }, before)).toMatch(
      /Thu, Nov 26, 2026, 2:00 PM/,
    );
    expect(t.visit.wouldTakeSentence({ ...take, as: 'proposed' }, { now: time.start, zone: ZONE })).toMatch(
      /would be proposed for Thu/,
    );
    expect(t.visit.wouldTakeSentence({ ...take, as: 'standing' }, { now: time.start, zone: ZONE })).toMatch(
      /would stand again on Thu/,
    );
    expect(t.visit.standThereSentence(2, time.start, ZONE)).toBe(
      '3 appointments would then stand at 2:00 PM.',
    );
  });
});
