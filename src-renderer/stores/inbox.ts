import { create } from 'zustand';
import type { RequestRow } from '../../src-shared/ipc/request-views.ts';

interface InboxState {
  /** The rows whose Reschedule form is open. */
  readonly expanded: ReadonlySet<string>;
  /** The rows whose history is shown. */
  readonly histories: ReadonlySet<string>;
  /** The row in focus, as it was last drawn: the side pane follows it. */
  readonly focused: RequestRow | null;
  toggle(requestId: string, open?: boolean): void;
  toggleHistory(requestId: string): void;
  focus(row: RequestRow): void;
}

/** What is open and where the focus is in the lists of requests. */
export const useInbox = create<InboxState>()((set) => ({
  expanded: new Set(),
  histories: new Set(),
  focused: null,
  toggle: (requestId, open) => set((state) => ({ expanded: toggled(state.expanded, requestId, open) })),
  toggleHistory: (requestId) => set((state) => ({ histories: toggled(state.histories, requestId) })),
  focus: (row) => set((state) => (state.focused === row ? state : { focused: row })),
}));

function toggled(
  set: ReadonlySet<string>,
  member: string,
  wanted: boolean = !set.has(member),
): ReadonlySet<string> {
  const changed = new Set(set);
  if (wanted) changed.add(member);
  else changed.delete(member);
  return changed;
}
