import { type MouseEvent, useEffect, useRef } from 'react';
import { MOST_BY_ID, type RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { invoke } from '../../../api/client.ts';
import { useSelection } from '../../../stores/selection.ts';
import type { ListView } from '../list/filters-store.ts';

interface Choosing {
  /** Some of the list are selected. */
  readonly some: boolean;
  /** What a pointer does with a key held down: Shift up to the row, Ctrl or Cmd that row alone. */
  readonly pointer: {
    readonly onMouseDownCapture?: (event: MouseEvent) => void;
    readonly onClickCapture?: (event: MouseEvent) => void;
  };
}

const NONE: Choosing = { some: false, pointer: {} };

/** What has left the rows that are read may only have come to stand further down. */
async function dropClosed(ids: readonly string[]): Promise<void> {
  const found = await invoke('requests.byIds', { ids: [...ids] });
  if (!found.ok) return;
  const open = new Set(found.value.filter(({ state }) => state === 'open').map(({ id }) => id));
  useSelection.getState().drop(ids.filter((id) => !open.has(id)));
}

/**
 * The selection of a list: none but the inbox has one. What has left the list, decided or withdrawn, is selected no more.
 *
 * @param answers which filters `rows` fit: what others hide stays selected.
 */
export function useSelectionIn(view: ListView, rows: readonly RequestRow[], answers: string): Choosing {
  const some = useSelection((state) => state.chosen.size > 0);
  const before = useRef({ rows, answers });
  useEffect(() => {
    const old = before.current;
    before.current = { rows, answers };
    if (view !== 'inbox' || old.answers !== answers || old.rows === rows) return;
    const there = new Set(rows.map(({ id }) => id));
    const { chosen } = useSelection.getState();
    const missing = old.rows.map(({ id }) => id).filter((id) => !there.has(id) && chosen.has(id));
    if (missing.length > 0) void dropClosed(missing.slice(0, MOST_BY_ID));
  }, [view, rows, answers]);
  if (view !== 'inbox') return NONE;

  const rowUnder = (event: MouseEvent): RequestRow | null => {
    if (!event.shiftKey && !event.ctrlKey && !event.metaKey) return null;
    const article = (event.target as Element).closest<HTMLElement>('article[data-request]');
    return rows.find(({ id }) => id === article?.dataset.request) ?? null;
  };
  return {
    some,
    pointer: {
      // Neither text is marked nor does the row open.
      onMouseDownCapture: (event) => {
        if (rowUnder(event) !== null) event.preventDefault();
      },
      onClickCapture: (event) => {
        const row = rowUnder(event);
        if (row === null) return;
        event.preventDefault();
        event.stopPropagation();
        const { anchor, toggle, extend } = useSelection.getState();
        const from = rows.findIndex(({ id }) => id === anchor);
        const to = rows.indexOf(row);
        if (event.shiftKey && from >= 0) extend(rows.slice(Math.min(from, to), Math.max(from, to) + 1));
        else toggle(row);
      },
    },
  };
}
