import type { ZoneId } from '../../domain/time.ts';
import type { AppointmentView } from '../../ipc/appointment-views.ts';
import { plural } from './locale.ts';
import { entryMarks, overrideSentence, scheduleText } from './schedule.ts';
import { formatTime, formatTimeRange } from './times.ts';

/** Every sentence of the time grid of Day and Week. */
export const calendarText = {
  clockChange: 'Clocks change',
  /** Beside the new time while an appointment is being moved by keyboard, and by pointer. */
  keyHint: 'Enter goes on, Esc puts it back',
  pointerHint: 'Esc puts it back',
  putBack: 'Put back.',
  folded: 'Appointments at the same time',
  /** Why an appointment stays where it is. */
  fixed: {
    busy: 'Busy stays where it is: open it to see why.',
    tentative: 'A Tentative changes with its request: open it to get there.',
    completed: 'Completed visits stay where they are.',
    'no-show': 'Missed visits stay where they are: book a new appointment.',
    cancelled: 'Cancelled appointments stay where they are: book a new one.',
    proposed: 'This is only asked for: decide about the request.',
    'no-provider': 'It has no provider. Open it and give it one.',
    'day-before': 'It began the day before: move it there.',
  },
};

/** "10:15 AM – 10:45 AM, Dr. Alvarez": where an appointment would go. */
export const placeSentence = (
  { start, end }: { readonly start: number; readonly end: number },
  column: string,
  clash: boolean,
  zone: ZoneId,
): string => [formatTimeRange(start, end, zone), column, ...(clash ? [scheduleText.clash] : [])].join(', ');

/** What an entry tells besides its name: "until 9:30 AM, Dr. Alvarez, Main Street, open request". */
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
    `until ${formatTime(appointment.end, zone)}`,
    appointment.practitionerName === '' ? scheduleText.noProvider : appointment.practitionerName,
    ...(appointment.locationName === '' ? [] : [appointment.locationName]),
    ...entryMarks(appointment).map(({ words: mark }) => mark),
    ...(appointment.overrideReason === null ? [] : [overrideSentence(appointment.overrideReason)]),
  ].join(', ');

/** The button of a free time, as it shows: "Book 10:15 AM". The column's name follows for screen readers. */
export const bookAt = (at: number, zone: ZoneId): string => `Book ${formatTime(at, zone)}`;

/** What stands on the button of folded appointments, and what its name goes on with. */
export const moreCount = (count: number): string => `+${count} more`;
export const moreRest = (appointments: readonly AppointmentView[], zone: ZoneId): string => {
  const start = Math.min(...appointments.map((one) => one.start));
  const end = Math.max(...appointments.map((one) => one.end));
  return `, ${formatTimeRange(start, end, zone)}`;
};

/** The name of a column: "Dr. Alvarez, 12 appointments". */
export const columnName = (label: string, count: number): string =>
  `${label}, ${plural(count, '1 appointment', `${count} appointments`)}`;
