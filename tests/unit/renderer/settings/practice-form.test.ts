import { describe, expect, it } from 'vitest';
import {
  closedDayField,
  hoursField,
  type PracticeForm,
  practiceForm,
  readPractice,
} from '../../../../src-renderer/features/settings/forms/practice-form.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { settingsView } from './settings-view.ts';

const form = (change: Partial<PracticeForm> = {}): PracticeForm => ({
  ...practiceForm(settingsView().rules.practice),
  ...change,
});

const problemsOf = (change: Partial<PracticeForm>) => {
  const read = readPractice(form(change));
  return read.ok ? [] : read.problems;
};

const monday = (open: PracticeForm['hours'][number]['open']): Partial<PracticeForm> => ({
  hours: form().hours.map((day) => (day.weekday === 1 ? { ...day, open } : day)),
});

describe('the Practice section', () => {
  it('trims what is typed and stores an empty link as none', () => {
    const read = readPractice(form({ name: '  Lakeview  ', phone: ' 555 ', portalLink: '  ' }));
    expect(read).toMatchObject({ ok: true, value: { name: 'Lakeview', phone: '555', portalLink: null } });
  });

  it('says at each field what is wrong, in the order of the screen', () => {
    expect(
      problemsOf({ name: ' ', phone: '1'.repeat(51), zone: 'Mars/Olympus', portalLink: 'portal' }),
    ).toEqual([
      { field: 'name', text: t.settings.problemText.practiceName },
      { field: 'phone', text: t.settings.problemText.tooLong(50) },
      { field: 'zone', text: t.settings.problemText.zone },
      { field: 'portalLink', text: t.settings.problemText.link },
    ]);
    expect(problemsOf({ portalLink: 'javascript:alert(1)' })).toEqual([
      { field: 'portalLink', text: t.settings.problemText.link },
    ]);
  });

  it('stores the hours of a day in order', () => {
    const read = readPractice(
      form(
        monday([
          { key: 0, from: '13:00', to: '17:00' },
          { key: 1, from: '08:00', to: '12:00' },
        ]),
      ),
    );
    expect(read.ok && read.value.hours[0]).toEqual({
      weekday: 1,
      open: [
        { from: '08:00', to: '12:00' },
        { from: '13:00', to: '17:00' },
      ],
    });
  });

  it.each([
    [
      'no opening time',
      [{ key: 3, from: '', to: '12:00' }],
      hoursField(1, 3, 'from'),
      t.settings.problemText.time,
    ],
    [
      'no closing time',
      [{ key: 3, from: '08:00', to: '' }],
      hoursField(1, 3, 'to'),
      t.settings.problemText.time,
    ],
    [
      'closing first',
      [{ key: 3, from: '12:00', to: '08:00' }],
      hoursField(1, 3, 'to'),
      t.settings.problemText.closesBeforeOpens,
    ],
    [
      'closing at once',
      [{ key: 3, from: '08:00', to: '08:00' }],
      hoursField(1, 3, 'to'),
      t.settings.problemText.closesBeforeOpens,
    ],
    [
      'overlapping hours',
      [
        { key: 3, from: '11:59', to: '17:00' },
        { key: 4, from: '08:00', to: '12:00' },
      ],
      hoursField(1, 3, 'from'),
      t.settings.problemText.hoursOverlap,
    ],
    [
      'a seventh pair',
      Array.from({ length: 7 }, (_, key) => ({ key, from: `${10 + key}:00`, to: `${10 + key}:30` })),
      hoursField(1, 6, 'from'),
      t.settings.problemText.tooManyHours,
    ],
  ])('refuses %s', (_, open, field, text) => {
    expect(problemsOf(monday(open))).toEqual([{ field, text }]);
  });

  it('takes hours that touch, and a day without any', () => {
    expect(
      problemsOf(
        monday([
          { key: 0, from: '08:00', to: '12:00' },
          { key: 1, from: '12:00', to: '17:00' },
        ]),
      ),
    ).toEqual([]);
    expect(problemsOf(monday([]))).toEqual([]);
  });

  it('stores closed days by date, and wants a real date once and a name', () => {
    const read = readPractice(
      form({
        closedDays: [
          { key: 0, date: '2026-12-25', name: ' Christmas Day ' },
          { key: 1, date: '2026-11-26', name: 'Thanksgiving' },
        ],
      }),
    );
    expect(read.ok && read.value.closedDays).toEqual([
      { date: '2026-11-26', name: 'Thanksgiving' },
      { date: '2026-12-25', name: 'Christmas Day' },
    ]);
    expect(
      problemsOf({
        closedDays: [
          { key: 0, date: '2026-02-30', name: 'x' },
          { key: 1, date: '2026-12-25', name: 'x' },
          { key: 2, date: '2026-12-25', name: '' },
        ],
      }),
    ).toEqual([
      { field: closedDayField(0, 'date'), text: t.settings.problemText.date },
      { field: closedDayField(2, 'date'), text: t.settings.problemText.dateTwice },
      { field: closedDayField(2, 'name'), text: t.settings.problemText.closedDayName },
    ]);
  });
});
