import { placeOf } from '../../src-shared/domain/place.ts';
import type { VisitSlot } from '../../src-shared/domain/request.ts';
import type { AppointmentView } from '../../src-shared/ipc/appointment-views.ts';
import { t } from '../../src-shared/text/text.ts';
import { clinicNow, openLocations } from '../stores/clinic.ts';
import { type BookingStart, useDialogs } from '../stores/dialogs.ts';
import { usePassingNotice } from '../stores/passing-notice.ts';
import { readOnlyNow } from '../stores/sync.ts';

/** Asks for reason and message before the appointment takes `slot`. Where nobody has said in which place, the form asks that first. */
export function askMove(appointment: AppointmentView, slot: VisitSlot): void {
  if (sayReadOnly()) return;
  const { ask } = useDialogs.getState();
  const { locations } = clinicNow()?.directory ?? { locations: [] };
  const command = { type: 'update', appointmentId: appointment.id, slot } as const;
  if (placeOf(slot.locationId, openLocations({ locations })).ok)
    ask({ asks: 'words', decision: { on: 'schedule', appointment, command } });
  else ask({ asks: 'fields', appointment, moved: slot });
}

/** **Cancel appt.** */
export function askCancel(appointment: AppointmentView): void {
  if (sayReadOnly()) return;
  const command = { type: 'cancel-appointment', appointmentId: appointment.id } as const;
  useDialogs.getState().ask({ asks: 'words', decision: { on: 'schedule', appointment, command } });
}

/** **Book appointment**. */
export function askBook(start: BookingStart): void {
  if (!sayReadOnly()) useDialogs.getState().ask({ asks: 'booking', start });
}

/** Says why nothing can be changed here; false where it can. */
function sayReadOnly(): boolean {
  if (readOnlyNow()) usePassingNotice.getState().say(t.errors.ERROR_SENTENCES['read-only']);
  return readOnlyNow();
}
