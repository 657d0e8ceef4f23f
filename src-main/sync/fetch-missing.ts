import { type EpochMs, MINUTE_MS } from '../../src-shared/domain/time.ts';
import type { Db } from '../db/db.ts';
import { forgetRelatedPerson, relatedPeopleAsking } from '../db/queries/askers.ts';
import { portalCopyVersion } from '../db/queries/portal-copies.ts';
import type { Portal } from '../ports.ts';
import { type ExchangeFailure, isForbidden } from './exchange-failure.ts';
import { isObject } from './fhir/json.ts';
import type { Fetched } from './portal-reader.ts';
import { getResource } from './portal-reader.ts';
import { RELATED_PERSON, referencesOf } from './references-of.ts';

/** What is named by a page may itself name others; a chain longer than this is not followed. */
const DEPTH = 4;
/** So many are remembered. */
const MOST_PRESENT = 50_000;
const RELATED_EVERY_MS = 5 * MINUTE_MS;
const RELATED_AT_ONCE = 50;

/** What the desk knows of resources that others refer to (`Type/id`), for as long as a round lasts. */
export interface Asked {
  /** Not to be asked for again: what the portal does not have, and who acts for a patient, read anew each round. */
  readonly absent: Set<string>;
  /** Seen before: no copy of these ever goes away. */
  readonly present: Set<string>;
  /** Types that the portal does not let the desk search, and those of them of which it has not let it read one either. */
  readonly unsearchable: Set<string>;
  readonly unreadable: Set<string>;
}

export const nothingAsked = (): Asked => ({
  absent: new Set(),
  present: new Set(),
  unsearchable: new Set(),
  unreadable: new Set(),
});

/**
 * Resources that these refer to and the desk has never seen: one created while the types before were being read, or older
 * than what the server lists. Fetched one by one, in an order in which each can be stored before what refers to it.
 *
 * @param asked what has been named in this round; added to.
 */
export async function fetchMissing(
  db: Db,
  portal: Portal,
  resources: readonly unknown[],
  { absent, present, unsearchable, unreadable }: Asked,
): Promise<Fetched<unknown[]>> {
  const here = new Set(resources.flatMap((r) => (isObject(r) ? [`${r.resourceType}/${r.id}`] : [])));
  const found: unknown[] = [];
  let layer = resources;
  for (let depth = 0; depth < DEPTH && layer.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const { type, id } of layer.flatMap(referencesOf)) {
      const key = `${type}/${id}`;
      if (here.has(key) || present.has(key) || absent.has(key)) continue;
      if (type === RELATED_PERSON) {
        absent.add(key);
        const person = await fetchRelatedPerson(db, portal, id);
        if (!person.ok) return person;
        if (person.value !== null) next.push(person.value);
        continue;
      }
      if (portalCopyVersion(db, type, id) !== null) {
        if (present.size >= MOST_PRESENT) present.clear();
        present.add(key);
        continue;
      }
      here.add(key);
      // One refusal after another, for each patient of ten thousand visits.
      if (unreadable.has(type)) continue;
      const fetched = await getResource(portal, type, id);
      if (!fetched.ok && !isRefusal(fetched.error)) return fetched;
      if (!fetched.ok && isForbidden(fetched.error) && unsearchable.has(type)) unreadable.add(type);
      if (fetched.ok && fetched.value !== null) next.push(fetched.value);
      else absent.add(key);
    }
    found.unshift(...next);
    layer = next;
  }
  return { ok: true, value: found };
}

/**
 * Somebody who acts for a patient, as the portal has them now; null when it answers that it has none, or will not show them. Then
 * what it showed before holds no more: an entry that ended may be gone. Not every portal shows these, and reading goes on without.
 */
async function fetchRelatedPerson(db: Db, portal: Portal, id: string): Promise<Fetched<unknown>> {
  const fetched = await getResource(portal, RELATED_PERSON, id);
  if (fetched.ok ? fetched.value === null : isAnswered(fetched.error)) {
    forgetRelatedPerson(db, id);
    return { ok: true, value: null };
  }
  return fetched;
}

const isAnswered = (failure: ExchangeFailure): boolean =>
  failure.kind === 'server-error' || isForbidden(failure);

/**
 * Reads again who asks in the name of patients in requests still to be settled: what they are entered for may have ended since,
 * or been entered only now. Each once in `RELATED_EVERY_MS`; at most `RELATED_AT_ONCE` in a round. The first failure met, or null.
 */
export async function refreshRelatedPeople(deps: {
  readonly db: Db;
  readonly portal: Portal;
  readonly now: EpochMs;
  readonly readAt: Map<string, EpochMs>;
  readonly store: (resources: readonly unknown[]) => void;
}): Promise<ExchangeFailure | null> {
  const { db, now, readAt } = deps;
  const due = relatedPeopleAsking(db)
    .filter((id) => now - (readAt.get(id) ?? Number.NEGATIVE_INFINITY) >= RELATED_EVERY_MS)
    .slice(0, RELATED_AT_ONCE);
  for (const id of due) {
    const person = await fetchRelatedPerson(db, deps.portal, id);
    if (!person.ok) return person.error;
    readAt.set(id, now);
    if (person.value !== null) deps.store([person.value]);
  }
  return null;
}

/** It answered, but will not give this one: what refers to it has to do without. */
const isRefusal = (failure: ExchangeFailure): boolean =>
  isForbidden(failure) || (failure.kind === 'server-error' && /^HTTP 4/.test(failure.detail));
