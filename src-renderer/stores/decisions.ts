import { create } from 'zustand';
import type { AppError } from '../../src-shared/errors.ts';
import type { DeskCommand, RequestRow } from '../../src-shared/ipc/request-views.ts';
import type { Result } from '../../src-shared/result.ts';
import { invoke } from '../api/client.ts';
import { clock } from '../api/clock.ts';
import { decisionSentence } from '../text/decisions.ts';
import { useDrafts } from './drafts.ts';

/** A decision that can still be taken back. */
export interface Undoable {
  readonly outboxId: string;
  readonly requestId: string;
  /** "Approved: Maria Lopez". */
  readonly sentence: string;
  /** Until then (milliseconds since the epoch). */
  readonly undoUntil: number;
  /** Why taking it back failed. */
  readonly error: AppError | null;
}

/** A decision takes the stored draft along. Those after which somebody goes on typing leave it, or write it again. */
async function settleDraft(requestId: string, command: DeskCommand): Promise<void> {
  if (command.type === 'resend-email') return;
  const drafts = useDrafts.getState();
  await (command.type === 'assign-patient' ? drafts.saveAgain(requestId) : drafts.forget(requestId));
}

interface DecisionsState {
  /** Oldest first. */
  readonly undoable: readonly Undoable[];
  /** The requests a command is being given for: their buttons wait. */
  readonly busy: ReadonlySet<string>;
  /** Why the last command on a row was refused. */
  readonly errors: Readonly<Record<string, AppError>>;
  /** Said once when something was taken back, for the eye and the screen reader; empty otherwise. */
  readonly undoneSentence: string;
  /** Gives a command. One at a time a request: a second click while one is under way does nothing and gives `null`. */
  decide(row: RequestRow, command: DeskCommand): Promise<Result<null, AppError> | null>;
  undo(outboxId: string): Promise<void>;
  undoNewest(): Promise<void>;
  /** Drops what can no longer be undone. */
  expire(): void;
  setError(requestId: string, error: AppError | null): void;
}

export const useDecisions = create<DecisionsState>()((set, get) => {
  const setBusy = (requestId: string, on: boolean): void =>
    set((state) => {
      const busy = new Set(state.busy);
      if (on) busy.add(requestId);
      else busy.delete(requestId);
      return { busy };
    });
  return {
    undoable: [],
    busy: new Set(),
    errors: {},
    undoneSentence: '',
    decide: async (row, command) => {
      if (get().busy.has(row.id)) return null;
      setBusy(row.id, true);
      get().setError(row.id, null);
      // What is typed goes with the decision: taken back or refused by the portal, it is there again.
      await useDrafts.getState().flush(row.id);
      const result = await invoke('requests.decide', { id: row.id, command });
      setBusy(row.id, false);
      if (!result.ok) return result;
      await settleDraft(row.id, command);
      const { outboxId, undoUntil } = result.value;
      if (outboxId !== null && undoUntil > clock.now() && command.type !== 'assign-patient') {
        const made: Undoable = {
          outboxId,
          requestId: row.id,
          sentence: decisionSentence(row, command),
          undoUntil,
          error: null,
        };
        set((state) => ({ undoable: [...state.undoable, made], undoneSentence: '' }));
      }
      return { ok: true, value: null };
    },
    undo: async (outboxId) => {
      const entry = get().undoable.find((one) => one.outboxId === outboxId);
      if (entry === undefined) return;
      const result = await invoke('decisions.undo', { outboxId });
      set((state) =>
        result.ok
          ? {
              undoable: state.undoable.filter((one) => one.outboxId !== outboxId),
              undoneSentence: entry.sentence,
            }
          : {
              undoable: state.undoable.map((one) =>
                one.outboxId === outboxId ? { ...one, error: result.error } : one,
              ),
            },
      );
    },
    undoNewest: async () => {
      const newest = get().undoable.findLast((one) => one.error === null);
      if (newest !== undefined) await get().undo(newest.outboxId);
    },
    expire: () => {
      const now = clock.now();
      // One whose undo failed stays a little longer, so that the sentence can be read.
      const keep = get().undoable.filter((one) => now < one.undoUntil + (one.error === null ? 0 : 6000));
      if (keep.length !== get().undoable.length) set({ undoable: keep });
    },
    setError: (requestId, error) =>
      set((state) => {
        const { [requestId]: _, ...rest } = state.errors;
        return { errors: error === null ? rest : { ...rest, [requestId]: error } };
      }),
  };
});
