import { useCallback, useState } from 'react';
import { create } from 'zustand';

interface TypedState {
  /** What is typed where no draft holds it, as JSON can hold it, by where that is and what it is about. */
  readonly typed: Readonly<Record<string, unknown>>;
  set(key: string, value: unknown): void;
  /** Forgets what is typed there, and everything below: `dialog/` forgets `dialog/block/new`. */
  forget(key: string): void;
}

/** What is typed in dialogs and forms, and handed over when the desk is locked: a place only has to keep it here, by `useTyped`. */
export const useTypedStore = create<TypedState>()((set) => ({
  typed: {},
  set: (key, value) => set(({ typed }) => ({ typed: { ...typed, [key]: value } })),
  forget: (key) =>
    set((state) => {
      const left = Object.entries(state.typed).filter(
        ([one]) => one !== key && !(key.endsWith('/') && one.startsWith(key)),
      );
      return left.length === Object.keys(state.typed).length ? state : { typed: Object.fromEntries(left) };
    }),
}));

/** Below it stands what belongs to the dialog that is open, and goes with it. */
export const IN_DIALOG = 'dialog/';

/** The value, how it is changed, and how it is forgotten: it is `initial` again then. */
export type Typed<T> = readonly [T, (next: T | ((before: T) => T)) => void, () => void];

/**
 * As `useState`, and kept over a lock: the same person finds it again in the same place. `key` names the place and what it is about (a patient,
 * a call), so that nothing comes up at somebody else's. Not for secrets. What outlives the place has to be forgotten; below `IN_DIALOG` it is
 * when the dialog closes.
 */
export function useTyped<T>(key: string, initial: T | (() => T)): Typed<T> {
  const [begin] = useState(initial);
  const held = useTypedStore((state) => state.typed[key]) as T | undefined;
  const set = useCallback(
    (next: T | ((before: T) => T)): void => {
      const { typed, set: store } = useTypedStore.getState();
      const before = (typed[key] as T | undefined) ?? begin;
      store(key, typeof next === 'function' ? (next as (before: T) => T)(before) : next);
    },
    [key, begin],
  );
  const forget = useCallback((): void => useTypedStore.getState().forget(key), [key]);
  return [held === undefined ? begin : held, set, forget];
}
