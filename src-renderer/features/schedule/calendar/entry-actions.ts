import { useAppointments } from '../../../stores/appointments.ts';
import { openRequest } from '../../../stores/show-request.ts';
import type { EntryActions } from '../DayEntry.tsx';

/** What an entry of any view does. */
export const entryActions: EntryActions = {
  open: ({ id }) => useAppointments.getState().open(id),
  openRequest: ({ requestIds: [requestId] }) => {
    if (requestId !== undefined) openRequest(requestId);
  },
};
