import { create } from 'zustand';

interface RequestNotesState {
  /** The requests about which somebody is writing. */
  readonly open: ReadonlySet<string>;
  /** What is typed and not kept yet, by request. */
  readonly typed: Readonly<Record<string, string>>;
  toggle(requestId: string, open?: boolean): void;
  type(requestId: string, text: string): void;
}

/** The notes about requests that are being written, until the window is closed. */
export const useRequestNotes = create<RequestNotesState>()((set) => ({
  open: new Set(),
  typed: {},
  toggle: (requestId, wanted) =>
    set((state) => {
      const open = new Set(state.open);
      if (wanted ?? !open.has(requestId)) open.add(requestId);
      else open.delete(requestId);
      return { open };
    }),
  type: (requestId, text) => set(({ typed }) => ({ typed: { ...typed, [requestId]: text } })),
}));
