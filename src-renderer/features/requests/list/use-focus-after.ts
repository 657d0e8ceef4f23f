import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { RequestRow } from '../../../../src-shared/ipc/views.ts';
import { useInbox } from '../../../stores/inbox.ts';

/**
 * Keeps the row in focus as it is now. When it leaves the list, the row that takes its place is in focus: the side pane
 * follows it, and somebody who works by keyboard goes on where they were. Focus in a dialog or a filter is left alone.
 */
export function useFocusAfter(list: RefObject<HTMLElement | null>, rows: readonly RequestRow[]): void {
  const before = useRef<readonly RequestRow[]>([]);
  useLayoutEffect(() => {
    const old = before.current;
    before.current = rows;
    const { focused, focus } = useInbox.getState();
    const still = rows.find((row) => row.id === focused?.id);
    if (still !== undefined) return focus(still);
    const heir = heirOf(focused?.id ?? null, old, rows);
    if (heir === null) return;
    focus(heir);
    // A button that left with its row leaves the focus with the body.
    if (old.length > 0 && document.activeElement === document.body) {
      list.current
        ?.querySelector<HTMLElement>(`[data-request="${CSS.escape(heir.id)}"]`)
        ?.focus({ preventScroll: true });
    }
  }, [rows, list]);
}

/** The row that takes the place of the lost one: the next that stays, else the last, else the first of a new list. */
export function heirOf(
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
