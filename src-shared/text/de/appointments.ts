import type { AppointmentStatus } from '../../domain/appointment.ts';
import { isSameTime } from '../../domain/conflicts.ts';
import type { VisitSlot } from '../../domain/request.ts';
import type { ScheduleCommand, ScheduleStatus } from '../../domain/schedule-command.ts';
import { type EpochMs, MINUTE_MS, type PlainDate } from '../../domain/time.ts';
import type { AppointmentView } from '../../ipc/appointment-views.ts';
import type { SimilarPatient } from '../../ipc/patient-views.ts';
import type { Moment } from '../subjects.ts';
import { listWords } from './locale.ts';
import { STATUS, words } from './requests.ts';
import { formatTimeRange, shortDateTime, shortRange } from './times.ts';
import { visitDetail } from './visit.ts';

/** Every sentence of an appointment's panel and dialogs. */
export const appointmentText = {
  panel: 'Termin',
  loading: 'Der Termin wird geladen …',
  closePanel: 'Termin schließen',
  when: words.when,
  overridden: 'Trotzdem gebucht',
  noLocation: words.noLocation,
  noProvider: words.noProvider,
  nobody: 'Für diesen Termin ist kein Patient genannt.',
  patient: words.patient,
  patientCard: 'Patientenkarte',
  openRequest: 'Anfrage öffnen',
  history: words.showHistory,
  noHistory: 'An diesem Arbeitsplatz ist mit ihm nichts geschehen.',
  statuses: 'Status',
  statusHint:
    '„Eingetroffen“ und „Abschließen“ lassen sich am Tag des Termins wählen, „Nicht erschienen“, sobald er begonnen hat.',
  noShowHint: '„Nicht erschienen“ lässt sich wählen, sobald der Termin begonnen hat.',
  tentative:
    'Diese Zeit ist vorgeschlagen und wartet auf den Patienten. Um sie zu ändern oder zurückzuziehen, öffnen Sie die Anfrage.',
  changeProposed: 'Dem Patienten ist eine andere Zeit vorgeschlagen, die Antwort steht aus:',
  proposedFor: 'Vorgeschlagen anstelle von',
  editTitle: 'Termin ändern',
  bookTitle: 'Termin buchen',
  confirmTitle: 'Buchung bestätigen',
  book: 'Buchen',
  notify: 'Patienten per E-Mail benachrichtigen',
  notifyCall: 'Auf die Anrufliste setzen',
  saveQuietly: 'Ohne E-Mail speichern',
  quiet: 'Es wird keine E-Mail gesendet.',
  quietHint: 'Der Patient wird nicht benachrichtigt. Das steht im Verlauf.',
  previewNeedsForm: 'Geben Sie an, wer, was und wann, um die E-Mail zu sehen.',
  show: 'Anzeigen',
  showAppointment: 'Termin anzeigen',
  showOnSchedule: 'Im Kalender anzeigen',
};

/** Somebody who is to be there, as the portal calls them: "Dr. Lind (nicht identifiziert)". */
export const unidentified = (name: string): string =>
  name === '' ? 'jemand, den das Portal nicht nennt' : `${name} (nicht identifiziert)`;

/** Said of what the portal has a newer version of. */
export const outdated = {
  visit:
    'Das Portal hat eine neuere Fassung dieses Termins, die nicht angezeigt werden kann: siehe „Zu klären“. Wie er hier steht, gilt er nicht mehr.',
  patient:
    'Das Portal hat eine neuere Fassung dieses Datensatzes, die nicht angezeigt werden kann: siehe „Zu klären“.',
};

/** Whose visit it is: "Dr. Adams", or "Dr. Adams und Dr. Lind" where they have it together. */
export const providersWords = (provider: string, further: readonly string[]): string =>
  listWords([provider === '' ? words.noProvider : provider, ...further]);

/** "Hauptstraße und Zimmer 3": where it is, and where else. */
export const locationsWords = (location: string, further: readonly string[]): string =>
  listWords([location === '' ? appointmentText.noLocation : location, ...further]);

const STATUS_BUTTON: Readonly<Record<Exclude<ScheduleStatus, 'booked'>, string>> = {
  'checked-in': 'Eingetroffen',
  completed: 'Abschließen',
  'no-show': 'Nicht erschienen',
};

const BACK_TO_BOOKED: Readonly<Partial<Record<AppointmentStatus, string>>> = {
  'checked-in': 'Doch nicht eingetroffen',
  completed: 'Doch nicht abgeschlossen',
  'no-show': 'Doch erschienen',
};

/** The button that gives an appointment another status. */
export function statusButton(from: AppointmentStatus, to: ScheduleStatus): string {
  if (to === 'booked') return BACK_TO_BOOKED[from] ?? STATUS.booked;
  return from === 'completed' && to === 'checked-in' ? 'Zurück zu „Eingetroffen“' : STATUS_BUTTON[to];
}

/** "30 Min.". */
export const durationWords = ({ start, end }: { readonly start: EpochMs; readonly end: EpochMs }): string =>
  `${Math.round((end - start) / MINUTE_MS)} ${words.minutes}`;

/** One of several open requests about an appointment. */
export const openRequestLabel = (number: number, of: number): string =>
  of === 1 ? appointmentText.openRequest : `Anfrage ${number} öffnen`;

/** A name as it stands in a sentence about a change; both, where it changes. */
const change = (label: string, from: string, to: string): string[] =>
  from === to ? [] : [`${label}: ${from} → ${to}`];

/** What a change makes of an appointment, each in a line: the time first, then what else is different. */
export function changeLines(
  from: AppointmentView,
  to: VisitSlot,
  names: { readonly provider: string; readonly location: string },
  { zone, now }: Moment,
): readonly string[] {
  const was = shortRange(from.start, from.end, now, zone);
  const will = shortRange(to.start, to.end, now, zone);
  const sameTime = isSameTime(from, to);
  return [
    sameTime ? `Zeit bleibt: ${was}` : `Von ${was} auf ${will}`,
    ...(sameTime || from.end - from.start === to.end - to.start
      ? []
      : change(words.duration, durationWords(from), durationWords(to))),
    ...change(words.provider, from.practitionerName || words.noProvider, names.provider),
    ...change(words.location, from.locationName || words.noLocation, names.location || words.noLocation),
    ...change(words.type, from.type.display, to.type.display),
  ];
}

/** Which open request about the appointment a change answers, and what becomes of a proposal. */
export function answersWords(
  { requestIds, changeProposed }: Pick<AppointmentView, 'requestIds' | 'changeProposed'>,
  type: 'update' | 'cancel-appointment',
): readonly string[] {
  if (requestIds.length === 0) return [];
  const end = type === 'update' ? 'Von der Praxis geändert' : 'Termin abgesagt';
  return [
    `Damit ist auch über die offene Anfrage des Patienten selbst zu diesem Termin entschieden: Sie wird als „${end}“ geschlossen. Eine Anfrage für jemand anderen bleibt offen.`,
    ...(changeProposed ? ['Die dem Patienten vorgeschlagene Zeit wird zurückgezogen.'] : []),
  ];
}

/** What the toast says of a change on the schedule: "Verschoben: Ann Smith auf Di., 24. Nov., 10:00". */
export function scheduleSentence(
  command: ScheduleCommand,
  about: { readonly patientName: string; readonly start: EpochMs; readonly end: EpochMs },
  { zone, now }: Moment,
): string {
  const { patientName } = about;
  switch (command.type) {
    case 'book':
      return `Gebucht: ${patientName}, ${shortDateTime(command.slot.start, now, zone)}`;
    case 'update': {
      const { start, end } = command.slot;
      if (start !== about.start) return `Verschoben: ${patientName} auf ${shortDateTime(start, now, zone)}`;
      return end === about.end
        ? `Geändert: ${patientName}, ${shortDateTime(start, now, zone)}`
        : `Geändert: ${patientName} auf ${formatTimeRange(start, end, zone)}`;
    }
    case 'cancel-appointment':
      return `Termin abgesagt: ${patientName}, ${shortDateTime(about.start, now, zone)}`;
    case 'set-status':
      return `${command.status === 'booked' ? 'Wieder gebucht' : STATUS[command.status]}: ${patientName}`;
  }
}

/** What stands below it: whose visit, and which it was. A time that the sentence says already is not said again. */
export function scheduleDetail(
  command: ScheduleCommand,
  about: { readonly birthDate: PlainDate | null; readonly practitionerName: string; readonly start: EpochMs },
  moment: Moment,
): string {
  switch (command.type) {
    case 'book':
    case 'cancel-appointment':
      return visitDetail(about, null, moment);
    case 'update':
      return visitDetail(about, command.slot.start === about.start ? null : about.start, moment, 'bisher ');
    case 'set-status':
      return visitDetail(about, about.start, moment);
  }
}

/** Every sentence of **Add patient**. */
export const newPatientText = {
  add: 'Patienten anlegen',
  title: 'Neuer Patient',
  choose: 'Stattdessen einen vorhandenen Patienten wählen',
  givenName: 'Vorname',
  familyName: 'Nachname',
  birthDate: 'Geburtsdatum',
  phone: 'Telefon',
  email: 'E-Mail',
  similar: 'Schon vorhanden?',
  similarNone: 'Hier werden vorhandene Patienten angezeigt, die dieselbe Person sein könnten.',
  similarHint: 'Wählen Sie den vorhandenen Patienten, oder legen Sie den neuen trotzdem an.',
  take: 'Wählen',
  addAnyway: 'Trotzdem anlegen',
  addFirst: 'Legen Sie zuerst den Patienten an, oder wählen Sie einen vorhandenen.',
};

/** Whom the portal may mean, for a request nobody is matched to. */
export const meantText = {
  title: 'Ist es jemand von diesen?',
  looking: 'Patienten mit ähnlichem Namen werden gesucht …',
  none: (portalName: string): string =>
    `Das Portal nennt den Patienten „${portalName}“. Kein vorhandener Patient heißt ähnlich.`,
  hint: (portalName: string): string =>
    `Das Portal nennt den Patienten „${portalName}“. Vergleichen Sie das Geburtsdatum, und wählen Sie nur, wenn Sie sicher sind.`,
};

const SAME: Readonly<Record<SimilarPatient['same'][number], string>> = {
  name: 'Name',
  'similar-name': 'Name in anderer Schreibweise',
  'birth-date': 'Geburtsdatum',
  phone: 'Telefonnummer',
  email: 'E-Mail-Adresse',
};

/** What two patients have in common: "Übereinstimmend: Name und Geburtsdatum". */
export const sameWords = (same: SimilarPatient['same']): string =>
  `Übereinstimmend: ${listWords(same.map((what) => SAME[what]))}`;

/** What the toast says. */
export const addedSentence = (patientName: string): string => `Patient angelegt: ${patientName}`;
