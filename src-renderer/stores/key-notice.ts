import { create } from 'zustand';

interface KeyNoticeState {
  /** Whether to say that text typed or pasted outside a field did nothing. */
  readonly shown: boolean;
  typed(): void;
  dismiss(): void;
}

/** What was typed where nothing takes text. */
export const useKeyNotice = create<KeyNoticeState>()((set) => ({
  shown: false,
  typed: () => set({ shown: true }),
  dismiss: () => set({ shown: false }),
}));
