import { placeOf } from '../../src-shared/domain/place.ts';
import type { VisitSlot } from '../../src-shared/domain/request.ts';
import type { AppointmentView } from '../../src-shared/ipc/appointment-views.ts';
import { clinicNow, openLocations } from '../stores/clinic.ts';
import { type BookingStart, useDialogs } from '../stores/dialogs.ts';

/** Asks for reason and message before the appointment takes `slot`. Where nobody has said in which place, the form asks that first. */
export function askMove(appointment: AppointmentView, slot: VisitSlot): void {
  const { ask } = useDialogs.getState();
  const { locations } = clinicNow()?.directory ?? { locations: [] };
  const command = { type: 'update', appointmentId: appointment.id, slot } as const;
  if (placeOf(slot.locationId, openLocations({ locations })).ok)
    ask({ asks: 'words', decision: { on: 'schedule', appointment, command } });
  else ask({ asks: 'fields', appointment, moved: slot });
}

/** **Cancel appt.** */
export function askCancel(appointment: AppointmentView): void {
  const command = { type: 'cancel-appointment', appointmentId: appointment.id } as const;
  useDialogs.getState().ask({ asks: 'words', decision: { on: 'schedule', appointment, command } });
}

/** **Book appointment**. */
export const askBook = (start: BookingStart): void => useDialogs.getState().ask({ asks: 'booking', start });
