import { create } from 'zustand';

interface ReportState {
  readonly isOpen: boolean;
  open(): void;
  close(): void;
}

/** Whether the report about requests is shown. */
export const useReport = create<ReportState>()((set) => ({
  isOpen: false,
  open: () => set({ isOpen: true }),
  close: () => set({ isOpen: false }),
}));
