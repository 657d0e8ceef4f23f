import type { PlainDate, ZoneId } from '../../domain/time.ts';
import type { AppointmentView } from '../../ipc/appointment-views.ts';
import type { EntryMark } from '../subjects.ts';
import { alsoOffered } from './freed-slots.ts';
import { plural, someOf } from './locale.ts';
import { STATUS } from './requests.ts';
import { formatPlainDate, formatTime, formatTimeRange } from './times.ts';

/** Every sentence of the day list. */
export const scheduleText = {
  previousDay: 'Previous day',
  nextDay: 'Next day',
  today: 'Today',
  shownDay: 'Day shown',
  showCancelled: 'Show cancelled',
  loading: 'Loading the day …',
  changeProposed: 'change proposed',
  noAppointments: 'Nothing is booked on this day.',
  noProvider: 'no provider',
  free: 'Free',
  now: 'Now',
  clash: 'overlaps',
};

/** Whose name stands where a provider's time is taken by what is no visit of theirs to be changed. */
export const busyText = { busy: 'Busy' };

/** What makes somebody busy that cannot be shown: "Ann Smith and Bob Lee: cannot be shown, see Needs attention". */
export const notShown = (patients: readonly string[]): string =>
  `${patients.length === 0 ? 'a visit' : someOf(patients)}: cannot be shown, see Needs attention`;

/** What makes a provider busy: "Ann Smith with Dr. Adams". */
export const togetherWith = ({
  patientName,
  practitionerName,
}: Pick<AppointmentView, 'patientName' | 'practitionerName'>): string =>
  practitionerName === '' ? patientName : `${patientName} with ${practitionerName}`;

/** The same where nobody can tell who has the visit with its provider: "Ann Smith with Dr. Adams and somebody the portal does not identify". */
export const togetherWithSomebody = (
  visit: Pick<AppointmentView, 'patientName' | 'practitionerName'>,
): string => `${togetherWith(visit)} and somebody the portal does not identify`;

/** The accessible name of an entry: "9:00 AM Ann Smith, Follow-up, Booked". Busy has no status. */
export const entryName = (
  {
    start,
    patientName,
    type,
    status,
    busy,
  }: Pick<AppointmentView, 'start' | 'patientName' | 'type' | 'status' | 'busy'>,
  zone: ZoneId,
): string =>
  [
    `${formatTime(start, zone)} ${patientName}`,
    type.display,
    ...(busy === null ? [STATUS[status]] : []),
  ].join(', ');

/** What marks an entry besides its status, each in a few words. */
export const entryMarks = ({
  changeProposed,
  requestIds,
  sharedWith,
}: Pick<AppointmentView, 'changeProposed' | 'requestIds' | 'sharedWith'>): readonly EntryMark[] => [
  ...(changeProposed ? [{ of: 'change', words: scheduleText.changeProposed } as const] : []),
  ...(sharedWith === undefined ? [] : [{ of: 'offer', words: alsoOffered(sharedWith) } as const]),
  ...(requestIds.length === 0
    ? []
    : [
        {
          of: 'requests',
          words: plural(requestIds.length, 'open request', `${requestIds.length} open requests`),
        } as const,
      ]),
];

/** Said of an entry that was booked although its time was taken. */
export const overrideSentence = (reason: string): string => `Booked over another appointment: ${reason}`;

/** "Mon, Nov 23, 2026" and, when only one provider is shown, whose day it is. */
export const dayHeading = (date: PlainDate, providerName: string | null): string =>
  providerName === null ? formatPlainDate(date) : `${formatPlainDate(date)} · ${providerName}`;

/** When the practice is open on the day shown. `open` holds instants. */
export const hoursSentence = (
  closed: string | null,
  open: readonly { readonly start: number; readonly end: number }[],
  zone: ZoneId,
): string => {
  if (closed !== null) return closed === '' ? 'Closed on this day.' : `Closed: ${closed}.`;
  if (open.length === 0) return 'Closed on this weekday.';
  return `Open ${open.map(({ start, end }) => formatTimeRange(start, end, zone)).join(', ')}`;
};

/** "Now, 10:42 AM". */
export const nowSentence = (now: number, zone: ZoneId): string =>
  `${scheduleText.now}, ${formatTime(now, zone)}`;

/** A stretch nobody has taken, and the name of the button that takes its beginning: "Free 9:30 AM – 10:30 AM". */
export const freeSentence = (start: number, end: number, zone: ZoneId): string =>
  `${scheduleText.free} ${formatTimeRange(start, end, zone)}`;

/** The accessible name of the time being considered: "9:30 AM Proposed time". */
export const candidateName = (start: number, label: string, clash: boolean, zone: ZoneId): string =>
  `${formatTime(start, zone)} ${label}${clash ? `, ${scheduleText.clash}` : ''}`;
