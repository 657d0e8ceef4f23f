import type { AppointmentStatus } from '../../domain/appointment.ts';

/** An appointment's status in words: on the screen and on paper the same. */
export const STATUS_WORDS: Readonly<Record<AppointmentStatus, string>> = {
  proposed: 'Angefragt',
  booked: 'Gebucht',
  tentative: 'Vorgemerkt',
  'checked-in': 'Eingetroffen',
  completed: 'Abgeschlossen',
  'no-show': 'Nicht erschienen',
  cancelled: 'Abgesagt',
};
