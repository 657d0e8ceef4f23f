import { slotsIn } from '../../../../src-shared/domain/commands.ts';
import type { Interval } from '../../../../src-shared/domain/conflicts.ts';
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
      return isForNew(asked) ? t.requests.words.proposeTimes : t.requests.words.proposeChanges;
    case 'deny':
      return t.requests.words.deny;
    case 'keep':
      return t.requests.words.keepAppointment;
    case 'update':
      return isForNew(asked) ? t.requests.words.bookAppointment : t.requests.words.updateAppt;
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

/** It answers a wish for a new appointment. */
const isForNew = (asked: Asked): boolean => 'row' in asked && asked.row.kind === 'new';

export const patientNameOf = (asked: Asked): string =>
  'row' in asked
    ? asked.row.patientName
    : 'patient' in asked
      ? asked.patient.name
      : asked.appointment.patientName;

/** Whose visit would take which times; none for a decision that takes no time, several for a proposal of several. */
export function wouldTake(asked: Asked): readonly WouldTake[] {
  const { type } = asked.command;
  return takenTimes(asked).map(({ start, end }) => ({
    patientName: patientNameOf(asked),
    as: type === 'propose' ? 'proposed' : type === 'set-status' ? 'standing' : 'booked',
    start,
    end,
  }));
}

function takenTimes(asked: Asked): readonly Interval[] {
  if (asked.command.type === 'set-status') return 'appointment' in asked ? [asked.appointment] : [];
  if (asked.command.type === 'approve')
    return 'row' in asked && asked.row.requested !== null ? [asked.row.requested] : [];
  return slotsIn(asked.command);
}

/** The times a decision on a request leads to; of a denial the one that was asked for. None: no other than the original. */
export function newTimesOf(
  asked: Extract<Asked, { readonly on: 'request' }>,
): readonly { readonly label: string; readonly time: Interval }[] {
  const { requested, proposal } = asked.row;
  const { words } = t.requests;
  const times = takenTimes(asked);
  // In the order in which the patient reads them.
  const inOrder = times.toSorted((a, b) => a.start - b.start);
  if (times.length > 0) return inOrder.map((time) => ({ label: words.newTime, time }));
  if (proposal !== null) return proposal.appointments.map((time) => ({ label: words.proposedTime, time }));
  return requested === null ? [] : [{ label: words.requestedTime, time: requested }];
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
