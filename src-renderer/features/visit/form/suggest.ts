import {
  addDays,
  type EpochMs,
  type PlainDate,
  plainDateOf,
  type ZoneId,
} from '../../../../src-shared/domain/time.ts';
import type { VisitSubject } from './visit-subject.ts';

/**
 * From which day on to look for times to suggest: a week before the time asked for (without one: before the original), today at
 * the earliest; for a new visit today. It does not follow what is typed, so that a suggestion keeps its number while the form changes.
 */
export function suggestFrom(
  { requested, original }: Pick<VisitSubject, 'requested' | 'original'>,
  now: EpochMs,
  zone: ZoneId,
): PlainDate {
  const today = plainDateOf(now, zone);
  const weekBefore = addDays(plainDateOf(requested ?? original ?? now, zone), -7);
  return weekBefore > today ? weekBefore : today;
}

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/**
 * The number of the one of `keys` that was pressed, the first being 1; `null` for none. `keys` are digits, alone or with Alt, as
 * the table of shortcuts has them. With Alt the key counts, not what it types: Alt+1 types "¡" on some keyboards, and Alt with
 * the number pad enters characters by their code. Without, what it types counts, on every keyboard and on the number pad.
 */
export function suggestionNumber(event: Key, keys: readonly string[]): number | null {
  if (event.ctrlKey || event.metaKey) return null;
  const index = keys.findIndex((key) => {
    const digit = key.slice(-1);
    if (!key.startsWith('Alt+')) return !event.altKey && event.key === digit;
    return event.altKey && !event.shiftKey && event.code === `Digit${digit}`;
  });
  return index < 0 ? null : index + 1;
}
