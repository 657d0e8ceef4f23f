import type { PlainTime, ZoneId } from '../../domain/time.ts';
import type { TimeConflict } from '../../domain/time-conflict.ts';
import type { Unavailable } from '../../domain/unavailable.ts';
import type { AppointmentView } from '../../ipc/appointment-views.ts';
import type { Moment } from '../subjects.ts';
import { capitalized } from './common.ts';
import { STATUS, words } from './requests.ts';
import { closureWords, daysOrRange, formatTimeRange } from './times.ts';

/** The title of a warning: the weightiest of what speaks against a time. */
export function conflictTitle({ appointmentIds, closedDay, hoursOf, unavailable }: TimeConflict): string {
  if (appointmentIds.length > 0) return words.takenTitle;
  const [first] = unavailable ?? [];
  if (first !== undefined)
    return first.why === 'away' ? 'The provider is away then' : 'The provider’s time is blocked then';
  if (closedDay !== null) return 'The practice is closed then';
  return hoursOf === undefined ? 'Outside opening hours' : 'Outside the provider’s hours';
}

/** On a request. `whose`: the provider whose own hours these are. */
export const outsideHoursWords = (whose: string | undefined): string =>
  whose === undefined ? 'Outside opening hours' : `Outside the hours of ${whose || PROVIDER}`;

/** "Dr. Adams is away: Tue, Dec 1", or "Dr. Adams’s time is blocked, 12:00 PM – 1:00 PM: lunch with a rep". */
export const unavailableWords = (
  { why, start, end, reason }: Pick<Unavailable, 'why' | 'start' | 'end' | 'reason'>,
  practitionerName: string,
  moment: Moment,
): string => {
  const who = practitionerName || PROVIDER;
  if (why === 'away') return `${who} is away: ${daysOrRange({ start, end }, moment)}`;
  return `The time of ${who} is blocked, ${formatTimeRange(start, end, moment.zone)}${reason === '' ? '' : `: ${reason}`}`;
};

/** Whom the directory does not name. */
const PROVIDER = 'the provider';

/** "9:00 AM – 9:30 AM: John Smith with Dr. Adams (Booked)", or "9:00 AM – 9:30 AM: Busy, Ann Smith and Bob Lee: cannot be shown …". */
export const overlapSentence = (
  {
    start,
    end,
    patientName,
    practitionerName,
    status,
    type,
    busy,
  }: Pick<AppointmentView, 'start' | 'end' | 'patientName' | 'practitionerName' | 'status' | 'type' | 'busy'>,
  zone: ZoneId,
): string => {
  const who =
    busy === null
      ? `${patientName} with ${practitionerName} (${STATUS[status]})`
      : `${patientName}, ${type.display}`;
  return `${formatTimeRange(start, end, zone)}: ${who}`;
};

/**
 * How the time stands to the hours of that day, the practice's or the provider's own; `null` when it lies within them. `hours`: those hours,
 * in the clinic's zone, empty while they are not known. `practitionerName`: whose they are where they are a provider's own.
 */
export function hoursSentence(
  { closedDay, outsideHours, hoursOf }: TimeConflict,
  hours: readonly { readonly from: PlainTime; readonly to: PlainTime }[],
  practitionerName: string,
): string | null {
  if (typeof closedDay === 'number') return `The practice does not open on ${closureWords(closedDay)}s.`;
  if (closedDay !== null)
    return `The practice is closed that day${closedDay === '' ? '' : `: ${closedDay}`}.`;
  if (!outsideHours) return null;
  if (hoursOf !== undefined) {
    const who = practitionerName || PROVIDER;
    if (hours.length === 0) return `${capitalized(who)} has no hours that day.`;
    return `That is outside the hours of ${who}: ${hours.map(hoursWords).join(', ')}.`;
  }
  if (hours.length === 0) return 'That is outside opening hours.';
  return `That is outside opening hours: ${hours.map(hoursWords).join(', ')}.`;
}

/** Opening hours are wall-clock times: 13:30 is said as it would be on any day. */
const hoursWords = ({ from, to }: { readonly from: PlainTime; readonly to: PlainTime }): string =>
  formatTimeRange(onAnyDay(from), onAnyDay(to), 'UTC');

const onAnyDay = (time: PlainTime): number => Date.parse(`1970-01-01T${time}:00Z`);
