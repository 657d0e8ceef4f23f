import { standsAt } from '../../domain/appointment.ts';
import type { ContactSystem } from '../../domain/contact-point.ts';
import { foreignLetters } from '../../domain/unseen.ts';
import type { AppointmentView } from '../../ipc/appointment-views.ts';
import type { PatientCard } from '../../ipc/basics.ts';
import type { PatientRequest } from '../../ipc/patient-views.ts';
import type { Moment } from '../subjects.ts';
import { plural } from './locale.ts';
import { standingWords } from './patient-standing.ts';
import { MARK, OUTCOME, STATUS, TITLE, words } from './requests.ts';
import { entryMarks } from './schedule.ts';
import { dayWord, formatBirthDate, formatTime, shortDate, shortDateTime, shortRange } from './times.ts';

/** Every sentence of the Patients place. */
export const patientsText = {
  search: 'Search patients',
  searchHint: 'Name, date of birth, phone or e-mail',
  clearSearch: 'Clear search',
  results: 'Patients found',
  keys: 'Arrow keys choose, Enter opens the card',
  searching: 'Searching …',
  loading: 'Loading the card …',
  noPatients: 'No patients yet.',
  noPatientsBody: 'They come from the portal once it is connected and loaded.',
  nobody: 'Nobody found.',
  nobodyBody: 'Check the spelling, or look for the date of birth (3/14/1980) or the phone number.',
  nobodyChosen: 'No card is open.',
  nobodyChosenBody: 'Choose a patient on the left to see contact, appointments and requests.',
  card: 'Patient card',
  birthDate: 'Date of birth',
  noBirthDate: 'not known',
  phone: 'Phone',
  noPhone: 'none on file',
  email: 'E-mail',
  noEmail: 'none on file: decisions go on the Call list',
  newPhone: 'New phone number',
  portal: 'Portal',
  standing: 'Record',
  portalAccess: 'has access: can ask and answer there',
  noPortalAccess: 'no access: cannot ask or answer there, so call',
  requests: 'Requests',
  noRequests: 'No requests.',
  upcoming: 'Upcoming appointments',
  noUpcoming: 'Nothing booked from today on.',
  past: 'Past appointments',
  noPast: 'No earlier appointments.',
  showMore: 'Show more',
  openRequest: 'Open request',
  noProvider: 'no provider',
};

/** How the card changes how a patient is reached. */
export const CHANGE_CONTACT: Readonly<
  Record<ContactSystem, { readonly title: string; readonly same: string; readonly hint: string }>
> = {
  email: {
    title: 'Change e-mail',
    same: 'That is the address on file.',
    hint: 'The new address goes on file, and into the portal where one is set up. E-mail that could not be delivered to the old one, or waits for the portal, leaves to the new one.',
  },
  phone: {
    title: 'Change phone',
    same: 'That is the number on file.',
    hint: 'The new number goes on file, and into the portal where one is set up.',
  },
};

/** "Mar 14, 1980": the weekday of a birth date helps nobody. */
export const birthDateWords = (birthDate: string | null): string =>
  birthDate === null ? patientsText.noBirthDate : formatBirthDate(birthDate);

/** Letters that look like those of the address meant, and lead elsewhere; empty where all are of ASCII. */
export function foreignLettersWords(address: string): string {
  const letters = foreignLetters(address);
  return letters.length === 0 ? '' : `Letters other than a–z: ${letters.join(', ')}`;
}

/** "robin@example.org", and which of its letters may not be what they look like. */
export const emailWords = (email: string): string =>
  [email, foreignLettersWords(email)].filter((words) => words !== '').join(' · ');

/** Each of what tells two patients of one name apart; the e-mail address, which is the longest, comes last. */
export const identityParts = ({ birthDate, phone, email, standing }: PatientCard): readonly string[] => [
  ...(standing === null ? [] : [standingWords(standing)]),
  birthDate === null ? 'date of birth not known' : `born ${birthDateWords(birthDate)}`,
  phone ?? 'no phone',
  email === null ? 'no e-mail' : emailWords(email),
];

/** What tells two patients of one name apart: "born Mar 14, 1980 · (312) 555-0177 · robin@example.org". */
export const identityWords = (patient: PatientCard): string => identityParts(patient).join(' · ');

/** Read out after a search, and shown below the results. `limit`: no more are shown than that. */
export function foundWords(count: number, limit: number): string {
  if (count >= limit) return `The first ${count} are shown. Type more to narrow them down.`;
  return plural(count, '1 patient', `${count} patients`);
}

/** With whom, what kind of visit, and where: "Follow-up · Dr. Adams · Main Street". */
export const visitWords = ({ type, practitionerName, locationName }: AppointmentView): string =>
  [type.display, practitionerName === '' ? patientsText.noProvider : practitionerName, locationName]
    .filter((part) => part !== '')
    .join(' · ');

/** The accessible name of an appointment: "Tue, Nov 24, 9:00 AM, Follow-up, Tentative, change proposed". */
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
  const to = times.map(({ start, end }) => shortRange(start, end, now, zone)).join(' or ');
  // Once it is settled the appointment stands where it was moved to.
  if (request.state === 'resolved') return `${whoseAppointment(request, patientId)}Asked for ${to}`;
  if (from === null) return `${proposed.length === 0 ? 'Asked for' : 'Proposed'} ${to}`;
  return `${from} → ${proposed.length === 0 ? 'asked for' : 'proposed'} ${to}`;
}

/** Said before the time of an appointment that is not the patient's whose card it is: "Another patient’s appointment (Bob Lee): ". */
function whoseAppointment({ appointment }: PatientRequest, patientId: string): string {
  if (appointment.patientId === patientId) return '';
  return appointment.patientId === null
    ? 'An appointment of nobody named: '
    : `Another patient’s appointment (${appointment.patientName}): `;
}

/** Where a request stands, or how and when it ended: "Open", "Denied (Clinic closed) · yesterday, 9:12 AM". */
export function requestState(request: PatientRequest, { zone, now }: Moment): string {
  switch (request.state) {
    case 'open':
      return request.mark === null ? 'Open' : `Open: ${MARK[request.mark]}`;
    case 'awaiting-patient':
      return 'Awaiting patient';
    case 'resolved': {
      const outcome = request.outcome === null ? 'Closed' : OUTCOME[request.outcome];
      const reason =
        request.outcomeReason === null || request.outcomeReason === '' ? '' : ` (${request.outcomeReason})`;
      if (request.resolvedAt === null) return `${outcome}${reason}`;
      const day = dayWord(request.resolvedAt, now, zone) ?? shortDate(request.resolvedAt, now, zone);
      return `${outcome}${reason} · ${day}, ${formatTime(request.resolvedAt, zone)}`;
    }
  }
}
