import { create } from 'zustand';
import type { DeskCommand } from '../../src-shared/domain/commands.ts';
import { aboutRequest } from '../../src-shared/domain/draft.ts';
import type { ScheduleCommand } from '../../src-shared/domain/schedule-command.ts';
import type { EpochMs, PlainDate } from '../../src-shared/domain/time.ts';
import type { AppError } from '../../src-shared/errors.ts';
import type { RequestRow } from '../../src-shared/ipc/request-views.ts';
import type { DecisionReceipt } from '../../src-shared/ipc/schedule-views.ts';
import type { Result } from '../../src-shared/result.ts';
import { t } from '../../src-shared/text/text.ts';
import { invoke } from '../api/client.ts';
import { clock } from '../api/clock.ts';
import type { CameBack } from './came-back.ts';
import { showCameBack } from './came-back.ts';
import { clinicNow } from './clinic.ts';
import { useDrafts } from './drafts.ts';

/** A decision that can still be taken back. */
export interface Undoable {
  readonly outboxId: string;
  /** "Approved: Maria Lopez". */
  readonly sentence: string;
  /** Whose visit, and which: "born Mar 3, 1980 · Tue, Nov 24, 9:00 AM · Dr. Adams"; empty where the sentence says all. */
  readonly detail: string;
  /** Until then (milliseconds since the epoch). */
  readonly undoUntil: number;
  /** What gets the focus once it is taken back; `null` when the undo leaves nothing to look at. */
  readonly about: CameBack | null;
  /** Why taking it back failed. */
  readonly error: AppError | null;
}

const moment = () => ({
  zone: clinicNow()?.bootstrap.zone ?? 'UTC',
  now: clock.now(),
});

async function birthDateOf(patientId: string | null): Promise<PlainDate | null> {
  const found = patientId === null ? null : await invoke('patients.get', { id: patientId });
  return found?.ok ? found.value.birthDate : null;
}

/** A decision takes the stored draft along. Those after which somebody goes on typing leave it, or write it again. */
async function settleDraft(requestId: string, command: DeskCommand): Promise<void> {
  if (command.type === 'resend-email') return;
  const drafts = useDrafts.getState();
  const subject = aboutRequest(requestId);
  await (command.type === 'assign-patient' ? drafts.saveAgain(subject) : drafts.forget(subject));
}

/** The appointment a command of the schedule is about, as it was before; `id` is made up for a new one. */
export interface ChangedAppointment {
  readonly id: string;
  readonly patientId: string | null;
  readonly patientName: string;
  readonly practitionerName: string;
  readonly start: EpochMs;
  readonly end: EpochMs;
  /** Open requests about it: the command may decide one. */
  readonly requestIds: readonly string[];
}

interface DecisionsState {
  /** Oldest first. */
  readonly undoable: readonly Undoable[];
  /** The requests and appointments a command is being given for: their buttons wait. */
  readonly busy: ReadonlySet<string>;
  /** Why the last command on a row or an appointment was refused. */
  readonly errors: Readonly<Record<string, AppError>>;
  /** Said once when something was taken back, for the eye and the screen reader; empty otherwise. */
  readonly undoneSentence: string;
  /** How many undos are under way: until each has shown what came back, no single key decides about a request. */
  readonly undoing: number;
  /** Gives a command. One at a time a request: a second click while one is under way does nothing and gives `null`. */
  decide(row: RequestRow, command: DeskCommand): Promise<Result<null, AppError> | null>;
  /** Gives a command of the schedule, as `decide` does one on a request. */
  change(
    about: ChangedAppointment,
    command: ScheduleCommand,
  ): Promise<Result<DecisionReceipt, AppError> | null>;
  /** Offers to take back what was done with this entry of the outbox, as long as that is possible. */
  offerUndo(
    done: Pick<Undoable, 'sentence' | 'undoUntil' | 'about'> & {
      readonly outboxId: string | null;
      readonly detail?: string;
    },
  ): void;
  /** Takes a decision back. What came back gets the focus, wherever it stands now. */
  undo(outboxId: string): Promise<void>;
  /**
   * Takes back the newest. While decisions are still being made it waits for them: the newest is then what came of them, and
   * nothing where all were refused.
   */
  undoNewest(): Promise<void>;
  /** Drops what can no longer be undone. */
  expire(): void;
  setError(requestId: string, error: AppError | null): void;
}

/** The commands that have been given and not answered yet. */
const underWay = new Set<Promise<unknown>>();

/** Does `work`, and counts it as under way until it ends. */
function counted<T>(work: () => Promise<T>): Promise<T> {
  const given = work().finally(() => underWay.delete(given));
  underWay.add(given);
  return given;
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
    undoing: 0,
    decide: (row, command) =>
      counted(async () => {
        if (get().busy.has(row.id)) return null;
        setBusy(row.id, true);
        get().setError(row.id, null);
        // What is typed goes with the decision: taken back or refused by the portal, it is there again.
        await useDrafts.getState().flush(aboutRequest(row.id));
        const result = await invoke('requests.decide', { id: row.id, command });
        setBusy(row.id, false);
        if (!result.ok) return result;
        await settleDraft(row.id, command);
        const { outboxId, undoUntil } = result.value;
        if (command.type !== 'assign-patient')
          get().offerUndo({
            outboxId,
            undoUntil,
            sentence: t.decisions.decisionSentence(row, command),
            detail: t.visit.visitDetail(
              {
                birthDate: row.patient?.birthDate ?? null,
                practitionerName: row.appointment.practitionerName,
              },
              row.appointment.start,
              moment(),
            ),
            about: { kind: 'request', id: row.id },
          });
        return { ok: true, value: null };
      }),
    change: (about, command) =>
      counted(async () => {
        if (get().busy.has(about.id)) return null;
        setBusy(about.id, true);
        get().setError(about.id, null);
        const drafts = useDrafts.getState();
        await Promise.all(about.requestIds.map((id) => drafts.flush(aboutRequest(id))));
        const [result, birthDate] = await Promise.all([
          invoke('appointments.decide', { command }),
          birthDateOf(about.patientId),
        ]);
        setBusy(about.id, false);
        if (!result.ok) return result;
        const { outboxId, undoUntil, requestId } = result.value;
        if (requestId !== null) await drafts.forget(aboutRequest(requestId));
        const sentence = t.appointments.scheduleSentence(command, about, moment());
        const detail = t.appointments.scheduleDetail(command, { ...about, birthDate }, moment());
        const cameBack: CameBack | null =
          command.type === 'book' ? null : { kind: 'appointment', id: about.id, start: about.start };
        get().offerUndo({ outboxId, undoUntil, sentence, detail, about: cameBack });
        return result;
      }),
    offerUndo: ({ outboxId, undoUntil, sentence, detail = '', about }) => {
      if (outboxId === null || undoUntil <= clock.now()) return;
      const made: Undoable = { outboxId, sentence, detail, undoUntil, about, error: null };
      set((state) => ({ undoable: [...state.undoable, made], undoneSentence: '' }));
    },
    undo: async (outboxId) => {
      const entry = get().undoable.find((one) => one.outboxId === outboxId);
      if (entry === undefined) return;
      set((state) => ({ undoing: state.undoing + 1 }));
      const result = await invoke('decisions.undo', { outboxId });
      if (result.ok && entry.about !== null) await showCameBack(entry.about);
      set((state) => ({ undoing: state.undoing - 1 }));
      set((state) =>
        result.ok
          ? {
              // What stood in the way of another may be gone with it.
              undoable: state.undoable
                .filter((one) => one.outboxId !== outboxId)
                .map((one) => ({ ...one, error: null })),
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
      const before = underWay.size > 0 ? get().undoable : [];
      await Promise.allSettled(underWay);
      const newest = get().undoable.findLast(
        (one) => one.error === null && !before.some(({ outboxId }) => outboxId === one.outboxId),
      );
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
