import type { AppointmentStatus } from '../../domain/appointment.ts';

/** An appointment's status in words: on the screen and on paper the same. */
export const STATUS_WORDS: Readonly<Record<AppointmentStatus, string>> = {
  proposed: 'Solicitada',
  booked: 'Reservada',
  tentative: 'Provisional',
  'checked-in': 'Ya llegó',
  completed: 'Completada',
  'no-show': 'No asistió',
  cancelled: 'Cancelada',
};
