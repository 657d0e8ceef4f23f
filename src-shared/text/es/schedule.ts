import type { PlainDate, ZoneId } from '../../domain/time.ts';
import type { AppointmentView } from '../../ipc/appointment-views.ts';
import type { EntryMark } from '../subjects.ts';
import { alsoOffered } from './freed-slots.ts';
import { formatCount, listWords, plural, someOf, withStop } from './locale.ts';
import { STATUS } from './requests.ts';
import { formatPlainDate, formatTime, formatTimeRange } from './times.ts';

/** Every sentence of the day list. */
export const scheduleText = {
  previousDay: 'Día anterior',
  nextDay: 'Día siguiente',
  today: 'Hoy',
  shownDay: 'Día mostrado',
  showCancelled: 'Mostrar canceladas',
  loading: 'Cargando el día…',
  changeProposed: 'cambio propuesto',
  noAppointments: 'No hay nada reservado este día.',
  noProvider: 'sin profesional',
  free: 'Libre',
  now: 'Ahora',
  clash: 'se superpone',
};

/** Whose name stands where a provider's time is taken by what is no visit of theirs to be changed. */
export const busyText = { busy: 'Ocupado' };

/** What makes somebody busy that cannot be shown: "Ann Smith y Bob Lee: no se puede mostrar, vea “Requiere atención”". */
export const notShown = (patients: readonly string[]): string =>
  `${patients.length === 0 ? 'una cita' : someOf(patients)}: no se puede mostrar, vea “Requiere atención”`;

/** What makes a provider busy: "Ann Smith con Dr. Adams". */
export const togetherWith = ({
  patientName,
  practitionerName,
}: Pick<AppointmentView, 'patientName' | 'practitionerName'>): string =>
  practitionerName === '' ? patientName : `${patientName} con ${practitionerName}`;

/** The same where nobody can tell who has the visit with its provider: "Ann Smith con Dr. Adams y alguien que el portal no identifica". */
export const togetherWithSomebody = (
  visit: Pick<AppointmentView, 'patientName' | 'practitionerName'>,
): string => `${togetherWith(visit)} y alguien que el portal no identifica`;

/** The accessible name of an entry: "9:00 a.m. Ann Smith, Control, Reservada". Busy has no status. */
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
          words: plural(
            requestIds.length,
            'solicitud abierta',
            `${formatCount(requestIds.length)} solicitudes abiertas`,
          ),
        } as const,
      ]),
];

/** Said of an entry that was booked although its time was taken. */
export const overrideSentence = (reason: string): string => `Reservada sobre otra cita: ${reason}`;

/** "lun, 23 nov 2026" and, when only one provider is shown, whose day it is. */
export const dayHeading = (date: PlainDate, providerName: string | null): string =>
  providerName === null ? formatPlainDate(date) : `${formatPlainDate(date)} · ${providerName}`;

/** When the practice is open on the day shown. `open` holds instants. */
export const hoursSentence = (
  closed: string | null,
  open: readonly { readonly start: number; readonly end: number }[],
  zone: ZoneId,
): string => {
  if (closed !== null) return closed === '' ? 'Cerrado este día.' : withStop(`Cerrado: ${closed}`);
  if (open.length === 0) return 'Cerrado este día de la semana.';
  return `Abierto ${listWords(open.map(({ start, end }) => formatTimeRange(start, end, zone)))}`;
};

/** "Ahora, 10:42 a.m.". */
export const nowSentence = (now: number, zone: ZoneId): string =>
  `${scheduleText.now}, ${formatTime(now, zone)}`;

/** A stretch nobody has taken, and the name of the button that takes its beginning: "Libre 9:30 a.m. – 10:30 a.m.". */
export const freeSentence = (start: number, end: number, zone: ZoneId): string =>
  `${scheduleText.free} ${formatTimeRange(start, end, zone)}`;

/** The accessible name of the time being considered: "9:30 a.m. Horario propuesto". */
export const candidateName = (start: number, label: string, clash: boolean, zone: ZoneId): string =>
  `${formatTime(start, zone)} ${label}${clash ? `, ${scheduleText.clash}` : ''}`;
