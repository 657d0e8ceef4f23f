import type { PlainTime, ZoneId } from '../../domain/time.ts';
import type { TimeConflict } from '../../domain/time-conflict.ts';
import type { AppointmentView } from '../../ipc/appointment-views.ts';
import { STATUS, words } from './requests.ts';
import { closureWords, formatTimeRange } from './times.ts';

/** The title of a warning: the weightiest of what speaks against a time. */
export function conflictTitle({ appointmentIds, closedDay }: TimeConflict): string {
  if (appointmentIds.length > 0) return words.takenTitle;
  return closedDay === null ? 'Outside opening hours' : 'The practice is closed then';
}

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
 * How the time stands to the opening hours; `null` when it lies within them. `hours`: those of that day, in the clinic's zone,
 * empty while they are not known.
 */
export function hoursSentence(
  { closedDay, outsideHours }: TimeConflict,
  hours: readonly { readonly from: PlainTime; readonly to: PlainTime }[],
): string | null {
  if (typeof closedDay === 'number') return `The practice does not open on ${closureWords(closedDay)}s.`;
  if (closedDay !== null)
    return `The practice is closed that day${closedDay === '' ? '' : `: ${closedDay}`}.`;
  if (!outsideHours) return null;
  if (hours.length === 0) return 'That is outside opening hours.';
  return `That is outside opening hours: ${hours.map(hoursWords).join(', ')}.`;
}

/** Opening hours are wall-clock times: 13:30 is said as it would be on any day. */
const hoursWords = ({ from, to }: { readonly from: PlainTime; readonly to: PlainTime }): string =>
  formatTimeRange(onAnyDay(from), onAnyDay(to), 'UTC');

const onAnyDay = (time: PlainTime): number => Date.parse(`1970-01-01T${time}:00Z`);
