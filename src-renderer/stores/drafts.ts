import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { DraftSubject, PartialDraft } from '../../src-shared/domain/draft.ts';
import type { AppError } from '../../src-shared/errors.ts';
import type { Result } from '../../src-shared/result.ts';
import { invoke, subscribe } from '../api/client.ts';

/** How long after the last keystroke a draft is written to the database. */
export const SAVE_AFTER_MS = 300;

export interface DraftsState {
  /** What is typed, by what it is about. Held from the first keystroke, written to the database shortly after. */
  readonly drafts: Readonly<Partial<Record<DraftSubject, PartialDraft>>>;
  /** Why the last write of a draft failed. What was typed stays. */
  readonly errors: Readonly<Partial<Record<DraftSubject, AppError>>>;
  /** Takes in what the database holds, unless something newer is typed here. */
  loaded(subject: DraftSubject, draft: PartialDraft): void;
  /** Changes some fields; `base` is what is kept beside them when nothing was typed before. */
  edit(subject: DraftSubject, change: PartialDraft, base?: PartialDraft): void;
  /** Forgets some fields here and in the database; with the last of them the draft. */
  forgetFields(subject: DraftSubject, fields: readonly (keyof PartialDraft)[]): void;
  /** Writes now what waits to be written: of one draft, or of all. Resolves once that, and what was being written, is done. */
  flush(subject?: DraftSubject): Promise<void>;
  /** What the database does not have, or not yet. */
  unsaved(): Readonly<Partial<Record<DraftSubject, PartialDraft>>>;
  /** Writes once more what is held, although nothing was typed since. */
  saveAgain(subject: DraftSubject): Promise<void>;
  /** Forgets the typed text here; the database has it in its own keeping. */
  forget(subject: DraftSubject): Promise<void>;
  /** Forgets the typed text here and in the database. */
  discard(subject: DraftSubject): Promise<void>;
}

type Save = (subject: DraftSubject, draft: PartialDraft | null) => Promise<Result<null, AppError>>;

/** Keeps drafts in memory at once and in the database soon, one write a draft at a time, the newest last. */
export function createDrafts(
  save: Save,
  delayMs: number = SAVE_AFTER_MS,
): UseBoundStore<StoreApi<DraftsState>> {
  const timers = new Map<DraftSubject, ReturnType<typeof setTimeout>>();
  const unsaved = new Set<DraftSubject>();
  const saving = new Map<DraftSubject, Promise<void>>();
  /** Still held, as the database has not forgotten them yet. */
  const discarded = new WeakSet<PartialDraft>();

  return create<DraftsState>()((set, get) => {
    const write = async (subject: DraftSubject): Promise<void> => {
      await saving.get(subject);
      const draft = get().drafts[subject];
      if (!unsaved.delete(subject) || draft === undefined) return;
      const result = await save(subject, draft);
      if (!result.ok) unsaved.add(subject);
      set((state) => ({ errors: withEntry(state.errors, subject, result.ok ? undefined : result.error) }));
    };
    const writeInTurn = (subject: DraftSubject): Promise<void> => {
      clearTimeout(timers.get(subject));
      timers.delete(subject);
      const turn = write(subject).finally(() => {
        if (saving.get(subject) === turn) saving.delete(subject);
      });
      saving.set(subject, turn);
      return turn;
    };
    return {
      drafts: {},
      errors: {},
      loaded: (subject, draft) => {
        if (get().drafts[subject] === undefined) {
          set((state) => ({ drafts: { ...state.drafts, [subject]: draft } }));
        }
      },
      edit: (subject, change, base = {}) => {
        const held = get().drafts[subject];
        const before = held === undefined || discarded.has(held) ? base : held;
        set((state) => ({ drafts: { ...state.drafts, [subject]: { ...before, ...change } } }));
        unsaved.add(subject);
        clearTimeout(timers.get(subject));
        timers.set(
          subject,
          setTimeout(() => void writeInTurn(subject), delayMs),
        );
      },
      forgetFields: (subject, fields) => {
        const typed = Object.entries(get().drafts[subject] ?? {});
        const left = typed.filter(([field]) => !fields.some((gone) => gone === field));
        if (left.length === typed.length) return;
        if (left.length === 0) return void get().discard(subject);
        set((state) => ({ drafts: { ...state.drafts, [subject]: Object.fromEntries(left) } }));
        get().edit(subject, {});
      },
      flush: async (subject) => {
        const which = subject === undefined ? [...new Set([...unsaved, ...saving.keys()])] : [subject];
        await Promise.all(which.map(writeInTurn));
      },
      unsaved: () => {
        const typed = [...new Set([...unsaved, ...saving.keys()])].map((one) => [one, get().drafts[one]]);
        return Object.fromEntries(typed.filter(([, draft]) => draft !== undefined));
      },
      saveAgain: async (subject) => {
        if (get().drafts[subject] === undefined) return;
        unsaved.add(subject);
        await writeInTurn(subject);
      },
      forget: async (subject) => {
        clearTimeout(timers.get(subject));
        timers.delete(subject);
        unsaved.delete(subject);
        set((state) => ({
          drafts: withEntry(state.drafts, subject, undefined),
          errors: withEntry(state.errors, subject, undefined),
        }));
        await saving.get(subject);
      },
      discard: async (subject) => {
        clearTimeout(timers.get(subject));
        timers.delete(subject);
        unsaved.delete(subject);
        const gone = get().drafts[subject];
        if (gone !== undefined) discarded.add(gone);
        await saving.get(subject);
        // First there, then here: a form still open asks the database as soon as nothing is held here.
        await save(subject, null);
        // What has been typed meanwhile is new, and stays.
        if (get().drafts[subject] === gone) await get().forget(subject);
      },
    };
  });
}

function withEntry<T>(
  record: Readonly<Partial<Record<DraftSubject, T>>>,
  subject: DraftSubject,
  value: T | undefined,
): Partial<Record<DraftSubject, T>> {
  const others = Object.fromEntries(Object.entries(record).filter(([one]) => one !== subject));
  return value === undefined ? others : { ...others, [subject]: value };
}

export const useDrafts = createDrafts((subject, draft) => invoke('drafts.save', { subject, draft }));

/** Saves every draft, as far as it can be; whether none is left that could not be. */
export async function saveAllDrafts(): Promise<boolean> {
  await useDrafts.getState().flush();
  return Object.keys(useDrafts.getState().errors).length === 0;
}

/**
 * Takes in what the database keeps about the schedule: what an earlier session has left, and what an undo or a refusal of the portal
 * gives back. What is typed about a request comes with the request. Returns the function that stops this.
 */
export function followScheduleDrafts(): () => void {
  const load = async (): Promise<void> => {
    const kept = await invoke('drafts.list', undefined);
    if (!kept.ok) return;
    for (const { subject, draft } of kept.value) useDrafts.getState().loaded(subject, draft);
  };
  void load();
  return subscribe((event) => {
    if (event.type === 'changed' && event.topics.includes('schedule')) void load();
  });
}

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
