import { type RefObject, useEffect } from 'react';
import { subscribe } from '../../../api/client.ts';
import { useDecisions } from '../../../stores/decisions.ts';
import { useInbox } from '../../../stores/inbox.ts';

const EDITABLE = 'input, textarea, select, [contenteditable="true"]';
const OWN_KEYS = `${EDITABLE}, [role="menu"], [role="menuitem"], [role="listbox"], [role="tab"], [role="dialog"]`;

const isInside = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;

/** The rows of `list`, in the order in which they stand. */
const rowsOf = (list: HTMLElement): HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>('article[data-request]'),
];

/** Moves the focus to the next (`1`) or the previous (`-1`) row; to the one last in focus when none has it. */
export function moveFocus(list: HTMLElement, step: 1 | -1): void {
  const rows = rowsOf(list);
  const holder = rows.find((row) => row.contains(document.activeElement));
  const last = useInbox.getState().focused?.id;
  const next =
    holder === undefined
      ? (rows.find((row) => row.dataset.request === last) ?? rows[0])
      : rows[rows.indexOf(holder) + step];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'nearest' });
}

/**
 * The keys of a list of requests: j, k and the arrows between rows, `/` and Ctrl+F to the search, Ctrl+Z takes the newest
 * decision back. Keys typed into fields and menus stay theirs.
 */
export function useListKeys(
  list: RefObject<HTMLElement | null>,
  search: RefObject<HTMLInputElement | null>,
  onOpen: (requestId: string) => void,
): void {
  useEffect(() => {
    const toSearch = (): void => {
      search.current?.focus();
      search.current?.select();
    };
    const step = (by: 1 | -1): void => {
      if (list.current !== null) moveFocus(list.current, by);
    };
    const actionOf = (event: KeyboardEvent): (() => void) | null => {
      const command = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (command && key === 'f') return toSearch;
      if (isInside(event.target, EDITABLE)) return null;
      if (command && key === 'z' && !event.shiftKey) return () => void useDecisions.getState().undoNewest();
      if (command || event.altKey) return null;
      if (key === '/') return toSearch;
      if (isInside(event.target, OWN_KEYS)) return null;
      if (key === 'j' || event.key === 'ArrowDown') return () => step(1);
      if (key === 'k' || event.key === 'ArrowUp') return () => step(-1);
      const row = event.target instanceof HTMLElement ? event.target.dataset.request : undefined;
      return event.key === 'Enter' && row !== undefined ? () => onOpen(row) : null;
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('[role="dialog"]') !== null) return;
      const action = actionOf(event);
      if (action === null) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [list, search, onOpen]);

  useEffect(
    () =>
      subscribe((event) => {
        if (event.type !== 'menu') return;
        if (event.action === 'search') search.current?.focus();
        if (event.action === 'undo') undoFromMenu();
        if (list.current === null) return;
        if (event.action === 'next-request') moveFocus(list.current, 1);
        if (event.action === 'previous-request') moveFocus(list.current, -1);
      }),
    [list, search],
  );
}

/** The menu's Undo takes back typing where somebody types, and otherwise the newest decision. */
function undoFromMenu(): void {
  if (isInside(document.activeElement, EDITABLE)) document.execCommand('undo');
  else void useDecisions.getState().undoNewest();
}
