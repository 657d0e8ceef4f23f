import { create } from 'zustand';
import { shownOf } from '../../src-shared/ipc/chosen-request.ts';
import type { RequestRow } from '../../src-shared/ipc/request-views.ts';

interface SelectionState {
  /** The chosen requests of the inbox, and how each looked when it was chosen; `null` where nobody has seen its row. */
  readonly chosen: ReadonlyMap<string, string | null>;
  /** The row that was chosen last by itself: from there a range is counted. */
  readonly anchor: string | null;
  /** Chooses a row, or no more. */
  toggle(row: RequestRow): void;
  /** Chooses these too, all in sight; the anchor stays. */
  extend(rows: readonly RequestRow[]): void;
  /** Chooses all of these too, seen or not. */
  all(ids: readonly string[]): void;
  /** These are chosen no more. */
  drop(ids: readonly string[]): void;
  /** These have been looked at again, as they are now. */
  seen(rows: readonly RequestRow[]): void;
  clear(): void;
}

/** Which requests of the inbox are chosen, to be decided in one go. */
export const useSelection = create<SelectionState>()((set) => ({
  chosen: new Map(),
  anchor: null,
  toggle: (row) =>
    set(({ chosen }) => {
      const changed = new Map(chosen);
      if (!changed.delete(row.id)) changed.set(row.id, shownOf(row));
      return { chosen: changed, anchor: row.id };
    }),
  extend: (rows) =>
    set(({ chosen, anchor }) => ({
      chosen: new Map([...chosen, ...rows.map((row) => [row.id, shownOf(row)] as const)]),
      anchor: anchor ?? rows[0]?.id ?? null,
    })),
  all: (ids) =>
    set(({ chosen }) => ({
      chosen: new Map([...chosen, ...ids.map((id) => [id, chosen.get(id) ?? null] as const)]),
    })),
  drop: (ids) =>
    set((state) => {
      if (!ids.some((id) => state.chosen.has(id))) return state;
      const chosen = new Map(state.chosen);
      for (const id of ids) chosen.delete(id);
      return { chosen };
    }),
  seen: (rows) =>
    set(({ chosen }) => ({
      chosen: new Map([
        ...chosen,
        ...rows.filter(({ id }) => chosen.has(id)).map((row) => [row.id, shownOf(row)] as const),
      ]),
    })),
  clear: () => set({ chosen: new Map(), anchor: null }),
}));
