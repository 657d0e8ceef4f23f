import type { PlainTime, ZoneId } from '../../domain/time.ts';
import type { TimeConflict } from '../../domain/time-conflict.ts';
import type { Unavailable } from '../../domain/unavailable.ts';
import type { AppointmentView } from '../../ipc/appointment-views.ts';
import type { Moment } from '../subjects.ts';
import { listWords, withStop } from './locale.ts';
import { STATUS, words } from './requests.ts';
import { daysOrRange, formatTimeRange, weekdaysName } from './times.ts';

/** The title of a warning: the weightiest of what speaks against a time. */
export function conflictTitle({ appointmentIds, closedDay, hoursOf, unavailable }: TimeConflict): string {
  if (appointmentIds.length > 0) return words.takenTitle;
  const [first] = unavailable ?? [];
  if (first !== undefined)
    return first.why === 'away'
      ? 'El profesional está ausente entonces'
      : 'El tiempo del profesional está bloqueado entonces';
  if (closedDay !== null) return 'El consultorio está cerrado entonces';
  return hoursOf === undefined ? 'Fuera del horario de atención' : 'Fuera del horario del profesional';
}

/** "de Dr. Adams"; whom the directory does not name is "del profesional". */
const ofProvider = (name: string): string => (name === '' ? 'del profesional' : `de ${name}`);

/** On a request. `whose`: the provider whose own hours these are. */
export const outsideHoursWords = (whose: string | undefined): string =>
  whose === undefined ? 'Fuera del horario de atención' : `Fuera del horario ${ofProvider(whose)}`;

/** "Ausencia de Dr. Adams: mar, 1 dic", or "El tiempo de Dr. Adams está bloqueado, 12:00 p.m. – 1:00 p.m.: reunión". */
export const unavailableWords = (
  { why, start, end, reason }: Pick<Unavailable, 'why' | 'start' | 'end' | 'reason'>,
  practitionerName: string,
  moment: Moment,
): string => {
  if (why === 'away')
    return `Ausencia ${ofProvider(practitionerName)}: ${daysOrRange({ start, end }, moment)}`;
  return `El tiempo ${ofProvider(practitionerName)} está bloqueado, ${formatTimeRange(start, end, moment.zone)}${reason === '' ? '' : `: ${reason}`}`;
};

/** "9:00 a.m. – 9:30 a.m.: John Smith con Dr. Adams (Reservada)", or "9:00 a.m. – 9:30 a.m.: Ocupado, Ann Smith y Bob Lee: no se puede mostrar …". */
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
      ? `${patientName} con ${practitionerName} (${STATUS[status]})`
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
  if (typeof closedDay === 'number') return `El consultorio no abre los ${weekdaysName(closedDay)}.`;
  if (closedDay !== null)
    return withStop(`El consultorio está cerrado ese día${closedDay === '' ? '' : `: ${closedDay}`}`);
  if (!outsideHours) return null;
  if (hoursOf !== undefined) {
    if (hours.length === 0)
      return `${practitionerName === '' ? 'El profesional' : practitionerName} no tiene horario ese día.`;
    return withStop(`Está fuera del horario ${ofProvider(practitionerName)}: ${allHours(hours)}`);
  }
  if (hours.length === 0) return 'Está fuera del horario de atención.';
  return withStop(`Está fuera del horario de atención: ${allHours(hours)}`);
}

/** Opening hours are wall-clock times: 13:30 is said as it would be on any day. */
const allHours = (hours: readonly { readonly from: PlainTime; readonly to: PlainTime }[]): string =>
  listWords(hours.map(({ from, to }) => formatTimeRange(onAnyDay(from), onAnyDay(to), 'UTC')));

const onAnyDay = (time: PlainTime): number => Date.parse(`1970-01-01T${time}:00Z`);
