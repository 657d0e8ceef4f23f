import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { Draft } from '../../src-shared/domain/draft.ts';
import type { AppError } from '../../src-shared/errors.ts';
import type { Result } from '../../src-shared/result.ts';
import { invoke } from '../api/client.ts';

/** How long after the last keystroke a draft is written to the database. */
export const SAVE_AFTER_MS = 300;

export interface DraftsState {
  /** What is typed, by request. Held from the first keystroke, written to the database shortly after. */
  readonly drafts: Readonly<Record<string, Draft>>;
  /** Why the last write of a request's draft failed. What was typed stays. */
  readonly errors: Readonly<Record<string, AppError>>;
  /** Takes in what the database holds, unless something newer is typed here. */
  loaded(requestId: string, draft: Draft): void;
  /** Changes some fields; `base` is what the form shows when nothing was typed before. */
  edit(requestId: string, change: Partial<Draft>, base: Draft): void;
  /** Writes now what waits to be written: of one request, or of all. Resolves once that, and what was being written, is done. */
  flush(requestId?: string): Promise<void>;
  /** Writes once more what is held, although nothing was typed since. */
  saveAgain(requestId: string): Promise<void>;
  /** Forgets the typed text here; the database has it in its own keeping. */
  forget(requestId: string): Promise<void>;
  /** Forgets the typed text here and in the database. */
  discard(requestId: string): Promise<void>;
}

type Save = (requestId: string, draft: Draft | null) => Promise<Result<null, AppError>>;

/** Keeps drafts in memory at once and in the database soon, one write a request at a time, the newest last. */
export function createDrafts(
  save: Save,
  delayMs: number = SAVE_AFTER_MS,
): UseBoundStore<StoreApi<DraftsState>> {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const unsaved = new Set<string>();
  const saving = new Map<string, Promise<void>>();

  return create<DraftsState>()((set, get) => {
    const write = async (requestId: string): Promise<void> => {
      await saving.get(requestId);
      const draft = get().drafts[requestId];
      if (!unsaved.delete(requestId) || draft === undefined) return;
      const result = await save(requestId, draft);
      if (!result.ok) unsaved.add(requestId);
      set((state) => ({ errors: withEntry(state.errors, requestId, result.ok ? undefined : result.error) }));
    };
    const writeInTurn = (requestId: string): Promise<void> => {
      clearTimeout(timers.get(requestId));
      timers.delete(requestId);
      const turn = write(requestId).finally(() => {
        if (saving.get(requestId) === turn) saving.delete(requestId);
      });
      saving.set(requestId, turn);
      return turn;
    };
    return {
      drafts: {},
      errors: {},
      loaded: (requestId, draft) => {
        if (get().drafts[requestId] === undefined) {
          set((state) => ({ drafts: { ...state.drafts, [requestId]: draft } }));
        }
      },
      edit: (requestId, change, base) => {
        set((state) => ({
          drafts: { ...state.drafts, [requestId]: { ...(state.drafts[requestId] ?? base), ...change } },
        }));
        unsaved.add(requestId);
        clearTimeout(timers.get(requestId));
        timers.set(
          requestId,
          setTimeout(() => void writeInTurn(requestId), delayMs),
        );
      },
      flush: async (requestId) => {
        const which = requestId === undefined ? [...new Set([...unsaved, ...saving.keys()])] : [requestId];
        await Promise.all(which.map(writeInTurn));
      },
      saveAgain: async (requestId) => {
        if (get().drafts[requestId] === undefined) return;
        unsaved.add(requestId);
        await writeInTurn(requestId);
      },
      forget: async (requestId) => {
        clearTimeout(timers.get(requestId));
        timers.delete(requestId);
        unsaved.delete(requestId);
        set((state) => ({
          drafts: withEntry(state.drafts, requestId, undefined),
          errors: withEntry(state.errors, requestId, undefined),
        }));
        await saving.get(requestId);
      },
      discard: async (requestId) => {
        clearTimeout(timers.get(requestId));
        timers.delete(requestId);
        unsaved.delete(requestId);
        await saving.get(requestId);
        // First there, then here: a form still open asks the database as soon as nothing is held here.
        await save(requestId, null);
        await get().forget(requestId);
      },
    };
  });
}

function withEntry<T>(
  record: Readonly<Record<string, T>>,
  key: string,
  value: T | undefined,
): Record<string, T> {
  const { [key]: _, ...rest } = record;
  return value === undefined ? rest : { ...rest, [key]: value };
}

export const useDrafts = createDrafts((id, draft) => invoke('requests.saveDraft', { id, draft }));

/** Writes every draft that waits when the window is hidden or left. Returns the function that stops this. */
export function flushDraftsOnLeave(): () => void {
  const flush = (): void => void useDrafts.getState().flush();
  const hidden = (): void => {
    if (document.visibilityState === 'hidden') flush();
  };
  document.addEventListener('visibilitychange', hidden);
  window.addEventListener('pagehide', flush);
  window.addEventListener('blur', flush);
  return () => {
    document.removeEventListener('visibilitychange', hidden);
    window.removeEventListener('pagehide', flush);
    window.removeEventListener('blur', flush);
  };
}
