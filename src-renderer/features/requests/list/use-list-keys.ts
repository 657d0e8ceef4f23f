import { type RefObject, useRef } from 'react';
import { SELECTION_ACTS } from '../../../../src-shared/domain/many-requests.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { type ShortcutsAt, shortcutsAt } from '../../../../src-shared/shortcuts.ts';
import { nextStep, takeStep } from '../../../actions/take-step.ts';
import { createPressGuard } from '../../../keyboard/double-press.ts';
import { type ShortcutHandler, useShortcuts } from '../../../keyboard/use-shortcuts.ts';
import { useDecisions } from '../../../stores/decisions.ts';
import { useDialogs } from '../../../stores/dialogs.ts';
import { useInbox } from '../../../stores/inbox.ts';
import { useNavigation } from '../../../stores/navigation.ts';
import { useSelection } from '../../../stores/selection.ts';
import { selectAll } from '../many/select-all.ts';
import { nameInSight, showRow } from './show-row.ts';
import { toSearch } from './to-search.ts';

/** The rows of `list`, in the order in which they stand. */
const rowsOf = (list: HTMLElement): HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>('article[data-request]'),
];

/** Moves the focus to the next (`1`) or the previous (`-1`) row; to the one last in focus when none has it. */
function moveFocus(list: HTMLElement, step: 1 | -1): void {
  const rows = rowsOf(list);
  const holder = rows.find((row) => row.contains(document.activeElement));
  const last = useInbox.getState().focused?.id;
  const next =
    holder === undefined
      ? (rows.find((row) => row.dataset.request === last) ?? rows[0])
      : rows[rows.indexOf(holder) + step];
  if (next !== undefined) showRow(next);
}

/** Leads to the times that a row offers in place; false where it has none, or the focus is there already. */
function toNearest(article: HTMLElement): boolean {
  const group = article.querySelector<HTMLElement>('[data-nearest]');
  const first = group?.querySelector<HTMLElement>('button') ?? null;
  if (first === null || group?.contains(document.activeElement) === true) return false;
  first.focus();
  return true;
}

/** While some are selected, the keys of the decisions are about all of these: the dialog says about whom. */
function toMany(id: ShortcutsAt<'request'>, event: KeyboardEvent, row: RequestRow | undefined): boolean {
  const act = SELECTION_ACTS.find((one) => one === id);
  if (act === undefined || useNavigation.getState().view !== 'inbox') return false;
  if (useSelection.getState().chosen.size === 0) return false;
  // Whoever is in a form has its own request in mind.
  if (row !== undefined && event.target instanceof Element && event.target.closest('form') !== null)
    return false;
  useDialogs.getState().ask({ asks: 'many', act });
  return true;
}

/** The keys of a list of requests, and of the request in it that has the focus. */
export function useListKeys(list: RefObject<HTMLElement | null>, rows: readonly RequestRow[]): void {
  const guard = useRef(createPressGuard());

  const inFocus = (): RequestRow | undefined => {
    const article = list.current?.querySelector<HTMLElement>('article[data-request]:focus-within') ?? null;
    return rows.find((one) => one.id === article?.dataset.request);
  };
  /** The row in focus is selected, and the one beside it, which gets the focus. */
  const extend = (by: 1 | -1) => (): boolean => {
    const row = inFocus();
    if (row?.state !== 'open' || list.current === null) return false;
    moveFocus(list.current, by);
    const next = inFocus();
    useSelection.getState().extend(next === undefined ? [row] : [row, next]);
    return true;
  };

  const step = (by: 1 | -1) => (): undefined => {
    if (list.current !== null) moveFocus(list.current, by);
  };
  /** About the request that holds the focus on the screen: never about one that nobody can see to be meant. */
  const onRow =
    (id: ShortcutsAt<'request'>): ShortcutHandler =>
    (event) => {
      const article = list.current?.querySelector<HTMLElement>('article[data-request]:focus-within') ?? null;
      const row = rows.find((one) => one.id === article?.dataset.request);
      if (toMany(id, event, row)) return true;
      // Every press is told to the guard, also one that finds nothing to do.
      const atOnce = id === 'approve' || id === 'freed-time';
      const counts = !atOnce || guard.current(event.timeStamp, row?.id ?? null);
      if (article === null || row === undefined) return false;
      // What an undo brings back is on its way into focus: a key would meet another patient's request.
      if (useDecisions.getState().undoing > 0 || useNavigation.getState().wantedRequestId !== null)
        return false;
      // On a button of the row Enter presses the button.
      if (id === 'open-request' && event.target !== article) return false;
      // It was scrolled out of sight: the key shows whom it would decide about, and the next press decides.
      if (!nameInSight(article)) {
        showRow(article);
        return true;
      }
      // Whoever is in the form has another time in mind than the one asked for.
      if (atOnce && event.target instanceof Element && event.target.closest('form') !== null) return false;
      // A time that is not free has others in place: the key leads to them, and pressed there on to the form.
      if (id === 'propose' && toNearest(article)) return true;
      const next = nextStep(row, id);
      if (next === null) return false;
      if (counts) takeStep(next, row);
      return true;
    };

  useShortcuts({
    'next-request': step(1),
    'previous-request': step(-1),
    search: () => {
      toSearch();
      return undefined;
    },
    'select-request': () => {
      const row = inFocus();
      if (row?.state !== 'open') return false;
      useSelection.getState().toggle(row);
      return true;
    },
    'select-next': extend(1),
    'select-previous': extend(-1),
    'select-all': () => {
      if (useNavigation.getState().view !== 'inbox') return false;
      void selectAll();
      return true;
    },
    'clear-selection': () => {
      if (useNavigation.getState().view !== 'inbox' || useSelection.getState().chosen.size === 0)
        return false;
      useSelection.getState().clear();
      return true;
    },
    ...Object.fromEntries(shortcutsAt('request').map((id) => [id, onRow(id)])),
  });
}
