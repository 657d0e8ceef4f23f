import type { AppointmentStatus } from '../../domain/appointment.ts';

/** An appointment's status in words: on the screen and on paper the same. */
export const STATUS_WORDS: Readonly<Record<AppointmentStatus, string>> = {
  proposed: 'Asked for',
  booked: 'Booked',
  tentative: 'Tentative',
  'checked-in': 'Checked in',
  completed: 'Completed',
  'no-show': 'No-show',
  cancelled: 'Cancelled',
};
