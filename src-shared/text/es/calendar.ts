import type { ZoneId } from '../../domain/time.ts';
import type { AppointmentView } from '../../ipc/appointment-views.ts';
import { formatCount, plural } from './locale.ts';
import { entryMarks, overrideSentence, scheduleText } from './schedule.ts';
import { formatTime, formatTimeRange, theHour } from './times.ts';

/** Every sentence of the time grid of Day and Week. */
export const calendarText = {
  clockChange: 'Cambio de hora',
  /** Beside the new time while an appointment is being moved by keyboard, and by pointer. */
  keyHint: 'Enter continúa, Esc la devuelve a su lugar',
  pointerHint: 'Esc la devuelve a su lugar',
  putBack: 'Devuelta a su lugar.',
  folded: 'Citas a la misma hora',
  /** Why an appointment stays where it is. */
  fixed: {
    busy: 'Lo ocupado se queda donde está: ábralo para ver por qué.',
    tentative: 'Una cita provisional cambia con su solicitud: ábrala para llegar a ella.',
    completed: 'Las citas completadas se quedan donde están.',
    'no-show': 'Las citas a las que no se asistió se quedan donde están: reserve una cita nueva.',
    cancelled: 'Las citas canceladas se quedan donde están: reserve una nueva.',
    proposed: 'Esto solo está solicitado: decida la solicitud.',
    'no-provider': 'No tiene profesional. Ábrala y asígnele uno.',
    'day-before': 'Empezó el día anterior: muévala allí.',
  },
};

/** "10:15 a.m. – 10:45 a.m., Dr. Alvarez": where an appointment would go. */
export const placeSentence = (
  { start, end }: { readonly start: number; readonly end: number },
  column: string,
  clash: boolean,
  zone: ZoneId,
): string => [formatTimeRange(start, end, zone), column, ...(clash ? [scheduleText.clash] : [])].join(', ');

/** What an entry tells besides its name: "hasta las 9:30 a.m., Dr. Alvarez, Main Street, solicitud abierta". */
export const entryFacts = (
  appointment: Pick<
    AppointmentView,
    | 'end'
    | 'practitionerName'
    | 'locationName'
    | 'changeProposed'
    | 'requestIds'
    | 'sharedWith'
    | 'overrideReason'
  >,
  zone: ZoneId,
): string =>
  [
    `hasta ${theHour(formatTime(appointment.end, zone))}`,
    appointment.practitionerName === '' ? scheduleText.noProvider : appointment.practitionerName,
    ...(appointment.locationName === '' ? [] : [appointment.locationName]),
    ...entryMarks(appointment).map(({ words: mark }) => mark),
    ...(appointment.overrideReason === null ? [] : [overrideSentence(appointment.overrideReason)]),
  ].join(', ');

/** The button of a free time, as it shows: "Reservar 10:15 a.m.". The column's name follows for screen readers. */
export const bookAt = (at: number, zone: ZoneId): string => `Reservar ${formatTime(at, zone)}`;

/** What stands on the button of folded appointments, and what its name goes on with. */
export const moreCount = (count: number): string => `+${count} más`;
export const moreRest = (appointments: readonly AppointmentView[], zone: ZoneId): string => {
  const start = Math.min(...appointments.map((one) => one.start));
  const end = Math.max(...appointments.map((one) => one.end));
  return `, ${formatTimeRange(start, end, zone)}`;
};

/** The name of a column: "Dr. Alvarez, 12 citas". */
export const columnName = (label: string, count: number): string =>
  `${label}, ${plural(count, '1 cita', `${formatCount(count)} citas`)}`;
