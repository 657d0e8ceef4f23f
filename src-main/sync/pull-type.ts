import type { Actor } from '../../src-shared/domain/changes.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { t } from '../../src-shared/text/text.ts';
import type { Db } from '../db/db.ts';
import type { Clock, Logger, Portal } from '../ports.ts';
import { inTurns } from '../timing/in-turns.ts';
import {
  type Cursor,
  earlier,
  earlyBound,
  instantOf,
  isLongPast,
  later,
  lowerBound,
  OVERLAP_MS,
  type PulledType,
  readCursor,
  saveCursor,
} from './cursor.ts';
import { createEffects, type Effects } from './effects.ts';
import { type ExchangeFailure, exchangeFailure } from './exchange-failure.ts';
import { type Asked, fetchMissing } from './fetch-missing.ts';
import { formatInstant, parseInstant } from './fhir/instant.ts';
import { isObject } from './fhir/json.ts';
import { type Bundle, bundleEntry } from './fhir/schemas.ts';
import { Wrong } from './fhir/shape.ts';
import type { LateWatch } from './late-watch.ts';
import type { IsLater } from './later-version.ts';
import { type Batch, batchFrom } from './on-file.ts';
import { createPageCircle } from './page-circle.ts';
import { getBundle } from './portal-reader.ts';
import { storeResource } from './projection.ts';
import { isAddition } from './search-additions.ts';
import { inTheirWay, isSearchRefused, type SearchWays } from './search-ways.ts';

export interface PullDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly portal: Portal;
  /** Lets others go first; false where nothing more is to be begun. */
  readonly standBack: () => Promise<boolean>;
  readonly by: Actor;
  /** When a type's cursor was first seen where it stands (`Clock.elapsed`). */
  readonly standing: Map<PulledType, { readonly since: string | null; readonly at: number }>;
  readonly lateWatch: LateWatch;
  readonly asked: Asked;
  readonly ways: SearchWays;
  /** When somebody who acts for a patient (by FHIR id) was last read (`Clock.elapsed`). */
  readonly relatedReadAt: Map<string, number>;
  /** When an Appointment that cannot be shown (by FHIR id) was last read by itself, or first met (`Clock.elapsed`). */
  readonly unreadReadAt: Map<string, number>;
  /** When a role, say (`Type/id`), was last read by itself, or first met (`Clock.elapsed`). */
  readonly namedReadAt: Map<string, number>;
  /** The portal's clock; null where it is not known. */
  readonly portalNow: () => EpochMs | null;
  /** Whether what has been read takes the copy's place. */
  readonly isLater: IsLater;
  /** A resource as it is to be stored. */
  readonly asRead: (resource: unknown) => unknown;
  /** What a page that has been stored held, in its order. */
  readonly pageStored: (resources: readonly unknown[]) => void;
  /** A version of something that had been given before was given again, for another. */
  readonly givenAgain: () => void;
  /** Called after each commit. */
  readonly stored: (effects: Effects) => void;
  readonly progress: (done: number, total: number | null) => void;
  /** Something else gets its turn before the next page is stored; true where that may have changed what the page holds. */
  readonly betweenPages: () => Promise<boolean>;
}

interface Page {
  readonly url: string;
  readonly bundle: Bundle;
  readonly resources: readonly unknown[];
  readonly next: string | null;
  /** The latest `meta.lastUpdated` on it; no later than the portal's clock, which may have been put back since. */
  readonly until: string | null;
}

/**
 * Brings one type up to date: all pages from the cursor on, the cursor moving with what it covers in one transaction, so that a
 * round broken off anywhere goes on from there. Null when the end was reached.
 */
export async function pullType(deps: PullDeps, type: PulledType): Promise<ExchangeFailure | null> {
  const failed = await readRun(deps, type);
  if (failed) return failed;
  return repair(deps, type);
}

async function readRun(deps: PullDeps, type: PulledType): Promise<ExchangeFailure | null> {
  const { db, clock } = deps;
  const startedAt = clock.elapsed();
  const portalTime = deps.portalNow();
  const start = readCursor(db, type);
  const usual = lowerBound(start);
  const early = start.complete && deps.lateWatch.isDue(type) ? earlyBound(start) : null;
  const bound = early ?? usual;
  /** What had been written before, and has not been read, has come late. */
  const readBefore = early === null || usual === null ? 0 : instantOf(usual.slice(2));
  const runFrom = start.runFrom ?? (bound === null ? '' : bound.slice(2));
  const circle = createPageCircle();
  const { url: asked, answer: first } = await readFirst(deps, type, bound, {
    withoutTotal: start.complete || start.since !== null,
  });
  let url: string | null = asked;
  let pages = start.runFrom === null ? 0 : 1;
  let done = 0;
  let total: number | null = null;
  let fresh = 0;
  let late = 0;
  /** What follows on the page at hand, asked for already; null where nothing does. */
  let ahead: Promise<Page | ExchangeFailure | null>[] = [Promise.resolve(first)];
  while (url !== null) {
    if (circle.comesBackTo(url)) return inACircle(type);
    const page: Page | ExchangeFailure = (await ahead.shift()) ?? (await readPage(deps, type, url));
    if ('kind' in page) return page;
    if (circle.repeats(page.resources)) return inACircle(type);
    const missing = await fetchMissing(db, deps.portal, page.resources, deps.asked);
    if (!missing.ok) return missing.error;
    pages += 1;
    // The portal answers while this one is stored.
    while (ahead.length < AHEAD) ahead.push(pageAfter(deps, type, ahead.at(-1) ?? page));
    const stored = await storePage(deps, type, page, missing.value, {
      runFrom,
      readBefore,
      shifting: pages > 1,
    });
    if (stored === null) return STOPPED;
    fresh += stored.fresh;
    late += stored.late;
    done += page.resources.length;
    total ??= page.bundle.total ?? null;
    // A poll of one page is over before anybody could read how far it is.
    if (!start.complete || (early === null && (pages > 1 || page.next !== null))) deps.progress(done, total);
    url = page.next;
    // What was read before a decision left may be older than it.
    if (url !== null && (await deps.betweenPages())) ahead = [];
  }
  if (early !== null) deps.lateWatch.looked(type, late);
  if (late > 0) deps.logger.warn('pull-late', { type, count: late });
  endRun(deps, type, { startedAt, portalTime, quiet: fresh === 0 });
  return null;
}

/** So many pages are asked for before the one at hand has been stored: with one, its last bytes would be waited for each time. */
const AHEAD = 2;

function pageAfter(
  deps: PullDeps,
  type: PulledType,
  before: Page | Promise<Page | ExchangeFailure | null>,
): Promise<Page | ExchangeFailure | null> {
  const after = Promise.resolve(before).then((page) =>
    page === null || 'kind' in page || page.next === null ? null : readPage(deps, type, page.next),
  );
  // Where storing ends early nobody waits for it any more.
  after.catch(() => {});
  return after;
}

const inACircle = (type: PulledType): ExchangeFailure =>
  exchangeFailure('server-error', t.details.detailText.pagesInACircle(type));

/** The desk's work ends: what has been read is read again when it goes on. */
const STOPPED = exchangeFailure('not-sent', '');

/** The search that begins it, as the server takes it. */
const readFirst = (
  deps: PullDeps,
  type: PulledType,
  bound: string | null,
  { withoutTotal }: { readonly withoutTotal: boolean },
) =>
  inTheirWay(
    deps.ways,
    { type, bound, withoutTotal },
    (url) => readPage(deps, type, url),
    (page) => 'kind' in page && isSearchRefused(page.detail),
  );

async function readPage(deps: PullDeps, type: PulledType, url: string): Promise<Page | ExchangeFailure> {
  const fetched = await getBundle(deps.portal, url);
  if (!fetched.ok) return fetched.error;
  const bundle = fetched.value;
  const resources = (bundle.entry ?? []).flatMap((entry) => resourceIn(entry));
  const latest = resources.reduce<string | null>((until, resource) => {
    const updated = isObject(resource) && resource.resourceType === type ? updatedAt(resource) : null;
    return updated === null ? until : later(until, updated);
  }, null);
  return {
    url,
    bundle,
    resources,
    next: bundle.link.find((l) => l.relation === 'next')?.url ?? null,
    until: latest === null ? null : noLaterThan(deps.portalNow(), latest),
  };
}

/** A `Date` is cut to the second. */
const noLaterThan = (now: EpochMs | null, instant: string): string =>
  now === null ? instant : earlier(instant, formatInstant(now + 1000));

/** A hint of the server about the search is no result, nor what it adds to it; an entry without a resource is kept as it came. */
function resourceIn(entry: unknown): unknown[] {
  if (isAddition(entry)) return [];
  const read = bundleEntry(entry);
  if (read instanceof Wrong) return [entry];
  const { resource, search } = read;
  if (search?.mode === 'outcome' || (isObject(resource) && resource.resourceType === 'OperationOutcome'))
    return [];
  return [resource ?? entry];
}

/** When it was written, as a search can be asked for it; null where it does not say. */
function updatedAt(resource: Readonly<Record<string, unknown>>): string | null {
  const updated = isObject(resource.meta) ? resource.meta.lastUpdated : undefined;
  const at = typeof updated === 'string' ? parseInstant(updated) : null;
  if (typeof updated !== 'string' || at === null) return null;
  // As the portal wrote it, which may be finer; but not a leap second, which searches may refuse.
  return updated.includes(':60') ? formatInstant(at) : updated;
}

/** False where it does not say when it was written. */
function isBefore(resource: unknown, instant: EpochMs): boolean {
  const updated = isObject(resource) ? updatedAt(resource) : null;
  return updated !== null && instantOf(updated) < instant;
}

interface Run {
  /** Where it began; empty for the beginning of all. */
  readonly runFrom: string;
  /** What was written before this instant had been read, as far as it was visible; 0: nothing is known of that. */
  readonly readBefore: EpochMs;
  /** Pages were read before this one: what changed among them has shifted those that follow. */
  readonly shifting: boolean;
}

/** What a power cut takes back, with the cursor, is read again. */
const AGAIN_READABLE = { lasting: false };

/**
 * Stores a page, a turn at a time, each turn in one transaction; the cursor moves on with the last of them. Resolves to how many
 * resources were new or changed, and how many of them had come late; null where it was stopped before the end.
 */
async function storePage(
  deps: PullDeps,
  type: PulledType,
  page: Page,
  missing: readonly unknown[],
  run: Run,
): Promise<{ readonly fresh: number; readonly late: number } | null> {
  const { db, clock } = deps;
  let fresh = 0;
  let late = 0;
  let next = 0;
  const before = missing.length;
  const resources = [...missing, ...page.resources].map(deps.asRead);
  const ended = await inTurns(clock, deps.standBack, (isOver) => {
    const effects = createEffects(clock.now(), deps.by);
    next = db.transaction(() => {
      const cursor = readCursor(db, type);
      let { repairFrom } = cursor;
      let at = next;
      let batch: Batch | null = null;
      for (; at < resources.length && !(at > next && isOver()); at += 1) {
        if (batch === null || at === batch.end) batch = batchFrom(db, resources, at);
        const stored = storeResource(db, resources[at], type, effects, deps.isLater, batch.onFile);
        if (at < before) continue;
        if (stored.kind !== 'known') {
          fresh += 1;
          if (isBefore(resources[at], run.readBefore)) late += 1;
        }
        if (stored.kind === 'changed' && stored.givenAgain) deps.givenAgain();
        // It stood on a page already read: a page whose links count places has moved up by one, and one was skipped.
        if (
          run.shifting &&
          stored.kind === 'changed' &&
          instantOf(stored.wasUpdated) >= instantOf(run.runFrom)
        )
          repairFrom = earlier(repairFrom, stored.wasUpdated);
      }
      const whole = at === resources.length;
      const since = whole && page.until !== null ? later(cursor.since, page.until) : cursor.since;
      const runFrom = whole && page.next !== null ? run.runFrom : cursor.runFrom;
      if (since !== cursor.since || runFrom !== cursor.runFrom || repairFrom !== cursor.repairFrom)
        saveCursor(db, { ...cursor, since, runFrom, repairFrom });
      return at;
    }, AGAIN_READABLE);
    deps.stored(effects);
    return next < resources.length;
  });
  if (ended) deps.pageStored(page.resources);
  return ended ? { fresh, late } : null;
}

/** Stores resources that no search listed. */
export function storeAll(
  deps: Pick<PullDeps, 'db' | 'clock' | 'by' | 'stored' | 'asRead'>,
  resources: readonly unknown[],
): void {
  const effects = createEffects(deps.clock.now(), deps.by);
  deps.db.transaction(() => {
    for (const resource of resources) storeResource(deps.db, deps.asRead(resource), 'RelatedPerson', effects);
  });
  deps.stored(effects);
}

/**
 * The end was reached. The cursor counts as settled when a poll that began a full overlap after it came to stand there has
 * brought nothing new; and where all it covers was long past when the poll began, at once: after a first load the overlap may hold
 * thousands.
 */
function endRun(
  deps: PullDeps,
  type: PulledType,
  run: { readonly startedAt: number; readonly portalTime: EpochMs | null; readonly quiet: boolean },
): void {
  const cursor = readCursor(deps.db, type);
  const stood = deps.standing.get(type);
  if (stood === undefined || stood.since !== cursor.since)
    deps.standing.set(type, { since: cursor.since, at: deps.clock.elapsed() });
  const hasStood = stood?.since === cursor.since && run.startedAt - stood.at >= OVERLAP_MS;
  const settles = isLongPast(cursor, run.portalTime) || (run.quiet && hasStood);
  const ended: Cursor = {
    ...cursor,
    complete: true,
    runFrom: null,
    settled: settles ? cursor.since : cursor.settled,
  };
  if (!cursor.complete || cursor.runFrom !== null || ended.settled !== cursor.settled)
    deps.db.transaction(() => saveCursor(deps.db, ended), AGAIN_READABLE);
}

/**
 * Reads again from where something shifted during a run over several pages, each page as a search of its own from the last
 * instant on, which no shift can upset; a link is followed only where a page holds a single instant.
 */
async function repair(deps: PullDeps, type: PulledType): Promise<ExchangeFailure | null> {
  const { db } = deps;
  const circle = createPageCircle();
  let link: string | null = null;
  for (let from = readCursor(db, type).repairFrom; from !== null; from = readCursor(db, type).repairFrom) {
    const { url, answer: page }: { readonly url: string; readonly answer: Page | ExchangeFailure } =
      link === null
        ? await readFirst(deps, type, `ge${from}`, { withoutTotal: true })
        : { url: link, answer: await readPage(deps, type, link) };
    if (circle.comesBackTo(url)) return inACircle(type);
    if ('kind' in page) return page;
    if (circle.repeats(page.resources)) return inACircle(type);
    const missing = await fetchMissing(db, deps.portal, page.resources, deps.asked);
    if (!missing.ok) return missing.error;
    const stored = await storePage(deps, type, page, missing.value, {
      runFrom: '',
      readBefore: 0,
      shifting: false,
    });
    if (stored === null) return STOPPED;
    const onward: string | null = page.next === null ? null : later(from, page.until ?? from);
    link = onward === from ? page.next : null;
    saveCursor(db, { ...readCursor(db, type), repairFrom: onward, runFrom: null });
    if (onward !== null) await deps.betweenPages();
  }
  return null;
}
