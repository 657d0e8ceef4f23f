import type { ZoneId } from '../../domain/time.ts';
import type { AppointmentView } from '../../ipc/appointment-views.ts';
import { plural } from './locale.ts';
import { entryMarks, overrideSentence, scheduleText } from './schedule.ts';
import { formatTime, formatTimeRange } from './times.ts';

/** Every sentence of the time grid of Day and Week. */
export const calendarText = {
  clockChange: 'Zeitumstellung',
  /** Beside the new time while an appointment is being moved by keyboard, and by pointer. */
  keyHint: 'Eingabe fährt fort, Esc setzt zurück',
  pointerHint: 'Esc setzt zurück',
  putBack: 'Zurückgesetzt.',
  folded: 'Termine zur selben Zeit',
  /** Why an appointment stays where it is. */
  fixed: {
    busy: 'Belegte Zeit bleibt, wo sie ist: Öffnen Sie sie, um zu sehen, warum.',
    tentative:
      'Ein vorgemerkter Termin ändert sich mit seiner Anfrage: Öffnen Sie ihn, um zu ihr zu gelangen.',
    completed: 'Abgeschlossene Termine bleiben, wo sie sind.',
    'no-show': 'Versäumte Termine bleiben, wo sie sind: Buchen Sie einen neuen Termin.',
    cancelled: 'Abgesagte Termine bleiben, wo sie sind: Buchen Sie einen neuen.',
    proposed: 'Dieser Termin ist nur angefragt: Entscheiden Sie über die Anfrage.',
    'no-provider': 'Der Termin hat keinen Behandler. Öffnen Sie ihn und geben Sie einen an.',
    'day-before': 'Der Termin hat am Tag davor begonnen: Verschieben Sie ihn dort.',
  },
};

/** "10:15 – 10:45, Dr. Alvarez": where an appointment would go. */
export const placeSentence = (
  { start, end }: { readonly start: number; readonly end: number },
  column: string,
  clash: boolean,
  zone: ZoneId,
): string => [formatTimeRange(start, end, zone), column, ...(clash ? [scheduleText.clash] : [])].join(', ');

/** What an entry tells besides its name: "bis 09:30, Dr. Alvarez, Hauptstraße, offene Anfrage". */
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
    `bis ${formatTime(appointment.end, zone)}`,
    appointment.practitionerName === '' ? scheduleText.noProvider : appointment.practitionerName,
    ...(appointment.locationName === '' ? [] : [appointment.locationName]),
    ...entryMarks(appointment).map(({ words: mark }) => mark),
    ...(appointment.overrideReason === null ? [] : [overrideSentence(appointment.overrideReason)]),
  ].join(', ');

/** The button of a free time, as it shows: "10:15 buchen". The column's name follows for screen readers. */
export const bookAt = (at: number, zone: ZoneId): string => `${formatTime(at, zone)} buchen`;

/** What stands on the button of folded appointments, and what its name goes on with. */
export const moreCount = (count: number): string => `+${count} weitere`;
export const moreRest = (appointments: readonly AppointmentView[], zone: ZoneId): string => {
  const start = Math.min(...appointments.map((one) => one.start));
  const end = Math.max(...appointments.map((one) => one.end));
  return `, ${formatTimeRange(start, end, zone)}`;
};

/** The name of a column: "Dr. Alvarez, 12 Termine". */
export const columnName = (label: string, count: number): string =>
  `${label}, ${plural(count, '1 Termin', `${count} Termine`)}`;
