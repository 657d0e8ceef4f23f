import { create } from 'zustand';
import type { FreedSlotView } from '../../src-shared/ipc/appointment-views.ts';

interface FreedSlotsState {
  /** As the main process has them. */
  readonly slots: readonly FreedSlotView[];
  /** Those nobody wants to hear of again, by the appointment that stood there. */
  readonly dismissed: ReadonlySet<string>;
  found(slots: readonly FreedSlotView[]): void;
  dismiss(appointmentId: string): void;
}

/** The times that came free and would suit a request. */
export const useFreedSlots = create<FreedSlotsState>()((set) => ({
  slots: [],
  dismissed: new Set(),
  found: (slots) => set({ slots }),
  dismiss: (appointmentId) => set(({ dismissed }) => ({ dismissed: new Set([...dismissed, appointmentId]) })),
}));

/** The time that came free and would suit this request best, if there is one. */
export const useSuitingSlot = (requestId: string): FreedSlotView | null =>
  useFreedSlots(
    ({ slots }) => slots.find(({ suits }) => suits.some((one) => one.requestId === requestId)) ?? null,
  );
