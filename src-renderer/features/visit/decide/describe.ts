import type { Interval } from '../../../../src-shared/domain/conflicts.ts';
import type { VisitSlot } from '../../../../src-shared/domain/request.ts';
import type { PatientCard } from '../../../../src-shared/ipc/basics.ts';
import type { WouldTake } from '../../../../src-shared/text/subjects.ts';
import { t } from '../../../../src-shared/text/text.ts';
import type { OpenDecision, OverridableDecision } from '../../../stores/dialogs.ts';

/** What is being decided. */
export type Asked = OpenDecision | OverridableDecision;

/** The button that asked for it. */
export function actionOf(asked: Asked): string {
  const { command } = asked;
  switch (command.type) {
    case 'propose':
      return t.requests.words.proposeChanges;
    case 'deny':
      return t.requests.words.deny;
    case 'keep':
      return t.requests.words.keepAppointment;
    case 'update':
      return t.requests.words.updateAppt;
    case 'book':
      return t.appointments.appointmentText.bookTitle;
    case 'approve':
      return asked.on === 'request' && asked.row.kind === 'cancel'
        ? t.requests.words.approveCancellation
        : t.requests.words.approve;
    case 'cancel-appointment':
      return asked.on === 'request' ? t.requests.words.cancelAppointment : t.requests.words.cancelAppt;
    case 'set-status':
      return 'appointment' in asked
        ? t.appointments.statusButton(asked.appointment.status, command.status)
        : '';
  }
}

export const patientNameOf = (asked: Asked): string =>
  'row' in asked
    ? asked.row.patientName
    : 'patient' in asked
      ? asked.patient.name
      : asked.appointment.patientName;

/** The slot a decision carries; `null` where it carries none. */
const slotOf = ({ command }: Asked): VisitSlot | null => ('slot' in command ? command.slot : null);

/** Whose visit would take which time; `null` for a decision that takes none. */
export function wouldTake(asked: Asked): WouldTake | null {
  const time = takenTime(asked);
  if (time === null) return null;
  const { type } = asked.command;
  return {
    patientName: patientNameOf(asked),
    as: type === 'propose' ? 'proposed' : type === 'set-status' ? 'standing' : 'booked',
    start: time.start,
    end: time.end,
  };
}

function takenTime(asked: Asked): Interval | null {
  if (asked.command.type === 'set-status') return 'appointment' in asked ? asked.appointment : null;
  if (asked.command.type === 'approve') return 'row' in asked ? asked.row.requested : null;
  return slotOf(asked);
}

/** The time a decision on a request leads to; of a denial the one that was asked for. `null`: no other than the original. */
export function newTimeOf(
  asked: Extract<Asked, { readonly on: 'request' }>,
): { readonly label: string; readonly time: Interval } | null {
  const { requested, proposal } = asked.row;
  const time = takenTime(asked);
  if (time !== null) return { label: t.requests.words.newTime, time };
  if (proposal !== null) return { label: t.requests.words.proposedTime, time: proposal.appointment };
  return requested === null ? null : { label: t.requests.words.requestedTime, time: requested };
}

/** The request is not certainly the appointment's patient's: whatever is decided, nobody is written to. */
const isAnothers = (asked: OpenDecision): boolean =>
  'row' in asked && asked.row.obstacles.some((one) => one.code === 'patient-differs');

/** How the patient cannot be told of a decision. `patient`: `null` while not known. */
export function missingContact(
  asked: OpenDecision,
  patient: PatientCard | null,
): { readonly email: boolean; readonly portal: boolean } {
  const mayBeTold = patient !== null && patient.standing === null;
  if (!mayBeTold || isAnothers(asked)) return { email: false, portal: false };
  return {
    email: patient.email === null,
    portal: asked.command.type === 'propose' && !patient.portalAccess,
  };
}

/** What is said of a decision before it is given: which request it answers, and how the patient cannot be told. */
export function notesOf(
  asked: OpenDecision,
  patient: PatientCard | null,
  notify: boolean,
): readonly string[] {
  const name = patientNameOf(asked);
  const missing = missingContact(asked, patient);
  const standing = patient === null || isAnothers(asked) ? null : patient.standing;
  return [
    ...('row' in asked && isAnothers(asked)
      ? [t.requests.nobodyIsWritten(asked.row.appointment.patientName)]
      : []),
    ...('appointment' in asked
      ? [t.appointments.answersWords(asked.appointment, asked.command.type).join(' ')]
      : []),
    ...(missing.email && notify ? [t.requests.noEmailWarning(name)] : []),
    ...(standing !== null && notify ? [t.requests.notWrittenToWarning(name, standing)] : []),
    ...(missing.portal ? [t.requests.noPortalWarning(name)] : []),
  ].filter((note) => note !== '');
}
