import type { ScheduleStatus } from '../../src-shared/domain/schedule-command.ts';
import type { AppointmentView } from '../../src-shared/ipc/appointment-views.ts';
import { useDecisions } from '../stores/decisions.ts';
import { type OverridableDecision, useDialogs } from '../stores/dialogs.ts';
import { conflictIn } from './overlaps.ts';

/** Gives an appointment another status at once; where it takes its time again and that is taken, asks for the reason first. */
export async function giveStatus(appointment: AppointmentView, status: ScheduleStatus): Promise<void> {
  const { decide, setError } = useDecisions.getState();
  const decision: OverridableDecision = {
    on: 'schedule',
    appointment,
    command: { type: 'set-status', appointmentId: appointment.id, status },
  };
  const result = await decide(decision);
  if (result === null || result.ok) return;
  const conflict = conflictIn(result.error);
  if (conflict === null) setError(appointment.id, result.error);
  else useDialogs.getState().ask({ asks: 'override', decision, conflict });
}
