import type { AppointmentView } from '../../../../src-shared/ipc/appointment-views.ts';
import { runOnAppointment } from '../../../actions/appointment-actions.ts';
import { useShortcuts } from '../../../keyboard/use-shortcuts.ts';

/** The entry of the schedule in focus, by its appointment's id. */
const inFocus = (): string | undefined =>
  document.activeElement instanceof HTMLElement ? document.activeElement.dataset.entry : undefined;

/** The keys of the entry in focus. */
export function useEntryKeys(entries: readonly AppointmentView[]): void {
  useShortcuts({
    'request-of-appointment': () => {
      const id = inFocus();
      const entry = entries.find((one) => one.id === id);
      return entry !== undefined && runOnAppointment(entry, 'request-of-appointment');
    },
  });
}
