import {
  addDays,
  type EpochMs,
  type PlainDate,
  plainDateOf,
  type ZoneId,
} from '../../../../src-shared/domain/time.ts';
import type { VisitSubject } from './subject.ts';

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
 * The number, 1 to 9, a key stands for as a shortcut; `null` for none. With Alt the key counts, not what it types: Alt+1 types
 * "¡" on some keyboards, and Alt with the number pad enters characters by their code. Without, what it types counts, on every
 * keyboard and on the number pad.
 */
export function suggestionNumber(event: Key, within: 'with-alt' | 'plain'): number | null {
  if (event.ctrlKey || event.metaKey || event.altKey !== (within === 'with-alt')) return null;
  const digit =
    within === 'with-alt'
      ? event.shiftKey
        ? undefined
        : /^Digit([1-9])$/.exec(event.code)?.[1]
      : /^[1-9]$/.exec(event.key)?.[0];
  return digit === undefined ? null : Number(digit);
}
