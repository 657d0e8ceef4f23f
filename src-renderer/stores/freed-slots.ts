import { create } from 'zustand';
import type { FreedSlotView } from '../../src-shared/ipc/appointment-views.ts';

interface FreedSlotsState {
  /** As the main process has them. */
  readonly slots: readonly FreedSlotView[];
  /** Those nobody wants to hear of again, by `slotKey`. */
  readonly dismissed: ReadonlySet<string>;
  found(slots: readonly FreedSlotView[]): void;
  dismiss(slot: FreedSlotView): void;
}

/** One appointment may give back several times, one after the other. */
export const slotKey = ({ appointmentId, start }: FreedSlotView): string => `${appointmentId} ${start}`;

/** The times that came free and would suit a request. */
export const useFreedSlots = create<FreedSlotsState>()((set) => ({
  slots: [],
  dismissed: new Set(),
  found: (slots) => set({ slots }),
  dismiss: (slot) => set(({ dismissed }) => ({ dismissed: new Set([...dismissed, slotKey(slot)]) })),
}));

/** The time that came free and would suit this request best, if there is one. */
export const useSuitingSlot = (requestId: string): FreedSlotView | null =>
  useFreedSlots(
    ({ slots }) => slots.find(({ suits }) => suits.some((one) => one.requestId === requestId)) ?? null,
  );
