import { create } from 'zustand';
import type { Filters } from './pages.ts';

export type ListView = Filters['view'];

/** A history of every outcome, by anybody, of all days. */
export const NOT_NARROWED: NonNullable<Filters['settled']> = {
  outcome: null,
  by: null,
  from: null,
  to: null,
};

const noFilters = (view: ListView): Filters => ({
  view,
  practitionerId: null,
  kind: null,
  filter: 'all',
  search: '',
  sort: 'appointment',
  ...(view === 'history' ? { settled: NOT_NARROWED } : {}),
});

interface FiltersState {
  readonly of: Readonly<Record<ListView, Filters>>;
  change(view: ListView, part: Partial<Filters>): void;
  /** Shows everything again, in the order chosen. */
  clear(view: ListView): void;
}

/** How each list of requests is narrowed and sorted, until the window is closed. */
export const useFilters = create<FiltersState>()((set) => ({
  of: { inbox: noFilters('inbox'), awaiting: noFilters('awaiting'), history: noFilters('history') },
  change: (view, part) => set(({ of }) => ({ of: { ...of, [view]: { ...of[view], ...part } } })),
  clear: (view) => set(({ of }) => ({ of: { ...of, [view]: { ...noFilters(view), sort: of[view].sort } } })),
}));

export const isNarrowed = (filters: Filters): boolean =>
  filters.practitionerId !== null ||
  filters.kind !== null ||
  filters.filter !== 'all' ||
  Object.values(filters.settled ?? NOT_NARROWED).some((value) => value !== null) ||
  filters.search.trim() !== '';
