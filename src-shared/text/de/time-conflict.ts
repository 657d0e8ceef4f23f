import type { PlainTime, ZoneId } from '../../domain/time.ts';
import type { TimeConflict } from '../../domain/time-conflict.ts';
import type { Unavailable } from '../../domain/unavailable.ts';
import type { AppointmentView } from '../../ipc/appointment-views.ts';
import type { Moment } from '../subjects.ts';
import { LOCALE } from './locale.ts';
import { STATUS, words } from './requests.ts';
import { closureWords, daysOrRange, formatTimeRange } from './times.ts';

/** The title of a warning: the weightiest of what speaks against a time. */
export function conflictTitle({ appointmentIds, closedDay, hoursOf, unavailable }: TimeConflict): string {
  if (appointmentIds.length > 0) return words.takenTitle;
  const [first] = unavailable ?? [];
  if (first !== undefined)
    return first.why === 'away' ? 'Der Behandler ist dann abwesend' : 'Die Zeit des Behandlers ist gesperrt';
  if (closedDay !== null) return 'Die Praxis ist dann geschlossen';
  return hoursOf === undefined ? 'Außerhalb der Öffnungszeiten' : 'Außerhalb der Sprechzeiten des Behandlers';
}

/** On a request. `whose`: the provider whose own hours these are. */
export const outsideHoursWords = (whose: string | undefined): string =>
  whose === undefined ? 'Außerhalb der Öffnungszeiten' : `Außerhalb der Sprechzeiten ${of(whose)}`;

/** "Dr. Adams ist abwesend: Di., 1. Dez.", or "Die Zeit von Dr. Adams ist gesperrt, 12:00 – 13:00: Teambesprechung". */
export const unavailableWords = (
  { why, start, end, reason }: Pick<Unavailable, 'why' | 'start' | 'end' | 'reason'>,
  practitionerName: string,
  moment: Moment,
): string => {
  if (why === 'away')
    return `${practitionerName || 'Der Behandler'} ist abwesend: ${daysOrRange({ start, end }, moment)}`;
  return `Die Zeit ${of(practitionerName)} ist gesperrt, ${formatTimeRange(start, end, moment.zone)}${reason === '' ? '' : `: ${reason}`}`;
};

/** Whose, also of somebody whom the directory does not name. */
const of = (practitionerName: string): string =>
  practitionerName === '' ? 'des Behandlers' : `von ${practitionerName}`;

/** "09:00 – 09:30: John Smith bei Dr. Adams (Gebucht)", or "09:00 – 09:30: Belegt, Ann Smith und Bob Lee: nicht anzuzeigen …". */
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
      ? `${patientName} bei ${practitionerName} (${STATUS[status]})`
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
  if (typeof closedDay === 'number')
    return `Die Praxis ist ${closureWords(closedDay).toLocaleLowerCase(LOCALE)}s nicht geöffnet.`;
  if (closedDay !== null)
    return `Die Praxis ist an diesem Tag geschlossen${closedDay === '' ? '' : `: ${closedDay}`}.`;
  if (!outsideHours) return null;
  if (hoursOf !== undefined) {
    if (hours.length === 0)
      return `${practitionerName || 'Der Behandler'} hat an diesem Tag keine Sprechzeiten.`;
    return `Das liegt außerhalb der Sprechzeiten ${of(practitionerName)}: ${hours.map(hoursWords).join(', ')}.`;
  }
  if (hours.length === 0) return 'Das liegt außerhalb der Öffnungszeiten.';
  return `Das liegt außerhalb der Öffnungszeiten: ${hours.map(hoursWords).join(', ')}.`;
}

/** Opening hours are wall-clock times: 13:30 is said as it would be on any day. */
const hoursWords = ({ from, to }: { readonly from: PlainTime; readonly to: PlainTime }): string =>
  formatTimeRange(onAnyDay(from), onAnyDay(to), 'UTC');

const onAnyDay = (time: PlainTime): number => Date.parse(`1970-01-01T${time}:00Z`);
