import type { ScheduleStatus } from '../../src-shared/domain/schedule-command.ts';
import type { AppointmentView } from '../../src-shared/ipc/appointment-views.ts';
import { useAppointments } from '../stores/appointments.ts';
import { useDecisions } from '../stores/decisions.ts';

/** Gives an appointment another status at once; where it takes its time again and that is taken, asks for the reason first. */
export async function setStatus(appointment: AppointmentView, status: ScheduleStatus): Promise<void> {
  const { change, setError } = useDecisions.getState();
  const result = await change(appointment, { type: 'set-status', appointmentId: appointment.id, status });
  if (result === null || result.ok) return;
  if (result.error.code === 'time-conflict')
    useAppointments.getState().askStatus(appointment, status, result.error);
  else setError(appointment.id, result.error);
}
