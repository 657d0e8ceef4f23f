import type { AppointmentStatus } from '../../src-shared/domain/appointment.ts';
import type { ScheduleStatus } from '../../src-shared/domain/schedule-command.ts';

const OFFERED: Readonly<Record<AppointmentStatus, readonly ScheduleStatus[]>> = {
  booked: ['checked-in', 'completed', 'no-show'],
  'checked-in': ['booked', 'completed'],
  completed: ['booked', 'checked-in'],
  'no-show': ['booked', 'checked-in'],
  tentative: [],
  cancelled: [],
};

/** The statuses that have a button: those that could follow. Whether one can be given now, the main process says. */
export const statusesOffered = (from: AppointmentStatus): readonly ScheduleStatus[] => OFFERED[from];
