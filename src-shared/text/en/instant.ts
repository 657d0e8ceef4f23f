import { type EpochMs, existsTwice, plainDateOf, plainTimeOf, type ZoneId } from '../../domain/time.ts';
import { formatOf, zoneName } from '../time-formats.ts';
import { LOCALE } from './locale.ts';
import { formatTime, formatWeekday } from './practice-times.ts';

const longDate = formatOf(LOCALE, { dateStyle: 'long' });

/**
 * An instant for somebody who may be elsewhere and read it weeks later, in the clinic's zone, whole and with the zone
 * named: "Tuesday, November 24, 2026, 9:00 AM (Central Time)". On the night the clocks are put back, a time they show
 * twice names which of the two: "(Central Standard Time)".
 */
export function formatInstant(at: EpochMs, zone: ZoneId): string {
  const style = existsTwice(plainDateOf(at, zone), plainTimeOf(at, zone), zone) ? 'long' : 'longGeneric';
  return `${formatWeekday(at, zone)}, ${longDate(at, zone)}, ${formatTime(at, zone)} (${zoneName(LOCALE, style, at, zone)})`;
}
