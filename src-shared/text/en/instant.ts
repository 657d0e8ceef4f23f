import { type EpochMs, existsTwice, plainDateOf, plainTimeOf, type ZoneId } from '../../domain/time.ts';
import { formatTime, formatWeekday } from '../../domain/time-words.ts';

/**
 * An instant for somebody who may be elsewhere and read it weeks later, in the clinic's zone, whole and with the zone
 * named: "Tuesday, November 24, 2026, 9:00 AM (Central Time)". On the night the clocks are put back, a time they show
 * twice names which of the two: "(Central Standard Time)".
 */
export function formatInstant(at: EpochMs, zone: ZoneId): string {
  const date = new Intl.DateTimeFormat('en-US', { timeZone: zone, dateStyle: 'long' }).format(at);
  return `${formatWeekday(at, zone)}, ${date}, ${formatTime(at, zone)} (${zoneName(at, zone)})`;
}

function zoneName(at: EpochMs, zone: ZoneId): string {
  const style = existsTwice(plainDateOf(at, zone), plainTimeOf(at, zone), zone) ? 'long' : 'longGeneric';
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: style }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}
