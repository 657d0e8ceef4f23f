import { create } from 'zustand';

interface CallNotesState {
  /** What is typed about calls that are not noted yet, by call. */
  readonly typed: Readonly<Record<string, string>>;
  type(callId: string, note: string): void;
  forget(callId: string): void;
}

/** The notes in the call list, as long as their calls are shown. */
export const useCallNotes = create<CallNotesState>()((set) => ({
  typed: {},
  type: (callId, note) => set(({ typed }) => ({ typed: { ...typed, [callId]: note } })),
  forget: (callId) =>
    set((state) => {
      const { [callId]: _, ...typed } = state.typed;
      return { typed };
    }),
}));
