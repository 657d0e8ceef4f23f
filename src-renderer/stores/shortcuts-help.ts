import { create } from 'zustand';

interface ShortcutsHelpState {
  readonly open: boolean;
  show(open: boolean): void;
}

/** Whether the list of keyboard shortcuts is shown. */
export const useShortcutsHelp = create<ShortcutsHelpState>()((set) => ({
  open: false,
  show: (open) => set({ open }),
}));
