import type { AppointmentView } from '../../../../src-shared/ipc/appointment-views.ts';
import { useShortcuts } from '../../../keyboard/use-shortcuts.ts';
import type { EntryActions } from '../DayEntry.tsx';

/** The entry of the schedule in focus, by its appointment's id. */
const inFocus = (): string | undefined =>
  document.activeElement instanceof HTMLElement ? document.activeElement.dataset.entry : undefined;

/** The keys of the entry in focus. */
export function useEntryKeys(entries: readonly AppointmentView[], actions: EntryActions): void {
  useShortcuts({
    'request-of-appointment': () => {
      const id = inFocus();
      const entry = entries.find((one) => one.id === id);
      if (entry === undefined || entry.requestIds.length === 0) return false;
      actions.openRequest(entry);
      return true;
    },
  });
}
