import { create } from 'zustand';
import type { FreedSlotView } from '../../src-shared/ipc/appointment-views.ts';

interface FreedSlotsState {
  /** As the inbox has read them last. */
  readonly slots: readonly FreedSlotView[];
  found(slots: readonly FreedSlotView[]): void;
  /** Those nobody wants to hear of again, by `slotKey`. */
  readonly dismissed: ReadonlySet<string>;
  dismiss(slot: FreedSlotView): void;
}

/** One appointment may give back several times, one after the other. */
export const slotKey = ({ appointmentId, start }: FreedSlotView): string => `${appointmentId} ${start}`;

/** The times that came free, and which of them have been taken off the list. */
export const useFreedSlots = create<FreedSlotsState>()((set) => ({
  slots: [],
  found: (slots) => set({ slots }),
  dismissed: new Set(),
  dismiss: (slot) => set(({ dismissed }) => ({ dismissed: new Set([...dismissed, slotKey(slot)]) })),
}));

/** The time that came free and would suit this request best, if there is one. */
export const suitingSlot = (slots: readonly FreedSlotView[], requestId: string): FreedSlotView | null =>
  slots.find(({ suits }) => suits.some((one) => one.requestId === requestId)) ?? null;
