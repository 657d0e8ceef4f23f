import { describe, expect, it } from 'vitest';
import {
  bornWords,
  placeWords,
  standThereSentence,
  wouldTakeSentence,
} from '../../../../src-shared/text/en/visit.ts';
import { appointmentView, at, ZONE } from '../requests/rows.ts';

const time = { start: at('2026-11-26', '14:00'), end: at('2026-11-26', '14:45') };

describe('what a dialog says of a visit', () => {
  it('tells two patients of one name apart', () => {
    expect(bornWords('1980-03-14')).toBe('born Mar 14, 1980');
    expect(bornWords(null)).toBe('date of birth not known');
  });

  it('names type, provider and place, and says where one is missing', () => {
    expect(placeWords(appointmentView())).toBe('Follow-up · Dr. Adams · Main Street');
    expect(placeWords(appointmentView({ practitionerName: '', locationName: '' }))).toBe(
      'Follow-up · no provider · No location',
    );
  });

  it('says whose visit would take the time, and how many would stand there', () => {
    const take = { patientName: 'Maria Lopez', ...time };
    expect(wouldTakeSentence({ ...take, as: 'booked' }, ZONE)).toBe(
      'Maria Lopez’s visit would be booked for Thu, Nov 26, 2026, 2:00 PM – 2:45 PM.',
    );
    expect(wouldTakeSentence({ ...take, as: 'proposed' }, ZONE)).toMatch(/would be proposed for Thu/);
    expect(wouldTakeSentence({ ...take, as: 'standing' }, ZONE)).toMatch(/would stand again on Thu/);
    expect(standThereSentence(2, time.start, ZONE)).toBe('3 appointments would then stand at 2:00 PM.');
  });
});
