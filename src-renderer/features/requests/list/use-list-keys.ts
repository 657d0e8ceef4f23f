import { type RefObject, useRef } from 'react';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { type ShortcutsAt, shortcutsAt } from '../../../../src-shared/shortcuts.ts';
import { nextStep, takeStep } from '../../../actions/take-step.ts';
import { createPressGuard } from '../../../keyboard/double-press.ts';
import { type ShortcutHandler, useShortcuts } from '../../../keyboard/use-shortcuts.ts';
import { useDecisions } from '../../../stores/decisions.ts';
import { useInbox } from '../../../stores/inbox.ts';
import { useNavigation } from '../../../stores/navigation.ts';
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

/** The keys of a list of requests, and of the request in it that has the focus. */
export function useListKeys(list: RefObject<HTMLElement | null>, rows: readonly RequestRow[]): void {
  const guard = useRef(createPressGuard());

  const step = (by: 1 | -1) => (): undefined => {
    if (list.current !== null) moveFocus(list.current, by);
  };
  /** About the request that holds the focus on the screen: never about one that nobody can see to be meant. */
  const onRow =
    (id: ShortcutsAt<'request'>): ShortcutHandler =>
    (event) => {
      const article = list.current?.querySelector<HTMLElement>('article[data-request]:focus-within') ?? null;
      const row = rows.find((one) => one.id === article?.dataset.request);
      // Every press is told to the guard, also one that finds nothing to do.
      const counts = id !== 'approve' || guard.current(event.timeStamp, row?.id ?? null);
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
      if (id === 'approve' && event.target instanceof Element && event.target.closest('form') !== null)
        return false;
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
    ...Object.fromEntries(shortcutsAt('request').map((id) => [id, onRow(id)])),
  });
}
