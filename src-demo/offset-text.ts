import { Temporal } from 'temporal-polyfill';
import { isPlainDate, isPlainTime } from '../src-shared/domain/time.ts';

/**
 * An instant as FHIR wants it: `2026-11-24T09:00:00-06:00`, with the offset the zone has then. What is beyond the second stays
 * (`09:00:00.25`): of two requests of one second, the order of their arrival is known by it.
 */
export const offsetText = (at: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', calendarName: 'never' });

/** A span of time as typed: both ends carry the offset that belongs to the start. */
export interface TypedPeriod {
  readonly start: string;
  readonly end: string;
}

/**
 * The period a person means who types a date (`YYYY-MM-DD`) and a time (`HH:MM`) in the clinic's zone and wants `lengthMs`.
 * `null` when either is none. A time that the clocks show twice is the first of the two. A time that they skip that night
 * goes out as it was typed, with the offset of before the change: the practice is to see what was asked for.
 */
export function typedPeriod(date: string, time: string, zone: string, lengthMs: number): TypedPeriod | null {
  if (!isPlainDate(date) || !isPlainTime(time)) return null;
  const wall = Temporal.PlainDateTime.from(`${date}T${time}`);
  const { offset } = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const found = wall.toZonedDateTime(zone, { disambiguation: 'compatible' });
  if (found.toPlainDateTime().equals(wall))
    return {
      start: offsetText(found.epochMilliseconds, zone),
      end: offsetText(found.epochMilliseconds + lengthMs, zone),
    };
  const end = wall.add({ milliseconds: lengthMs });
  return { start: `${seconds(wall)}${offset}`, end: `${seconds(end)}${offset}` };
}

const seconds = (wall: Temporal.PlainDateTime): string => wall.toString({ smallestUnit: 'second' });
