import type { PlainDate, ZoneId } from '../../domain/time.ts';
import type { AppointmentView } from '../../ipc/appointment-views.ts';
import type { EntryMark } from '../subjects.ts';
import { alsoOffered } from './freed-slots.ts';
import { plural, someOf } from './locale.ts';
import { STATUS } from './requests.ts';
import { formatPlainDate, formatTime, formatTimeRange } from './times.ts';

/** Every sentence of the day list. */
export const scheduleText = {
  previousDay: 'Vorheriger Tag',
  nextDay: 'Nächster Tag',
  today: 'Heute',
  shownDay: 'Angezeigter Tag',
  showCancelled: 'Abgesagte anzeigen',
  loading: 'Der Tag wird geladen …',
  changeProposed: 'Änderung vorgeschlagen',
  noAppointments: 'An diesem Tag ist nichts gebucht.',
  noProvider: 'kein Behandler',
  free: 'Frei',
  now: 'Jetzt',
  clash: 'überschneidet sich',
};

/** Whose name stands where a provider's time is taken by what is no visit of theirs to be changed. */
export const busyText = { busy: 'Belegt' };

/** What makes somebody busy that cannot be shown: "Ann Smith und Bob Lee: nicht anzuzeigen, siehe „Zu klären“". */
export const notShown = (patients: readonly string[]): string =>
  `${patients.length === 0 ? 'ein Termin' : someOf(patients)}: nicht anzuzeigen, siehe „Zu klären“`;

/** What makes a provider busy: "Ann Smith bei Dr. Adams". */
export const togetherWith = ({
  patientName,
  practitionerName,
}: Pick<AppointmentView, 'patientName' | 'practitionerName'>): string =>
  practitionerName === '' ? patientName : `${patientName} bei ${practitionerName}`;

/** The same where nobody can tell who has the visit with its provider: "Ann Smith bei Dr. Adams und jemandem, den das Portal nicht nennt". */
export const togetherWithSomebody = (
  visit: Pick<AppointmentView, 'patientName' | 'practitionerName'>,
): string =>
  visit.practitionerName === ''
    ? `${visit.patientName} bei jemandem, den das Portal nicht nennt`
    : `${togetherWith(visit)} und jemandem, den das Portal nicht nennt`;

/** The accessible name of an entry: "09:00 Ann Smith, Kontrolltermin, Gebucht". Busy has no status. */
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
          words: plural(requestIds.length, 'offene Anfrage', `${requestIds.length} offene Anfragen`),
        } as const,
      ]),
];

/** Said of an entry that was booked although its time was taken. */
export const overrideSentence = (reason: string): string => `Über einen anderen Termin gebucht: ${reason}`;

/** "Mo., 23. Nov. 2026" and, when only one provider is shown, whose day it is. */
export const dayHeading = (date: PlainDate, providerName: string | null): string =>
  providerName === null ? formatPlainDate(date) : `${formatPlainDate(date)} · ${providerName}`;

/** When the practice is open on the day shown. `open` holds instants. */
export const hoursSentence = (
  closed: string | null,
  open: readonly { readonly start: number; readonly end: number }[],
  zone: ZoneId,
): string => {
  if (closed !== null) return closed === '' ? 'An diesem Tag geschlossen.' : `Geschlossen: ${closed}.`;
  if (open.length === 0) return 'An diesem Wochentag geschlossen.';
  return `Geöffnet ${open.map(({ start, end }) => formatTimeRange(start, end, zone)).join(', ')}`;
};

/** "Jetzt, 10:42". */
export const nowSentence = (now: number, zone: ZoneId): string =>
  `${scheduleText.now}, ${formatTime(now, zone)}`;

/** A stretch nobody has taken, and the name of the button that takes its beginning: "Frei 09:30 – 10:30". */
export const freeSentence = (start: number, end: number, zone: ZoneId): string =>
  `${scheduleText.free} ${formatTimeRange(start, end, zone)}`;

/** The accessible name of the time being considered: "09:30 Vorgeschlagene Zeit". */
export const candidateName = (start: number, label: string, clash: boolean, zone: ZoneId): string =>
  `${formatTime(start, zone)} ${label}${clash ? `, ${scheduleText.clash}` : ''}`;
