import type { Actor } from '../../../src-shared/domain/changes.ts';
import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import {
  PRACTICE_SECTIONS,
  type PracticeSection,
  type SectionValue,
  sectionOf,
} from '../../../src-shared/domain/practice-sections.ts';
import { SETTINGS } from '../../../src-shared/domain/settings.ts';
import {
  atAnotherPortal,
  type SectionState,
  sameValue,
  savedHere,
  UNSHARED,
  valueInForce,
} from '../../../src-shared/domain/shared-section.ts';
import type { Db } from '../../db/db.ts';
import { readSetting, writeSetting } from '../../db/queries/settings.ts';
import {
  findSharedSection,
  type StoredSection,
  saveSharedSection,
} from '../../db/queries/shared-sections.ts';
import type { Ids } from '../../ports.ts';

/** Where the sections are kept, and the rules this desk began with. */
export interface SectionsPlace {
  readonly db: Db;
  readonly defaults: PracticeRules;
  readonly ids: Pick<Ids, 'uuid'>;
  /** This desk, as it signs what it saves. */
  readonly by: Pick<Actor, 'deskId' | 'deskName'>;
}

const rulesNow = ({ db, defaults }: SectionsPlace): PracticeRules =>
  readSetting<PracticeRules>(db, 'rules', SETTINGS.rules.schema, defaults);

/**
 * The section as it stands. Before anything was heard or said of it: what a person has set here, without a portal or with a version
 * of the program that did not share it, is this desk's own; what it began with is nobody's.
 */
export function storedSection(place: SectionsPlace, section: PracticeSection): StoredSection {
  const stored = findSharedSection(place.db, section);
  if (stored !== null) return stored;
  const value = sectionOf(rulesNow(place), section);
  if (sameValue(value, sectionOf(place.defaults, section))) return { ...UNSHARED, server: null };
  return {
    ...UNSHARED,
    server: null,
    own: { value, write: place.ids.uuid(), basedOn: null, standing: 'waiting', detail: '', after: [] },
  };
}

interface Changed extends SectionState {
  readonly server?: string | null;
  /** What counts from now on where that does not follow from the rest. */
  readonly counts?: SectionValue;
}

/**
 * Stores what `change` makes of a section, and what counts at this desk then, in one transaction. What is the same stays unwritten.
 * Says whether what counts is another.
 */
export function changeSection(
  place: SectionsPlace,
  section: PracticeSection,
  change: (stored: StoredSection) => Changed,
): { readonly written: boolean; readonly inForce: boolean } {
  const { db } = place;
  const before = storedSection(place, section);
  const { counts, ...changed } = change(before);
  const after: StoredSection = { ...before, ...changed };
  const rules = rulesNow(place);
  const counting = counts ?? valueInForce(after);
  const inForce = counting !== null && !sameValue(counting, sectionOf(rules, section));
  const written = inForce || !sameValue(before, after);
  if (written)
    db.transaction(() => {
      if (inForce) writeSetting(db, 'rules', { ...rules, ...counting });
      saveSharedSection(db, section, after);
    });
  return { written, inForce };
}

/** A person saves a section. `seen`: the portal's version that they saw; absent where they saw the newest. */
export function saveSectionHere(
  place: SectionsPlace,
  section: PracticeSection,
  save: { readonly value: SectionValue; readonly write: string; readonly seen?: string | null | undefined },
): void {
  keepFirstStates(place);
  changeSection(place, section, (stored) => {
    const { by } = place;
    const { server, copy, own, unreadable } = stored;
    const value = { ...sectionOf(rulesNow(place), section), ...save.value };
    // What this desk began with, saved before any portal was asked, says nothing about the practice.
    if (server === null && sameValue(value, sectionOf(place.defaults, section)))
      return { copy, own: null, unreadable, counts: value };
    const newest = unreadable?.version ?? copy?.version ?? null;
    // Saved as it counts: nothing is new.
    if (own === null && copy !== null && unreadable === null && sameValue(value, copy.value)) return stored;
    return savedHere(
      stored,
      { value, write: save.write },
      save.seen === undefined ? newest : save.seen,
      by.deskId,
    );
  });
  mendRules(place);
}

/** Once the rules are stored, nothing but this tells what somebody has set from what this desk began with. */
function keepFirstStates(place: SectionsPlace): void {
  for (const section of PRACTICE_SECTIONS)
    if (findSharedSection(place.db, section) === null)
      saveSharedSection(place.db, section, storedSection(place, section));
}

/** What is stored of the rules and cannot be read is replaced by what counts, once somebody has saved. */
function mendRules(place: SectionsPlace): void {
  let isUnreadable = false;
  const rules = readSetting<PracticeRules>(place.db, 'rules', SETTINGS.rules.schema, place.defaults, () => {
    isUnreadable = true;
  });
  if (isUnreadable) writeSetting(place.db, 'rules', rules);
}

/** The portal at `server` is asked from now on: the copies of another are forgotten. */
export function forgetOtherPortal(place: SectionsPlace, server: string): void {
  if (PRACTICE_SECTIONS.every((section) => storedSection(place, section).server === server)) return;
  place.db.transaction(() => {
    for (const section of PRACTICE_SECTIONS)
      changeSection(place, section, (before) => {
        if (before.server === server) return before;
        return { ...(before.server === null ? before : atAnotherPortal(before, place.by.deskId)), server };
      });
  });
}
