import { create } from 'zustand';

interface CallNotesState {
  /** What is typed about calls that are not noted yet, by call. */
  readonly typed: Readonly<Record<string, string>>;
  type(callId: string, note: string): void;
  forget(callId: string): void;
  /** Forgets what is typed about every other call: they are not on the list any more. */
  keepOnly(callIds: readonly string[]): void;
}

/** The notes in the call list, as long as their calls are on it: whoever opens a request meanwhile finds them again. */
export const useCallNotes = create<CallNotesState>()((set) => ({
  typed: {},
  type: (callId, note) => set(({ typed }) => ({ typed: { ...typed, [callId]: note } })),
  forget: (callId) =>
    set((state) => {
      const { [callId]: _, ...typed } = state.typed;
      return { typed };
    }),
  keepOnly: (callIds) =>
    set((state) => {
      const typed = Object.entries(state.typed).filter(([id]) => callIds.includes(id));
      return typed.length === Object.keys(state.typed).length ? state : { typed: Object.fromEntries(typed) };
    }),
}));
