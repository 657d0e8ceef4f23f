import { describe, expect, it } from 'vitest';
import {
  dayColumns,
  isAt,
  type Provider,
  providersOfDay,
  weekProvider,
} from '../../../../src-renderer/features/schedule/calendar/providers.ts';
import { t } from '../../../../src-shared/text/text.ts';

const provider = (id: string, name: string, active = true): Provider => ({ id, name, active });
const okafor = provider('p1', 'Ada Okafor');
const lindqvist = provider('p2', 'Bo Lindqvist');
const gone = provider('p3', 'Carl Gone', false);
const directory = [lindqvist, gone, okafor];
const placed = (practitionerId: string | null, practitionerName = '') => ({
  practitionerId,
  practitionerName,
});

describe('the providers of a day', () => {
  it('are the active ones by name, with appointments or without', () => {
    expect(providersOfDay(directory, [])).toEqual([okafor, lindqvist]);
  });

  it('are also those who have left but still have an appointment, known to the directory or not', () => {
    expect(providersOfDay(directory, [placed('p3'), placed('p9', 'Zoe Removed'), placed('p1')])).toEqual([
      okafor,
      lindqvist,
      gone,
      provider('p9', 'Zoe Removed', false),
    ]);
  });

  const at = (practitionerId: string | null, locationId: string | null) => ({ practitionerId, locationId });
  const none = { id: null, name: 'No provider', active: true };

  it('have columns unless hidden; what has no provider has the last one', () => {
    const both = [okafor, lindqvist];
    expect(dayColumns(both, ['p2'], [at('p1', 'l1')], null, 'No provider')).toEqual([okafor]);
    expect(dayColumns(both, ['p1', 'p2', 'x'], [at(null, 'l1')], null, 'No provider')).toEqual([none]);
  });

  it('have no column under a location while they are only elsewhere that day', () => {
    const both = [okafor, lindqvist];
    const columns = (appointments: Parameters<typeof dayColumns>[2]) =>
      dayColumns(both, [], appointments, 'l1', 'No provider');
    expect(columns([])).toEqual(both);
    expect(columns([at('p1', 'l2')])).toEqual([lindqvist]);
    expect(columns([at('p1', 'l2'), at('p1', 'l1'), at(null, 'l2')])).toEqual(both);
    expect(columns([at('p2', null), at(null, 'l1')])).toEqual([...both, none]);
  });
});

describe('the provider of the week', () => {
  it('is the one chosen, also one who has left, otherwise the first active one', () => {
    expect(weekProvider(directory, 'p3')).toEqual(gone);
    expect(weekProvider(directory, null)).toEqual(okafor);
    expect(weekProvider(directory, 'removed')).toEqual(okafor);
    expect(weekProvider([gone], null)).toBeNull();
  });
});

describe('the location filter', () => {
  it('keeps what is there and what is at no known place', () => {
    expect(isAt({ locationId: 'l1' }, null)).toBe(true);
    expect(isAt({ locationId: 'l1' }, 'l1')).toBe(true);
    expect(isAt({ locationId: null }, 'l1')).toBe(true);
    expect(isAt({ locationId: 'l2' }, 'l1')).toBe(false);
  });
});

describe('the words of the calendar', () => {
  it('say dates', () => {
    expect(t.calendarViews.longDate('2026-11-16')).toBe('Monday, November 16, 2026');
    expect(t.calendarViews.datesInWords('2026-11-15', '2026-11-21')).toBe('November 15 – 21, 2026');
    expect(t.calendarViews.datesInWords('2026-11-30', '2026-12-06')).toBe('Nov 30 – Dec 6, 2026');
    expect(t.calendarViews.datesInWords('2026-12-28', '2027-01-03')).toBe('Dec 28, 2026 – Jan 3, 2027');
    expect(t.calendarViews.withProvider('November 15 – 21, 2026', 'Ada Okafor')).toBe(
      'November 15 – 21, 2026 · Ada Okafor',
    );
  });

  it('say how full a day is', () => {
    const day = { count: 12, takenMinutes: 288, openMinutes: 480, closed: false };
    expect(t.calendarViews.loadSentence(day)).toBe('12 appointments, 60% full');
    expect(t.calendarViews.loadSentence({ ...day, count: 1, takenMinutes: 600 })).toBe(
      '1 appointment, 125% full',
    );
    expect(t.calendarViews.loadSentence({ ...day, count: 0, takenMinutes: 0 })).toBe(
      'no appointments, 0% full',
    );
    expect(t.calendarViews.loadSentence({ ...day, openMinutes: 0, closed: true })).toBe(
      'closed, 12 appointments',
    );
    expect(t.calendarViews.loadSentence({ count: 0, takenMinutes: 0, openMinutes: 0, closed: false })).toBe(
      'closed',
    );
    expect(t.calendarViews.monthDayName('2026-11-16', t.calendarViews.loadSentence(day), true)).toBe(
      'Monday, November 16, 2026, today, 12 appointments, 60% full',
    );
    expect(t.calendarViews.monthDayName('2026-11-16', null, false)).toBe('Monday, November 16, 2026');
  });

  it('say what is not shown', () => {
    expect(t.calendarViews.providersShown(3, 3)).toBe('Providers (all)');
    expect(t.calendarViews.providersShown(2, 3)).toBe('Providers (2 of 3)');
    expect(t.calendarViews.elsewhereSentence(1)).toBe('1 appointment at another location is not shown.');
    expect(t.calendarViews.elsewhereSentence(2)).toBe('2 appointments at other locations are not shown.');
  });
});
