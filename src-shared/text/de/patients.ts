import { standsAt } from '../../domain/appointment.ts';
import type { ContactSystem } from '../../domain/contact-point.ts';
import { foreignLetters } from '../../domain/unseen.ts';
import type { AppointmentView } from '../../ipc/appointment-views.ts';
import type { PatientCard } from '../../ipc/basics.ts';
import type { PatientRequest } from '../../ipc/patient-views.ts';
import type { Moment } from '../subjects.ts';
import { formatCount, plural } from './locale.ts';
import { standingWords } from './patient-standing.ts';
import { MARK, OUTCOME, STATUS, TITLE, words } from './requests.ts';
import { entryMarks } from './schedule.ts';
import { dayWord, formatBirthDate, formatTime, shortDate, shortDateTime, shortRange } from './times.ts';

/** Every sentence of the Patients place. */
export const patientsText = {
  search: 'Patienten suchen',
  searchHint: 'Name, Geburtsdatum, Telefon oder E-Mail',
  clearSearch: 'Suche leeren',
  results: 'Gefundene Patienten',
  keys: 'Pfeiltasten wählen, Eingabe öffnet die Karte',
  searching: 'Suche läuft …',
  loading: 'Die Karte wird geladen …',
  noPatients: 'Noch keine Patienten.',
  noPatientsBody: 'Sie kommen aus dem Portal, sobald es verbunden und geladen ist.',
  nobody: 'Niemand gefunden.',
  nobodyBody:
    'Prüfen Sie die Schreibweise, oder suchen Sie nach Geburtsdatum (14.3.1980) oder Telefonnummer.',
  nobodyChosen: 'Keine Karte ist geöffnet.',
  nobodyChosenBody: 'Wählen Sie links einen Patienten, um Kontaktdaten, Termine und Anfragen zu sehen.',
  card: 'Patientenkarte',
  birthDate: 'Geburtsdatum',
  noBirthDate: 'unbekannt',
  phone: 'Telefon',
  noPhone: 'keines hinterlegt',
  email: 'E-Mail',
  noEmail: 'keine hinterlegt: Entscheidungen kommen auf die Anrufliste',
  newPhone: 'Neue Telefonnummer',
  portal: 'Portal',
  standing: 'Datensatz',
  portalAccess: 'hat Zugang: kann dort anfragen und antworten',
  noPortalAccess: 'kein Zugang: kann dort weder anfragen noch antworten, also anrufen',
  requests: 'Anfragen',
  noRequests: 'Keine Anfragen.',
  upcoming: 'Kommende Termine',
  noUpcoming: 'Ab heute ist nichts gebucht.',
  past: 'Vergangene Termine',
  noPast: 'Keine früheren Termine.',
  showMore: 'Mehr anzeigen',
  openRequest: 'Anfrage öffnen',
  noProvider: 'kein Behandler',
};

/** How the card changes how a patient is reached. */
export const CHANGE_CONTACT: Readonly<
  Record<ContactSystem, { readonly title: string; readonly same: string; readonly hint: string }>
> = {
  email: {
    title: 'E-Mail ändern',
    same: 'Das ist die hinterlegte Adresse.',
    hint: 'Die neue Adresse wird hinterlegt, auch im Portal, falls eines eingerichtet ist. E-Mails, die an die alte nicht zugestellt werden konnten oder auf das Portal warten, gehen an die neue.',
  },
  phone: {
    title: 'Telefon ändern',
    same: 'Das ist die hinterlegte Nummer.',
    hint: 'Die neue Nummer wird hinterlegt, auch im Portal, falls eines eingerichtet ist.',
  },
};

/** "14. März 1980": the weekday of a birth date helps nobody. */
export const birthDateWords = (birthDate: string | null): string =>
  birthDate === null ? patientsText.noBirthDate : formatBirthDate(birthDate);

/** Letters that look like those of the address meant, and lead elsewhere; empty where all are of ASCII. */
export function foreignLettersWords(address: string): string {
  const letters = foreignLetters(address);
  return letters.length === 0 ? '' : `Andere Buchstaben als a–z: ${letters.join(', ')}`;
}

/** "robin@example.org", and which of its letters may not be what they look like. */
export const emailWords = (email: string): string =>
  [email, foreignLettersWords(email)].filter((words) => words !== '').join(' · ');

/** Each of what tells two patients of one name apart; the e-mail address, which is the longest, comes last. */
export const identityParts = ({ birthDate, phone, email, standing }: PatientCard): readonly string[] => [
  ...(standing === null ? [] : [standingWords(standing)]),
  birthDate === null ? words.noBirthDate : `${words.born} ${birthDateWords(birthDate)}`,
  phone ?? 'kein Telefon',
  email === null ? 'keine E-Mail' : emailWords(email),
];

/** What tells two patients of one name apart: "geb. 14. März 1980 · (312) 555-0177 · robin@example.org". */
export const identityWords = (patient: PatientCard): string => identityParts(patient).join(' · ');

/** Read out after a search, and shown below the results. `limit`: no more are shown than that. */
export function foundWords(count: number, limit: number): string {
  if (count >= limit)
    return `Die ersten ${formatCount(count)} werden angezeigt. Geben Sie mehr ein, um die Suche einzugrenzen.`;
  return plural(count, '1 Patient', `${formatCount(count)} Patienten`);
}

/** With whom, what kind of visit, and where: "Kontrolltermin · Dr. Adams · Hauptstraße". */
export const visitWords = ({ type, practitionerName, locationName }: AppointmentView): string =>
  [type.display, practitionerName === '' ? patientsText.noProvider : practitionerName, locationName]
    .filter((part) => part !== '')
    .join(' · ');

/** The accessible name of an appointment: "Di., 24. Nov., 09:00, Kontrolltermin, Vorgemerkt, Änderung vorgeschlagen". */
export const appointmentName = (appointment: AppointmentView, { now, zone }: Moment): string =>
  [
    shortDateTime(appointment.start, now, zone),
    appointment.type.display,
    STATUS[appointment.status],
    ...entryMarks(appointment).map(({ words: mark }) => mark),
  ].join(', ');

/** The accessible name of the button that opens a request. */
export const openRequestName = (
  request: PatientRequest,
  patientId: string,
  { now, zone }: Moment,
): string => {
  const { kind, requested } = request;
  const at = standsAt(request.appointment) ?? requested;
  const when = at === null ? words.noTimeGiven : shortDateTime(at.start, now, zone);
  return `${patientsText.openRequest}: ${TITLE[kind]}, ${whoseAppointment(request, patientId)}${when}`;
};

/** What a request is about: the appointment, whose where it is another's, and the time asked for or proposed. */
export function requestTimes(request: PatientRequest, patientId: string, { now, zone }: Moment): string {
  const { appointment, requested, proposed } = request;
  const times = proposed.length > 0 ? proposed : requested === null ? [] : [requested];
  const stands = standsAt(appointment);
  const from =
    stands === null
      ? null
      : `${whoseAppointment(request, patientId)}${shortRange(stands.start, stands.end, now, zone)}`;
  if (times.length === 0) return from ?? words.noTimeGiven;
  const to = times.map(({ start, end }) => shortRange(start, end, now, zone)).join(' oder ');
  // Once it is settled the appointment stands where it was moved to.
  if (request.state === 'resolved') return `${whoseAppointment(request, patientId)}Gewünscht: ${to}`;
  if (from === null) return `${proposed.length === 0 ? 'Gewünscht' : 'Vorgeschlagen'}: ${to}`;
  return `${from} → ${proposed.length === 0 ? 'gewünscht' : 'vorgeschlagen'}: ${to}`;
}

/** Said before the time of an appointment that is not the patient's whose card it is: "Termin eines anderen Patienten (Bob Lee): ". */
function whoseAppointment({ appointment }: PatientRequest, patientId: string): string {
  if (appointment.patientId === patientId) return '';
  return appointment.patientId === null
    ? 'Ein Termin ohne genannten Patienten: '
    : `Termin eines anderen Patienten (${appointment.patientName}): `;
}

/** Where a request stands, or how and when it ended: "Offen", "Abgelehnt (Praxis geschlossen) · gestern, 09:12". */
export function requestState(request: PatientRequest, { zone, now }: Moment): string {
  switch (request.state) {
    case 'open':
      return request.mark === null ? 'Offen' : `Offen: ${MARK[request.mark]}`;
    case 'awaiting-patient':
      return words.awaiting;
    case 'resolved': {
      const outcome = request.outcome === null ? 'Geschlossen' : OUTCOME[request.outcome];
      const reason =
        request.outcomeReason === null || request.outcomeReason === '' ? '' : ` (${request.outcomeReason})`;
      if (request.resolvedAt === null) return `${outcome}${reason}`;
      const day = dayWord(request.resolvedAt, now, zone) ?? shortDate(request.resolvedAt, now, zone);
      return `${outcome}${reason} · ${day}, ${formatTime(request.resolvedAt, zone)}`;
    }
  }
}
