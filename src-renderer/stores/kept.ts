import type { DraftSubject } from '../../src-shared/domain/draft.ts';
import { invoke } from '../api/client.ts';
import { useAppointments } from './appointments.ts';
import { useCalendar } from './calendar.ts';
import { useCallNotes } from './call-notes.ts';
import { useDecisions } from './decisions.ts';
import { type OpenDialog, useDialogs } from './dialogs.ts';
import { useDrafts } from './drafts.ts';
import { useInbox } from './inbox.ts';
import { useNavigation } from './navigation.ts';
import { useRequestNotes } from './request-notes.ts';
import { useSelection } from './selection.ts';
import { useTypedStore } from './typed.ts';

/** What a lock interrupts and no draft in the database holds: where somebody was, what was open, and the notes they were writing. */
interface Kept {
  readonly at: Pick<ReturnType<typeof useNavigation.getState>, 'screen' | 'tab' | 'view' | 'patientId'>;
  /** Which day of the calendar was shown, and of whom. */
  readonly calendar?: Pick<
    ReturnType<typeof useCalendar.getState>,
    'date' | 'month' | 'weekProviderId' | 'listProviderId' | 'showCancelled'
  >;
  readonly appointmentId: string | null;
  readonly dialog: ReturnType<typeof useDialogs.getState>['open'];
  readonly expanded: readonly string[];
  /** The request last in focus in each list. */
  readonly opened?: ReturnType<typeof useInbox.getState>['opened'];
  readonly notes: { readonly open: readonly string[]; readonly typed: Readonly<Record<string, string>> };
  readonly callNotes: Readonly<Record<string, string>>;
  /** Of the requests that are to be decided in one go: each, and how it looked when it was chosen. */
  readonly selected?: {
    readonly chosen: readonly (readonly [string, string | null])[];
    readonly anchor: string | null;
  };
  readonly typed?: Readonly<Record<string, unknown>>;
  /** Drafts that the disk did not take. */
  readonly drafts?: ReturnType<ReturnType<typeof useDrafts.getState>['unsaved']>;
  /** Of places that are loaded only when somebody goes there, by their names. */
  readonly places: Readonly<Record<string, unknown>>;
}

interface Place {
  readonly now: () => unknown;
  readonly putBack: (kept: never) => void;
}
const places = new Map<string, Place>();
/** What was kept of places nobody has been to since. */
const untouched = new Map<string, unknown>();

/**
 * Has what is typed at a place kept over a lock, too. `now` gives it, as JSON can hold it, or `null` where nothing is; `putBack` gets what
 * `now` gave before the lock.
 */
export function alsoKeep<T>(
  name: string,
  place: { readonly now: () => T | null; readonly putBack: (kept: T) => void },
): void {
  places.set(name, place);
  if (!untouched.has(name)) return;
  place.putBack(untouched.get(name) as T);
  untouched.delete(name);
}

/** All of that, to be handed over. */
export function typedNow(): string {
  const { screen, tab, view, patientId } = useNavigation.getState();
  const { open, typed } = useRequestNotes.getState();
  const selection = useSelection.getState();
  const { date, month, weekProviderId, listProviderId, showCancelled } = useCalendar.getState();
  const kept: Kept = {
    at: { screen, tab, view, patientId },
    calendar: { date, month, weekProviderId, listProviderId, showCancelled },
    appointmentId: useAppointments.getState().openId,
    // What is being sent is done when they come back; where it is refused, its draft is there.
    dialog: useDecisions.getState().busy.size > 0 ? null : useDialogs.getState().open,
    expanded: [...useInbox.getState().expanded],
    opened: useInbox.getState().opened,
    notes: { open: [...open], typed },
    callNotes: useCallNotes.getState().typed,
    selected: { chosen: [...selection.chosen], anchor: selection.anchor },
    typed: useTypedStore.getState().typed,
    drafts: useDrafts.getState().unsaved(),
    places: Object.fromEntries([
      ...untouched,
      ...[...places].map(([name, { now }]) => [name, now()] as const),
    ]),
  };
  return JSON.stringify(kept);
}

/** Puts back what the same person had when the desk was locked; nothing where there is none. */
export async function takeKept(): Promise<void> {
  const answer = await invoke('session.takeKept', undefined);
  if (!answer.ok || answer.value.kept === null) return;
  // This window's own words, which nobody but the main process has held meanwhile; an earlier version's know less.
  const kept = JSON.parse(answer.value.kept) as Kept;
  for (const [name, one] of Object.entries(kept.places)) {
    if (one === null) continue;
    const place = places.get(name);
    if (place === undefined) untouched.set(name, one);
    else place.putBack(one as never);
  }
  // Before any form asks the database, which has older words, or none.
  for (const [subject, draft = {}] of Object.entries(kept.drafts ?? {}))
    useDrafts.getState().edit(subject as DraftSubject, draft);
  useNavigation.getState().go(kept.at);
  if (kept.calendar !== undefined) useCalendar.setState(kept.calendar);
  if (kept.appointmentId !== null) useAppointments.getState().open(kept.appointmentId);
  if (kept.opened !== undefined) useInbox.setState({ opened: kept.opened });
  for (const id of kept.expanded) useInbox.getState().toggle(id, true);
  for (const id of kept.notes.open) useRequestNotes.getState().toggle(id, true);
  for (const [id, text] of Object.entries(kept.notes.typed)) useRequestNotes.getState().type(id, text);
  for (const [id, note] of Object.entries(kept.callNotes)) useCallNotes.getState().type(id, note);
  if (kept.selected !== undefined)
    useSelection.setState({ chosen: new Map(kept.selected.chosen), anchor: kept.selected.anchor });
  if (kept.dialog !== null) useDialogs.getState().ask(await asOfNow(kept.dialog));
  // After the dialog, with which it would go.
  useTypedStore.setState({ typed: kept.typed ?? {} });
}

/** With the request as it is by now: it may have changed meanwhile, and what is typed about it is kept beside it. */
async function asOfNow(dialog: OpenDialog): Promise<OpenDialog> {
  if (dialog.asks === 'booking') return { ...dialog, goesOn: true };
  if (!('decision' in dialog) || dialog.decision.on !== 'request') return dialog;
  const now = await invoke('requests.get', { id: dialog.decision.row.id });
  if (!now.ok) return dialog;
  return { ...dialog, decision: { ...dialog.decision, row: now.value.row } } as OpenDialog;
}
