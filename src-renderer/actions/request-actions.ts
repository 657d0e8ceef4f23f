import { standsAt } from '../../src-shared/domain/appointment.ts';
import type { DeskCommand } from '../../src-shared/domain/commands.ts';
import type { Snooze } from '../../src-shared/domain/snooze.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { ErrorCode } from '../../src-shared/errors.ts';
import type { FreedSlotView } from '../../src-shared/ipc/appointment-views.ts';
import type { RequestRow } from '../../src-shared/ipc/request-views.ts';
import type { ShortcutsAt } from '../../src-shared/shortcuts.ts';
import type { Moment } from '../../src-shared/text/subjects.ts';
import { t } from '../../src-shared/text/text.ts';
import type { OpenDecision } from '../stores/dialogs.ts';
import { whyNot } from './why-not.ts';

type AskedOnRequest = Extract<OpenDecision, { readonly on: 'request' }>['command'];

/** What a choice about a request leads to. */
export type RequestStep =
  | { readonly do: 'approve' }
  | { readonly do: 'give'; readonly command: DeskCommand }
  | { readonly do: 'ask'; readonly command: AskedOnRequest }
  /** Opens the form, or closes it. */
  | { readonly do: 'toggle-form' }
  /** Opens the form at **When**; is it open, `propose` goes on to the dialog. */
  | { readonly do: 'form'; readonly way: FormWay }
  /** Goes on from the open form. */
  | { readonly do: 'leave-form'; readonly way: FormWay }
  | { readonly do: 'history' }
  | { readonly do: 'snooze'; readonly choice: Snooze }
  | { readonly do: 'wake' }
  | { readonly do: 'note' }
  /** Opens the dialog in which the patient is written to. */
  | { readonly do: 'message' }
  | { readonly do: 'show-patient'; readonly patientId: string }
  | { readonly do: 'show-appointment' }
  | { readonly do: 'dismiss'; readonly outboxId: string }
  | { readonly do: 'take-back'; readonly outboxId: string }
  /** Cannot be done now: says why. */
  | { readonly do: 'refuse'; readonly code: ErrorCode };

/** The ways out of the form. */
export type FormWay = 'propose' | 'update';

/** What is known beside the row when a choice is made. */
export interface StepContext {
  readonly now: EpochMs;
  /** Whom the form has been told that a request nobody is matched to is from. */
  readonly chosenPatientId: string | null;
  /** The time that came free and would suit the request best. */
  readonly freed: Pick<FreedSlotView, 'practitionerId' | 'start'> | null;
}

interface RequestAction {
  readonly label: (row: RequestRow, moment: Moment) => string;
  /** The states of a request that has it. */
  readonly states: readonly RequestRow['state'][];
  /** What it does to the request as it stands: `refuse` where it cannot be done now; `null` where there is nothing to do. */
  readonly step: (row: RequestRow, context: StepContext) => RequestStep | null;
}

const ANY: RequestAction['states'] = ['open', 'awaiting-patient', 'resolved'];
const UNRESOLVED: RequestAction['states'] = ['open', 'awaiting-patient'];
const OPEN: RequestAction['states'] = ['open'];
const AWAITING: RequestAction['states'] = ['awaiting-patient'];

const ask = (command: AskedOnRequest): RequestStep => ({ do: 'ask', command });

const unless = (
  row: RequestRow,
  type: DeskCommand['type'],
  { now }: StepContext,
  step: RequestStep,
  chosenPatientId: string | null = null,
): RequestStep => {
  const code = whyNot(row, type, now, chosenPatientId);
  return code === null ? step : { do: 'refuse', code };
};

/** Gives a command at once. */
const giving =
  (command: DeskCommand): RequestAction['step'] =>
  (row, context) =>
    unless(row, command.type, context, { do: 'give', command });

/** A way out of the form stands open when it is allowed, or will be once the patient chosen there has been assigned. */
const isOpenTo = (row: RequestRow, way: FormWay): boolean =>
  row.allowed.includes(way) || (row.patient === null && row.allowed.includes('assign-patient'));

const byForm =
  (way: FormWay, step: RequestStep): RequestAction['step'] =>
  (row, context) =>
    isOpenTo(row, way) ? step : unless(row, way, context, step);

/** The patient has accepted the proposed time of that place. Where it is the only one, nobody has to say which. */
function acceptedAt(index: number): RequestAction {
  const timesOf = ({ proposal }: RequestRow) => proposal?.appointments ?? [];
  return {
    label: (row, { now, zone }) => {
      const times = timesOf(row);
      const time = times[index];
      return times.length < 2 || time === undefined
        ? t.requests.words.answerAccepted
        : t.requests.acceptedTime(t.times.shortDateTime(time.start, now, zone));
    },
    states: AWAITING,
    step: (row, context) => {
      const times = timesOf(row);
      const time = times[index];
      if (index > 0 && time === undefined) return null;
      const which = times.length < 2 || time === undefined ? {} : { appointmentId: time.id };
      return giving({ type: 'record-answer', answer: 'accepted', ...which })(row, context);
    },
  };
}

/** The ways out of the form: what is asked for anew is changed from nothing. */
const proposeLabel = ({ kind }: RequestRow): string =>
  kind === 'new' ? t.requests.words.proposeTimes : t.requests.words.proposeChanges;
const updateLabel = ({ kind }: RequestRow): string =>
  kind === 'new' ? t.requests.words.bookAppointment : t.requests.words.updateAppt;

/** Everything that can be done on a request: its buttons, its menus and its keys are made from this. */
export const REQUEST_ACTIONS = {
  'open-request': {
    label: ({ state, kind }) =>
      state === 'awaiting-patient'
        ? t.requests.words.replaceProposal
        : kind === 'new'
          ? t.requests.words.book
          : t.requests.words.reschedule,
    states: UNRESOLVED,
    // The form opens when it has something to offer.
    step: (row, context) =>
      isOpenTo(row, 'update')
        ? { do: 'toggle-form' }
        : byForm('propose', { do: 'toggle-form' })(row, context),
  },
  approve: {
    label: ({ kind }) =>
      kind === 'cancel' ? t.requests.words.approveCancellation : t.requests.words.approve,
    states: OPEN,
    step: (row, context) =>
      row.kind === 'cancel'
        ? unless(row, 'approve', context, ask({ type: 'approve' }))
        : unless(row, 'approve', context, { do: 'approve' }, context.chosenPatientId),
  },
  deny: {
    label: ({ kind }) => (kind === 'cancel' ? t.requests.words.keepAppointment : t.requests.words.deny),
    states: OPEN,
    step: (row, context) => {
      const type = row.kind === 'cancel' ? 'keep' : 'deny';
      return unless(row, type, context, ask({ type }));
    },
  },
  propose: {
    label: proposeLabel,
    states: UNRESOLVED,
    step: byForm('propose', { do: 'form', way: 'propose' }),
  },
  update: {
    label: updateLabel,
    states: UNRESOLVED,
    step: byForm('update', { do: 'form', way: 'update' }),
  },
  'form-propose': {
    label: proposeLabel,
    states: UNRESOLVED,
    step: byForm('propose', { do: 'leave-form', way: 'propose' }),
  },
  'form-update': {
    label: updateLabel,
    states: UNRESOLVED,
    step: byForm('update', { do: 'leave-form', way: 'update' }),
  },
  'cancel-appointment': {
    label: ({ state }) =>
      state === 'awaiting-patient' ? t.requests.words.cancelAppt : t.requests.words.cancelAppointment,
    states: UNRESOLVED,
    // Of a request to cancel it is the approval, where it is not allowed by itself; of a new one there is nothing to cancel.
    step: (row, context) =>
      row.kind === 'new'
        ? null
        : !row.allowed.includes('cancel-appointment') &&
            row.kind === 'cancel' &&
            row.allowed.includes('approve')
          ? ask({ type: 'approve' })
          : unless(row, 'cancel-appointment', context, ask({ type: 'cancel-appointment' })),
  },
  'answer-accepted': acceptedAt(0),
  'answer-accepted-second': acceptedAt(1),
  'answer-accepted-third': acceptedAt(2),
  'answer-declined': {
    label: () => t.requests.words.answerDeclined,
    states: AWAITING,
    step: giving({ type: 'record-answer', answer: 'declined' }),
  },
  'withdraw-proposal': {
    label: () => t.requests.words.withdrawProposal,
    states: AWAITING,
    step: giving({ type: 'withdraw-proposal' }),
  },
  'resend-email': {
    label: () => t.requests.words.resendEmail,
    states: AWAITING,
    step: giving({ type: 'resend-email' }),
  },
  'assign-patient': {
    label: (row) => t.requests.assignTo(meantPatientOf(row)?.name ?? ''),
    states: UNRESOLVED,
    // Whoever has asked the patient says that the request is theirs.
    step: (row) => {
      const patient = meantPatientOf(row);
      return patient === null || !row.allowed.includes('assign-patient')
        ? null
        : { do: 'give', command: { type: 'assign-patient', patientId: patient.id } };
    },
  },
  // Within its undo time the line below takes it back as well.
  'take-back': {
    label: () => t.requests.words.takeBack,
    states: ANY,
    step: ({ delivery }) =>
      delivery?.canBeTakenBack === true ? { do: 'take-back', outboxId: delivery.outboxId } : null,
  },
  history: { label: () => t.requests.words.showHistory, states: ANY, step: () => ({ do: 'history' }) },
  snooze: {
    label: ({ snoozedUntil }) =>
      snoozedUntil === null ? t.requests.words.snoozeTomorrow : t.requests.words.bringBack,
    states: OPEN,
    step: (row) => (row.snoozedUntil === null ? { do: 'snooze', choice: 'tomorrow' } : { do: 'wake' }),
  },
  'snooze-hour': {
    label: () => t.requests.words.snoozeHour,
    states: OPEN,
    step: () => ({ do: 'snooze', choice: 'hour' }),
  },
  'snooze-monday': {
    label: () => t.requests.words.snoozeMonday,
    states: OPEN,
    step: () => ({ do: 'snooze', choice: 'monday' }),
  },
  // The very wish is granted; any other time is the patient's to take or to leave.
  'freed-time': {
    label: () => t.freedSlots.freedText.give,
    states: OPEN,
    step: (row, context) => {
      const { freed } = context;
      if (freed === null || row.kind !== 'reschedule') return null;
      const { appointment, requested } = row;
      const isWish = requested?.start === freed.start && appointment.practitionerId === freed.practitionerId;
      if (isWish) return unless(row, 'approve', context, { do: 'approve' }, context.chosenPatientId);
      const { locationId, type, start, end } = appointment;
      const slot = { ...freed, locationId, type, end: freed.start + (end - start) };
      return unless(row, 'propose', context, ask({ type: 'propose', slots: [slot] }));
    },
  },
  message: {
    label: () => t.requests.words.message,
    states: OPEN,
    step: (row, context) => unless(row, 'message', context, { do: 'message' }),
  },
  note: { label: () => t.requests.words.note, states: ANY, step: () => ({ do: 'note' }) },
  'show-patient': {
    label: () => t.appointments.appointmentText.patientCard,
    states: ANY,
    step: ({ patient }) => (patient === null ? null : { do: 'show-patient', patientId: patient.id }),
  },
  'show-appointment': {
    label: () => t.requests.words.appointment,
    states: ANY,
    step: ({ appointment }) => (standsAt(appointment) === null ? null : { do: 'show-appointment' }),
  },
  'dismiss-conflict': {
    label: () => t.requests.words.dismiss,
    states: ANY,
    // Just what stands there: something that has come in its place is said next.
    step: ({ conflict }) => (conflict === null ? null : { do: 'dismiss', outboxId: conflict.outboxId }),
  },
} as const satisfies Readonly<Record<string, RequestAction>> &
  Readonly<Record<ShortcutsAt<'request'>, RequestAction>>;

export type RequestActionId = keyof typeof REQUEST_ACTIONS;

/** Who else the request may be from than the one it is matched to. */
const meantPatientOf = ({ obstacles }: RequestRow) =>
  obstacles.find((one) => one.code === 'patient-differs')?.assignable ?? null;

/**
 * What an action does to a request as it stands. What has a button there and cannot be done now is refused with the reason;
 * `null`: there is nothing of the kind to do.
 */
export function requestStep(row: RequestRow, id: RequestActionId, context: StepContext): RequestStep | null {
  const { states, step }: RequestAction = REQUEST_ACTIONS[id];
  return states.includes(row.state) ? step(row, context) : null;
}
