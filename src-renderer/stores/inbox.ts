import { create } from 'zustand';
import type { RequestRow } from '../../src-shared/ipc/views.ts';

interface InboxState {
  /** The rows whose Reschedule form is open. */
  readonly expanded: ReadonlySet<string>;
  /** The row in focus, as it was last drawn: the side pane follows it. */
  readonly focused: RequestRow | null;
  toggle(requestId: string, open?: boolean): void;
  focus(row: RequestRow): void;
}

/** What is open and where the focus is in the lists of requests. */
export const useInbox = create<InboxState>()((set) => ({
  expanded: new Set(),
  focused: null,
  toggle: (requestId, open) =>
    set((state) => {
      const expanded = new Set(state.expanded);
      if (open ?? !expanded.has(requestId)) expanded.add(requestId);
      else expanded.delete(requestId);
      return { expanded };
    }),
  focus: (row) => set((state) => (state.focused === row ? state : { focused: row })),
}));
