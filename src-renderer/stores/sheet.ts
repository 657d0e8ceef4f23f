import { create } from 'zustand';
import type { PlainDate } from '../../src-shared/domain/time.ts';

/** What the sheet's dialog begins with. */
export interface SheetAsked {
  readonly range: 'day' | 'week';
  readonly date: PlainDate;
  /** `null`: everybody. */
  readonly practitionerId: string | null;
}

interface SheetDialogState {
  readonly asked: SheetAsked | null;
  ask(asked: SheetAsked): void;
  close(): void;
}

/** The dialog of the downtime sheet, as long as one is asked for. */
export const useSheetDialog = create<SheetDialogState>()((set) => ({
  asked: null,
  ask: (asked) => set({ asked }),
  close: () => set({ asked: null }),
}));
