import { actorWords } from '../../../../src-shared/text/stored-names.ts';
import type { Moment } from '../../../../src-shared/text/subjects.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { NOT_NARROWED } from './filters-store.ts';
import type { Filters } from './pages.ts';

/** The kinds of requests by which a list can be narrowed, in words, in the order of the screen. */
export const kindWords = (): Readonly<Record<NonNullable<Filters['kind']>, string>> => ({
  reschedule: t.requests.words.kindReschedule,
  cancel: t.requests.words.kindCancel,
  new: t.requests.words.kindNew,
});

const stateWords = (): Readonly<Record<Filters['filter'], string>> => ({
  all: t.requests.words.stateAll,
  marked: t.requests.words.stateMarked,
  conflict: t.requests.words.stateConflict,
  'obstacle-free': t.requests.words.stateObstacleFree,
  unsynced: t.requests.words.stateUnsynced,
  snoozed: t.requests.words.stateSnoozed,
});

/** The states by which a list can be narrowed: only open requests have marks, conflicts and what stands in the way. */
export function statesOf(
  view: Filters['view'],
): readonly { readonly value: Filters['filter']; readonly label: string }[] {
  const values: readonly Filters['filter'][] =
    view === 'inbox'
      ? ['all', 'marked', 'conflict', 'obstacle-free', 'unsynced', 'snoozed']
      : ['all', 'unsynced'];
  const words = stateWords();
  return values.map((value) => ({ value, label: words[value] }));
}

/** A filter that is chosen, in words, and what takes it away. */
export interface ChosenFilter {
  readonly key: 'practitionerId' | 'kind' | 'filter' | 'outcome' | 'by' | 'from' | 'to';
  readonly label: string;
  readonly without: Partial<Filters>;
}

/** The filters that narrow a list now, without the search, which stands in its own field. */
export function chosenFilters(
  filters: Filters,
  providerName: (practitionerId: string) => string,
  moment: Moment,
): readonly ChosenFilter[] {
  const { practitionerId, kind, filter, settled = NOT_NARROWED } = filters;
  const { outcome, by, from, to } = settled;
  const of = (key: keyof typeof settled, label: string | null): readonly ChosenFilter[] =>
    label === null ? [] : [{ key, label, without: { settled: { ...settled, [key]: null } } }];
  return [
    ...(practitionerId === null
      ? []
      : [
          {
            key: 'practitionerId' as const,
            label: providerName(practitionerId),
            without: { practitionerId: null },
          },
        ]),
    ...(kind === null ? [] : [{ key: 'kind' as const, label: kindWords()[kind], without: { kind: null } }]),
    ...(filter === 'all'
      ? []
      : [{ key: 'filter' as const, label: stateWords()[filter], without: { filter: 'all' as const } }]),
    ...of('outcome', outcome && t.requests.OUTCOME[outcome]),
    ...of('by', by && `${t.requests.words.settledBy} ${actorWords(by)}`),
    ...of('from', from && t.requests.settledFromDay(from, moment)),
    ...of('to', to && t.requests.settledToDay(to, moment)),
  ];
}
