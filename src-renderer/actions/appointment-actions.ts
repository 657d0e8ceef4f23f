import type { ScheduleStatus } from '../../src-shared/domain/schedule-command.ts';
import { canFollow } from '../../src-shared/domain/status.ts';
import type { ErrorCode } from '../../src-shared/errors.ts';
import type { AppointmentView } from '../../src-shared/ipc/appointment-views.ts';
import type { AppointmentDetail } from '../../src-shared/ipc/schedule-views.ts';
import { t } from '../../src-shared/text/text.ts';
import { useAppointments } from '../stores/appointments.ts';
import { useDecisions } from '../stores/decisions.ts';
import { useDialogs } from '../stores/dialogs.ts';
import { useNavigation } from '../stores/navigation.ts';
import { openPatientCard } from '../stores/open-card.ts';
import { showAppointment } from '../stores/show-appointment.ts';
import { openRequest } from '../stores/show-request.ts';
import { useReadOnly } from '../stores/sync.ts';
import { type Action, shortcutOf } from './action.ts';
import { askCancel } from './ask-change.ts';
import { giveStatus } from './give-status.ts';

interface AppointmentAction {
  readonly label: (appointment: AppointmentView) => string;
  /** Whether an appointment has it, as it stands. */
  readonly when: (appointment: AppointmentView) => boolean;
  /** Why it cannot be done now, as the main process says. */
  readonly whyNot?: (allowed: AppointmentDetail['allowed']) => ErrorCode | null;
  readonly run: (appointment: AppointmentView) => void;
}

const always = (): boolean => true;
/** A Tentative is decided in its request. */
const isItsOwn = ({ status, busy }: AppointmentView): boolean =>
  busy === null && status !== 'tentative' && status !== 'cancelled';

const giving = (status: ScheduleStatus): AppointmentAction => ({
  label: (appointment) => t.appointments.statusButton(appointment.status, status),
  when: (appointment) => appointment.busy === null && canFollow(appointment.status, status),
  whyNot: ({ statuses }) => (statuses.includes(status) ? null : 'status-too-early'),
  run: (appointment) => void giveStatus(appointment, status),
});

/** Everything that can be done on an appointment: its panel's buttons, its menus and the keys of its entry are made from this. */
const APPOINTMENT_ACTIONS = {
  open: {
    label: () => t.appointments.appointmentText.show,
    when: always,
    run: ({ id, busy }) => {
      const appointmentId = busy === null ? id : busy.appointmentId;
      if (appointmentId !== null) useAppointments.getState().open(appointmentId);
      else useNavigation.getState().go({ screen: 'schedule', tab: 'requests', view: 'attention' });
    },
  },
  'show-on-schedule': {
    label: () => t.appointments.appointmentText.showOnSchedule,
    when: ({ busy }) => busy === null,
    run: showAppointment,
  },
  'request-of-appointment': {
    label: () => t.appointments.appointmentText.openRequest,
    when: ({ requestIds }) => requestIds.length > 0,
    run: ({ requestIds: [requestId] }) => {
      if (requestId !== undefined) openRequest(requestId);
    },
  },
  'show-patient': {
    label: () => t.appointments.appointmentText.patientCard,
    when: ({ patientId }) => patientId !== null,
    run: ({ patientId }) => {
      if (patientId !== null) openPatientCard(patientId);
    },
  },
  booked: giving('booked'),
  'checked-in': giving('checked-in'),
  completed: giving('completed'),
  'no-show': giving('no-show'),
  update: {
    label: () => t.requests.words.updateAppt,
    when: isItsOwn,
    whyNot: ({ update }) => (update ? null : 'appointment-not-active'),
    run: (appointment) => useDialogs.getState().ask({ asks: 'fields', appointment }),
  },
  cancel: {
    label: () => t.requests.words.cancelAppt,
    when: isItsOwn,
    whyNot: ({ cancel }) => (cancel ? null : 'appointment-not-active'),
    run: (appointment) => askCancel(appointment),
  },
} as const satisfies Readonly<Record<string, AppointmentAction>> &
  Readonly<Record<ScheduleStatus, AppointmentAction>>;

export type AppointmentActionId = keyof typeof APPOINTMENT_ACTIONS;

/** Does it, if the appointment has it as it stands; false when not. */
export function runOnAppointment(appointment: AppointmentView, id: AppointmentActionId): boolean {
  const { when, run }: AppointmentAction = APPOINTMENT_ACTIONS[id];
  if (when(appointment)) run(appointment);
  return when(appointment);
}

/** The actions of an appointment as its panel shows them; `null` for one that it does not have. */
export function useAppointmentActions({
  appointment,
  allowed,
}: Pick<AppointmentDetail, 'appointment' | 'allowed'>): (id: AppointmentActionId) => Action | null {
  const busy = useDecisions((state) => state.busy.has(appointment.id));
  const readOnly = useReadOnly();
  return (id) => {
    const { label, when, whyNot, run }: AppointmentAction = APPOINTMENT_ACTIONS[id];
    if (!when(appointment)) return null;
    const code = readOnly && whyNot !== undefined ? 'read-only' : (whyNot?.(allowed) ?? null);
    return {
      id,
      label: label(appointment),
      shortcut: shortcutOf(id),
      whyNot: code,
      busy: busy && whyNot !== undefined,
      run: () => {
        if (code === null) run(appointment);
        else useDecisions.getState().setError(appointment.id, { code });
      },
    };
  };
}
