import { create } from 'zustand';
import type { AbsenceAct } from '../../src-shared/domain/absence.ts';
import { standsAt } from '../../src-shared/domain/appointment.ts';
import { type DeskCommand, slotsIn } from '../../src-shared/domain/commands.ts';
import { draftsOf, type ReceptionistDecision } from '../../src-shared/domain/decision.ts';
import { aboutRequest, type DraftSubject } from '../../src-shared/domain/draft.ts';
import type { ManyAct } from '../../src-shared/domain/many-requests.ts';
import type { ScheduleCommand } from '../../src-shared/domain/schedule-command.ts';
import type { PlainDate } from '../../src-shared/domain/time.ts';
import type { AppError } from '../../src-shared/errors.ts';
import type { AppointmentView } from '../../src-shared/ipc/appointment-views.ts';
import type { PatientCard } from '../../src-shared/ipc/basics.ts';
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
  /** Takes it back. */
  readonly takeBack: () => Promise<Result<null, AppError>>;
  /** Those decided in one go stand together. */
  readonly together: { readonly batch: string; readonly act: Together['act'] } | null;
  /** Why taking it back failed. */
  readonly error: AppError | null;
}

/** A decision given with others in one go: about requests, or about visits of a provider who is away. */
export type Together = {
  /** How it was shown: on what nobody has seen nothing is decided. */
  readonly shown: string;
  /** Names the go. */
  readonly batch: string;
} & (
  | { readonly act: ManyAct }
  | { readonly act: AbsenceAct; readonly absenceId: string; readonly visitId: string }
);

/** A command with the request or the visit it is about, as that was before. */
export type GivenDecision =
  | { readonly on: 'request'; readonly row: RequestRow; readonly command: DeskCommand }
  | {
      readonly on: 'schedule';
      readonly appointment: AppointmentView;
      readonly command: Exclude<ScheduleCommand, { type: 'book' }>;
    }
  | {
      readonly on: 'schedule';
      readonly patient: PatientCard;
      readonly command: Extract<ScheduleCommand, { type: 'book' }>;
    };

type About =
  | { readonly row: RequestRow }
  | { readonly appointment: AppointmentView }
  | { readonly patient: PatientCard };

/** What has to wait while a decision is being given: a request, an appointment, or what is about to be booked. */
export const busyKey = (about: About): string =>
  'row' in about ? about.row.id : 'appointment' in about ? about.appointment.id : 'new';

/** The decision as the main process takes it. */
export const asDecision = (given: GivenDecision): ReceptionistDecision =>
  given.on === 'request'
    ? { on: 'request', id: given.row.id, command: given.command }
    : { on: 'schedule', command: given.command };

/** Gives it to the main process; one given together with others only as it was shown. */
const send = (given: GivenDecision, together: Together | undefined) => {
  if (together === undefined) return invoke('decisions.decide', asDecision(given));
  const { shown } = together;
  if ('absenceId' in together) {
    const { absenceId: id, visitId, act } = together;
    return invoke('absences.decide', { id, visitId, act, decision: asDecision(given), shown });
  }
  return given.on === 'request'
    ? invoke('requests.decideShown', {
        id: given.row.id,
        act: together.act,
        command: given.command,
        shown,
      })
    : invoke('decisions.decide', asDecision(given));
};

/** What may be typed for a decision, whichever request it will be found to answer. */
const possibleDrafts = (given: GivenDecision): readonly DraftSubject[] => [
  ...draftsOf(asDecision(given), null),
  ...('row' in given ? [given.row.id] : 'appointment' in given ? given.appointment.requestIds : []).map(
    aboutRequest,
  ),
];

/** A decision takes what was typed for it along. Those after which somebody goes on typing leave it, or write it again. */
async function settleDrafts(given: GivenDecision, requestId: string | null): Promise<void> {
  const { saveAgain, forget } = useDrafts.getState();
  if (given.command.type === 'assign-patient')
    return requestId === null ? undefined : saveAgain(aboutRequest(requestId));
  await Promise.all(draftsOf(asDecision(given), requestId).map(forget));
}

async function birthDateOf(about: About): Promise<PlainDate | null> {
  if ('patient' in about) return about.patient.birthDate;
  if ('row' in about) return about.row.patient?.birthDate ?? null;
  const { patientId } = about.appointment;
  const found = patientId === null ? null : await invoke('patients.get', { id: patientId });
  return found?.ok ? found.value.birthDate : null;
}

/** What is said while the decision can be taken back, and what that would bring back. */
function undoLine(
  given: GivenDecision,
  birthDate: PlainDate | null,
): Pick<Undoable, 'sentence' | 'detail' | 'about'> {
  const moment = { zone: clinicNow()?.bootstrap.zone ?? 'UTC', now: clock.now() };
  if (given.on === 'request') {
    const { row, command } = given;
    const { practitionerName } = row.appointment;
    const start = (standsAt(row.appointment) ?? slotsIn(command)[0] ?? row.requested)?.start ?? null;
    return {
      sentence: t.decisions.decisionSentence(row, command),
      detail: t.visit.visitDetail({ birthDate, practitionerName }, start, moment),
      about: { kind: 'request', id: row.id },
    };
  }
  const { command } = given;
  const visit = 'patient' in given ? bookedVisit(given) : given.appointment;
  return {
    sentence: t.appointments.scheduleSentence(command, visit, moment),
    detail: t.appointments.scheduleDetail(command, { ...visit, birthDate }, moment),
    about:
      'patient' in given
        ? null
        : { kind: 'appointment', id: given.appointment.id, start: given.appointment.start },
  };
}

function bookedVisit({ patient, command }: Extract<GivenDecision, { readonly patient: unknown }>) {
  const { practitionerId, start, end } = command.slot;
  const provider = clinicNow()?.directory.practitioners.find(({ id }) => id === practitionerId);
  return { patientName: patient.name, practitionerName: provider?.name ?? '', start, end };
}

export interface DecisionsState {
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
  /** Gives a decision. One at a time about a request or an appointment: a second click while one is under way gives `null`. */
  decide(given: GivenDecision, together?: Together): Promise<Result<DecisionReceipt, AppError> | null>;
  /**
   * Offers to take back what was done, as long as that is possible: the decision with this entry of the outbox or, with a `takeBack` of
   * its own, something else that is known by this id.
   */
  offerUndo(
    done: Pick<Undoable, 'sentence' | 'undoUntil' | 'about'> & {
      readonly outboxId: string | null;
      readonly detail?: string;
      readonly takeBack?: Undoable['takeBack'];
      readonly together?: Undoable['together'] | undefined;
    },
  ): void;
  /** Takes a decision back. What came back gets the focus, wherever it stands now. */
  undo(outboxId: string): Promise<void>;
  /** Takes back all that were decided in one go and have not left yet, the newest first. */
  undoTogether(batch: string): Promise<void>;
  /**
   * Takes back the newest, with those decided in the same go. While decisions are still being made it waits for them: the newest
   * is then what came of them, and nothing where all were refused.
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
  async function takeOneBack(outboxId: string, show: boolean): Promise<void> {
    const entry = get().undoable.find((one) => one.outboxId === outboxId);
    if (entry === undefined) return;
    set((state) => ({ undoing: state.undoing + 1 }));
    const result = await entry.takeBack();
    if (result.ok && entry.about !== null && show) await showCameBack(entry.about);
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
  }
  return {
    undoable: [],
    busy: new Set(),
    errors: {},
    undoneSentence: '',
    undoing: 0,
    decide: (given, together) =>
      counted(async () => {
        const key = busyKey(given);
        if (get().busy.has(key)) return null;
        setBusy(key, true);
        get().setError(key, null);
        // What is typed goes with the decision: taken back or refused by the portal, it is there again.
        await Promise.all(possibleDrafts(given).map((subject) => useDrafts.getState().flush(subject)));
        const [result, birthDate] = await Promise.all([send(given, together), birthDateOf(given)]);
        setBusy(key, false);
        if (!result.ok) return result;
        const { outboxId, undoUntil, requestId } = result.value;
        await settleDrafts(given, requestId);
        if (given.command.type !== 'assign-patient')
          get().offerUndo({ outboxId, undoUntil, together, ...undoLine(given, birthDate) });
        return result;
      }),
    offerUndo: ({ outboxId, undoUntil, sentence, detail = '', about, together = null, ...own }) => {
      if (outboxId === null || undoUntil <= clock.now()) return;
      const { takeBack = () => invoke('decisions.undo', { outboxId }) } = own;
      const made: Undoable = {
        outboxId,
        sentence,
        detail,
        undoUntil,
        about,
        together,
        takeBack,
        error: null,
      };
      set((state) => ({ undoable: [...state.undoable, made], undoneSentence: '' }));
    },
    undo: (outboxId) => takeOneBack(outboxId, true),
    undoTogether: async (batch) => {
      const wanted = get().undoable.filter((one) => one.together?.batch === batch && one.error === null);
      // Only one of them can have the focus: the first, as it stood in the list.
      for (const { outboxId } of wanted.toReversed())
        await takeOneBack(outboxId, outboxId === wanted[0]?.outboxId);
    },
    undoNewest: async () => {
      const before = underWay.size > 0 ? get().undoable : [];
      await Promise.allSettled(underWay);
      const newest = get().undoable.findLast(
        (one) => one.error === null && !before.some(({ outboxId }) => outboxId === one.outboxId),
      );
      if (newest === undefined) return;
      await (newest.together === null
        ? get().undo(newest.outboxId)
        : get().undoTogether(newest.together.batch));
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
