import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import type { Pointing } from '../../../components/use-pointing.ts';
import { useDialogs } from '../../../stores/dialogs.ts';
import { useInbox } from '../../../stores/inbox.ts';
import { holdRow, rowOf, showRow } from './show-row.ts';

/**
 * Keeps the row in focus as it is now. When it leaves the list, the row that takes its place is in focus: the side pane
 * follows it, and somebody who works by keyboard goes on where they were. Focus in a dialog or a filter is left alone.
 */
export function useFocusAfter(
  list: RefObject<HTMLElement | null>,
  rows: readonly RequestRow[],
  state: RequestRow['state'],
  { at: pointer }: Pointing,
): void {
  const before = useRef<readonly RequestRow[]>([]);
  useLayoutEffect(() => {
    const old = before.current;
    before.current = rows;
    const { opened, focus } = useInbox.getState();
    // Of this list: it is in focus again when somebody comes back from another.
    const last = opened[state];
    const still = rows.find((row) => row.id === last);
    if (still !== undefined) {
      focus(still);
      // One that came back, because its decision was taken back.
      if (!old.some((row) => row.id === still.id)) takeFocus(list.current, still.id, showRow);
      return;
    }
    const next = rowAfter(last, old, rows);
    if (next === null) return;
    focus(next);
    // A button that left with its row leaves the focus with the body.
    if (old.length > 0) takeFocus(list.current, next.id, pointer.current === null ? showRow : holdRow);
  }, [rows, state, list, pointer]);

  // A dialog gives the focus back to where it came from; has that row left meanwhile, to the one in its place.
  // One that stood open over a lock came from nowhere that is still there.
  const dialog = useDialogs((state) => state.open !== null);
  const wasOpen = useRef(false);
  useEffect(() => {
    const closed = wasOpen.current && !dialog;
    wasOpen.current = dialog;
    const next = useInbox.getState().focused;
    if (closed && next !== null) takeFocus(list.current, next.id, showRow);
  }, [dialog, list]);
}

/** Puts the focus on a row, if nothing else has it: what has left the list, but keeps its place there, has it no more. */
function takeFocus(list: HTMLElement | null, requestId: string, give: (row: HTMLElement) => void): void {
  const { activeElement } = document;
  if (activeElement !== document.body && activeElement?.closest('[inert]') === null) return;
  const row = rowOf(list, requestId);
  if (row !== null) {
    give(row);
    return;
  }
  // It stands far from what is drawn, and will be by the next frame.
  requestAnimationFrame(() => {
    const drawn = rowOf(list, requestId);
    if (drawn !== null && document.activeElement === document.body) give(drawn);
  });
}

/** The row that takes the place of the lost one: the next that stays, else the last, else the first of a new list. */
export function rowAfter(
  lost: string | null,
  old: readonly RequestRow[],
  rows: readonly RequestRow[],
): RequestRow | null {
  const at = old.findIndex((row) => row.id === lost);
  if (at < 0) return rows[0] ?? null;
  const staying = new Map(rows.map((row) => [row.id, row]));
  for (const row of old.slice(at + 1)) {
    const found = staying.get(row.id);
    if (found !== undefined) return found;
  }
  return rows.at(-1) ?? null;
}
