import { create } from 'zustand';
import type { RequestRow } from '../../src-shared/ipc/request-views.ts';

interface InboxState {
  /** The rows whose Reschedule form is open. */
  readonly expanded: ReadonlySet<string>;
  /** The rows whose history is shown. */
  readonly histories: ReadonlySet<string>;
  /** The row in focus, as it was last drawn: the side pane follows it. */
  readonly focused: RequestRow | null;
  /** The row of each list that is open in place, by the state that its requests are in: the one last in focus there. */
  readonly opened: Readonly<Record<RequestRow['state'], string | null>>;
  toggle(requestId: string, open?: boolean): void;
  toggleHistory(requestId: string): void;
  focus(row: RequestRow): void;
}

/** What is open and where the focus is in the lists of requests. */
export const useInbox = create<InboxState>()((set) => ({
  expanded: new Set(),
  histories: new Set(),
  focused: null,
  opened: { open: null, 'awaiting-patient': null, resolved: null },
  toggle: (requestId, open) => set((state) => ({ expanded: toggled(state.expanded, requestId, open) })),
  toggleHistory: (requestId) => set((state) => ({ histories: toggled(state.histories, requestId) })),
  focus: (row) =>
    set((state) => {
      if (state.focused === row) return state;
      return { focused: row, opened: { ...state.opened, [row.state]: row.id } };
    }),
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
