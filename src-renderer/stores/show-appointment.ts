import { plainDateOf } from '../../src-shared/domain/time.ts';
import type { AppointmentView } from '../../src-shared/ipc/appointment-views.ts';
import { useAppointments } from './appointments.ts';
import { useCalendar } from './calendar.ts';
import { clinicNow } from './clinic.ts';
import { useNavigation } from './navigation.ts';

/** Shows an appointment's panel, and beside it the appointment on its day of the schedule. */
export function showAppointment({ id, start }: Pick<AppointmentView, 'id' | 'start'>): void {
  const clinic = clinicNow();
  if (clinic !== null) useCalendar.getState().show(plainDateOf(start, clinic.bootstrap.zone));
  useNavigation.getState().go({ screen: 'schedule', tab: 'day' });
  useAppointments.getState().open(id);
}
