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
  panel: 'Appointment',
  loading: 'Loading the appointment …',
  closePanel: 'Close the appointment',
  when: words.when,
  overridden: 'Booked anyway',
  noLocation: words.noLocation,
  noProvider: words.noProvider,
  nobody: 'Nobody is named as the patient of this appointment.',
  patient: words.patient,
  patientCard: 'Patient card',
  openRequest: 'Open request',
  history: words.showHistory,
  noHistory: 'Nothing has happened to it at this desk.',
  statuses: 'Status',
  statusHint: 'Check in and Complete open on the day of the visit, No-show when it has begun.',
  noShowHint: 'No-show opens when the visit has begun.',
  tentative: 'This time is proposed and waits for the patient. To change or withdraw it, open its request.',
  changeProposed: 'Another time is proposed to the patient and waits for the answer:',
  proposedFor: 'Proposed instead of',
  editTitle: 'Update appointment',
  bookTitle: 'Book appointment',
  confirmTitle: 'Confirm booking',
  book: 'Book',
  notify: 'Tell the patient by e-mail',
  notifyCall: 'Put it on the Call list',
  saveQuietly: 'Save without e-mail',
  quiet: 'No e-mail is sent.',
  quietHint: 'The patient is not told. The history says so.',
  previewNeedsForm: 'Fill in who, what and when to see the e-mail.',
  show: 'Show',
  showAppointment: 'Show appointment',
  showOnSchedule: 'Show on the schedule',
};

/** Somebody who is to be there, as the portal calls them: "Dr. Lind (not identified)". */
export const unidentified = (name: string): string =>
  name === '' ? 'somebody the portal does not identify' : `${name} (not identified)`;

/** Said of what the portal has a newer version of. */
export const outdated = {
  visit:
    'The portal has a newer version of this visit that cannot be shown: see Needs attention. As shown here it counts no more.',
  patient: 'The portal has a newer version of this record that cannot be shown: see Needs attention.',
};

/** Whose visit it is: "Dr. Adams", or "Dr. Adams and Dr. Lind" where they have it together. */
export const providersWords = (provider: string, further: readonly string[]): string =>
  listWords([provider === '' ? words.noProvider : provider, ...further]);

/** "Main Street and Room 3": where it is, and where else. */
export const locationsWords = (location: string, further: readonly string[]): string =>
  listWords([location === '' ? appointmentText.noLocation : location, ...further]);

const STATUS_BUTTON: Readonly<Record<Exclude<ScheduleStatus, 'booked'>, string>> = {
  'checked-in': 'Check in',
  completed: 'Complete',
  'no-show': 'No-show',
};

const BACK_TO_BOOKED: Readonly<Partial<Record<AppointmentStatus, string>>> = {
  'checked-in': 'Undo check-in',
  completed: 'Undo complete',
  'no-show': 'Undo no-show',
};

/** The button that gives an appointment another status. */
export function statusButton(from: AppointmentStatus, to: ScheduleStatus): string {
  if (to === 'booked') return BACK_TO_BOOKED[from] ?? STATUS.booked;
  return from === 'completed' && to === 'checked-in' ? 'Back to Checked in' : STATUS_BUTTON[to];
}

/** "30 min". */
export const durationWords = ({ start, end }: { readonly start: EpochMs; readonly end: EpochMs }): string =>
  `${Math.round((end - start) / MINUTE_MS)} ${words.minutes}`;

/** One of several open requests about an appointment. */
export const openRequestLabel = (number: number, of: number): string =>
  of === 1 ? appointmentText.openRequest : `${appointmentText.openRequest} ${number}`;

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
    sameTime ? `Stays on ${was}` : `From ${was} to ${will}`,
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
  const end = type === 'update' ? 'updated by the practice' : 'appointment cancelled';
  return [
    `This also decides the patient’s own open request about this appointment: it is closed as “${end}”. A request made for somebody else stays open.`,
    ...(changeProposed ? ['The time proposed to the patient is withdrawn.'] : []),
  ];
}

/** What the toast says of a change on the schedule: "Moved: Ann Smith to Tue, Nov 24, 10:00 AM". */
export function scheduleSentence(
  command: ScheduleCommand,
  about: { readonly patientName: string; readonly start: EpochMs; readonly end: EpochMs },
  { zone, now }: Moment,
): string {
  const { patientName } = about;
  switch (command.type) {
    case 'book':
      return `Booked: ${patientName}, ${shortDateTime(command.slot.start, now, zone)}`;
    case 'update': {
      const { start, end } = command.slot;
      if (start !== about.start) return `Moved: ${patientName} to ${shortDateTime(start, now, zone)}`;
      return end === about.end
        ? `Changed: ${patientName}, ${shortDateTime(start, now, zone)}`
        : `Changed: ${patientName} to ${formatTimeRange(start, end, zone)}`;
    }
    case 'cancel-appointment':
      return `Appointment cancelled: ${patientName}, ${shortDateTime(about.start, now, zone)}`;
    case 'set-status':
      return `${command.status === 'booked' ? 'Back to Booked' : STATUS[command.status]}: ${patientName}`;
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
      return visitDetail(about, command.slot.start === about.start ? null : about.start, moment, 'was ');
    case 'set-status':
      return visitDetail(about, about.start, moment);
  }
}

/** Every sentence of **Add patient**. */
export const newPatientText = {
  add: 'Add patient',
  title: 'New patient',
  choose: 'Choose a patient on file instead',
  givenName: 'Given name',
  familyName: 'Family name',
  birthDate: 'Date of birth',
  phone: 'Phone',
  email: 'E-mail',
  similar: 'Already here?',
  similarNone: 'Whoever on file may be the same person is shown here.',
  similarHint: 'Choose the patient on file, or add the new one all the same.',
  take: 'Choose',
  addAnyway: 'Add all the same',
  addFirst: 'Add the patient first, or choose one on file.',
};

/** Whom the portal may mean, for a request nobody is matched to. */
export const meantText = {
  title: 'Is it one of these?',
  looking: 'Looking for patients of a like name …',
  none: (portalName: string): string =>
    `The portal calls the patient “${portalName}”. Nobody on file has a like name.`,
  hint: (portalName: string): string =>
    `The portal calls the patient “${portalName}”. Compare the date of birth, and choose only if you are sure.`,
};

const SAME: Readonly<Record<SimilarPatient['same'][number], string>> = {
  name: 'name',
  'similar-name': 'name, spelled otherwise',
  'birth-date': 'date of birth',
  phone: 'phone number',
  email: 'e-mail address',
};

/** What two patients have in common: "Same name and date of birth". */
export function sameWords(same: SimilarPatient['same']): string {
  const names = same.map((what) => SAME[what]);
  const last = names.at(-1) ?? '';
  return `Same ${names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`}`;
}

/** What the toast says. */
export const addedSentence = (patientName: string): string => `Patient added: ${patientName}`;
