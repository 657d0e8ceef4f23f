import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from 'react';
import type { AppointmentView } from '../../../../src-shared/ipc/appointment-views.ts';

interface ListFocus {
  /** The entry that Tab reaches: the one last in focus, otherwise the first. */
  readonly tabStop: string | undefined;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const entryOf = (target: EventTarget): string | undefined =>
  target instanceof HTMLElement ? target.dataset.entry : undefined;

/** One stop of the Tab key for all entries of a list; the arrows, Home and End go from entry to entry. */
export function useListFocus(
  list: RefObject<HTMLElement | null>,
  entries: readonly Pick<AppointmentView, 'id'>[],
): ListFocus {
  const [last, setLast] = useState<string | undefined>(undefined);
  const ids = entries.map(({ id }) => id);
  return {
    tabStop: last !== undefined && ids.includes(last) ? last : ids[0],
    onFocus: (event) => {
      const id = entryOf(event.target);
      if (id !== undefined) setLast(id);
    },
    onKeyDown: (event) => {
      const id = entryOf(event.target);
      if (id === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const to = target(event.key, ids, ids.indexOf(id));
      if (to === undefined) return;
      event.preventDefault();
      list.current?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(to)}"]`)?.focus();
    },
  };
}

function target(key: string, ids: readonly string[], at: number): string | undefined {
  switch (key) {
    case 'ArrowDown':
      return ids[at + 1];
    case 'ArrowUp':
      return ids[at - 1];
    case 'Home':
      return ids[0];
    case 'End':
      return ids.at(-1);
    default:
      return undefined;
  }
}
