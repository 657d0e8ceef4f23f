import { describe, expect, it } from 'vitest';
import { suggestFrom, suggestionNumber } from '../../../../src-renderer/features/visit/form/suggest.ts';
import { subjectOf } from '../../../../src-renderer/features/visit/form/visit-subject.ts';
import { SHORTCUTS } from '../../../../src-shared/shortcuts.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { appointmentView, at, NOW, requestRow, ZONE } from './rows.ts';

describe('the day from which on times are suggested', () => {
  const asking = (date: string) =>
    requestRow({ requested: { start: at(date, '14:00'), end: at(date, '14:30') } });

  it.each([
    ['2026-11-26', '2026-11-23'],
    ['2026-11-30', '2026-11-23'],
    ['2026-12-01', '2026-11-24'],
    ['2027-01-13', '2027-01-06'],
    ['2026-10-01', '2026-11-23'],
  ])('for a wish for %s is %s', (date, from) => {
    expect(suggestFrom(subjectOf(asking(date)), NOW, ZONE)).toBe(from);
  });

  it('for a cancellation goes by the appointment', () => {
    const appointment = appointmentView({ start: at('2026-12-09', '09:00'), end: at('2026-12-09', '09:30') });
    expect(
      suggestFrom(subjectOf(requestRow({ kind: 'cancel', requested: null, appointment })), NOW, ZONE),
    ).toBe('2026-12-02');
  });
});

describe('the number a key stands for', () => {
  it('is one of no keys: none', () => {
    expect(suggestionNumber(key({ key: '3', code: 'Digit3' }), [])).toBeNull();
  });

  const key = (over: Partial<Parameters<typeof suggestionNumber>[0]>) => ({
    key: '',
    code: '',
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    ...over,
  });

  it.each([
    ['the key 3', { key: '3', code: 'Digit3' }, 3],
    ['3 on the number pad', { key: '3', code: 'Numpad3' }, 3],
    ['3 where it needs Shift', { key: '3', code: 'Digit3', shiftKey: true }, 3],
    ['what stands on that key without Shift', { key: '"', code: 'Digit3' }, null],
    ['0', { key: '0', code: 'Digit0' }, null],
    ['a letter', { key: 'j', code: 'KeyJ' }, null],
    ['F1', { key: 'F1', code: 'F1' }, null],
    ['Ctrl+3', { key: '3', code: 'Digit3', ctrlKey: true }, null],
    ['Alt+3', { key: '3', code: 'Digit3', altKey: true }, null],
  ])('alone: %s', (_name, over, number) => {
    expect(suggestionNumber(key(over), SHORTCUTS['suggestion-in-focus'].keys)).toBe(number);
  });

  it.each([
    ['Alt+3', { key: '3', code: 'Digit3', altKey: true }, 3],
    ['Alt+3 that types something else', { key: '£', code: 'Digit3', altKey: true }, 3],
    ['Alt+3 on the number pad', { key: '3', code: 'Numpad3', altKey: true }, null],
    ['AltGr+3, which is Ctrl+Alt+3', { key: '#', code: 'Digit3', altKey: true, ctrlKey: true }, null],
    ['Alt+Shift+3', { key: '#', code: 'Digit3', altKey: true, shiftKey: true }, null],
    ['Alt+0', { key: '0', code: 'Digit0', altKey: true }, null],
    ['3', { key: '3', code: 'Digit3' }, null],
  ])('with Alt: %s', (_name, over, number) => {
    expect(suggestionNumber(key(over), SHORTCUTS.suggestion.keys)).toBe(number);
  });
});

it('a date says its year only where it is another', () => {
  expect(t.times.shortDateTime(at('2026-12-01', '10:00'), NOW, ZONE)).toBe('Tue, Dec 1, 10:00 AM');
  expect(t.times.shortDateTime(at('2027-01-04', '10:00'), NOW, ZONE)).toBe('Mon, Jan 4, 2027, 10:00 AM');
});
