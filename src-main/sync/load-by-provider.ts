import type { ReadOnly } from '../../src-shared/domain/connections.ts';
import { HOUR_MS, MINUTE_MS, type ZoneId } from '../../src-shared/domain/time.ts';
import { t } from '../../src-shared/text/text.ts';
import { qb } from '../db/db.ts';
import { prepared } from '../db/prepared.ts';
import { inTurns } from '../timing/in-turns.ts';
import { lookForAbsent } from './absent-visits.ts';
import { readCursor, saveCursor } from './cursor.ts';
import { createEffects } from './effects.ts';
import { type ExchangeFailure, exchangeFailure } from './exchange-failure.ts';
import { fetchMissing } from './fetch-missing.ts';
import { formatInstant } from './fhir/instant.ts';
import { isObject } from './fhir/json.ts';
import { resourceOf } from './fhir/read-entry.ts';
import { createPageCircle } from './page-circle.ts';
import { getBundle, getResource } from './portal-reader.ts';
import { storeResource } from './projection.ts';
import { type ProviderWindow, providerWindows } from './provider-windows.ts';
import type { PullDeps } from './pull-type.ts';
import { REMOVED } from './removed.ts';
import { isAddition } from './search-additions.ts';
import { isSearchRefused } from './search-ways.ts';

/** So long what a server refuses is not asked of it again. */
const REFUSED_MS = HOUR_MS;
/** A window that could not be read is tried again after this. */
const AGAIN_MS = MINUTE_MS;
const PAGE = 100;
/** Those whom visits of these days name are read again, by id, once in this time; so many a round. */
const NAMED_EVERY_MS = 12 * HOUR_MS;
const NAMED_AT_ONCE = 20;

/** What is remembered, as long as the program runs and the portal stays the same, of one that lists nothing whole. */
export interface ProviderLoading {
  /** When (`Clock.elapsed`) the search that lists a type was last refused. */
  readonly refusedAt: Map<string, number>;
  /** When each window was last read, or tried, and what it met then. */
  readonly readAt: Map<string, number>;
  readonly failed: Map<string, ExchangeFailure>;
  /** When a visit that no window listed, and whoever is named, was last asked for by id. */
  readonly askedAt: Map<string, number>;
  /** How many a page; none where the server refuses that. */
  paged: boolean;
}

export const createProviderLoading = (): ProviderLoading => ({
  refusedAt: new Map(),
  readAt: new Map(),
  failed: new Map(),
  askedAt: new Map(),
  paged: true,
});

export interface ByProvider {
  readonly readOnly: ReadOnly;
  readonly loading: ProviderLoading;
  readonly zone: () => ZoneId;
}

/** Whether a type is not listed whole, by what the server has answered within the last hour. */
export const isUnlisted = ({ loading }: ByProvider, type: string, elapsed: number): boolean =>
  elapsed - (loading.refusedAt.get(type) ?? Number.NEGATIVE_INFINITY) < REFUSED_MS;

/** The server itself says that it does not answer the search that lists a type: it has never given a page of it. */
export const isListingRefused = ({ kind, detail }: ExchangeFailure): boolean =>
  kind === 'server-error' && isSearchRefused(detail) && detail.includes(': ');

/**
 * Reads the visits of each provider, window by window, as far as they are due: those named in Settings, or where none is, all the
 * portal has shown. What fails holds up nothing else, removes nothing, and is told as long as it fails. The first failure, or null.
 */
export async function loadByProvider(deps: PullDeps, by: ByProvider): Promise<ExchangeFailure | null> {
  const { loading } = by;
  const { clock } = deps;
  const missing = await readNamedProviders(deps, by);
  if (missing && missing.kind !== 'server-error') return missing;
  const providers = by.readOnly.providers.length > 0 ? by.readOnly.providers : knownProviders(deps);
  if (providers.length === 0)
    return exchangeFailure('server-error', missing?.detail ?? t.details.detailText.noProviders);
  const windows = providerWindows(providers, deps.portalNow() ?? clock.now(), by.zone());
  forgetOthers(loading, windows);
  let done = 0;
  for (const window of windows) {
    const at = loading.readAt.get(window.key) ?? Number.NEGATIVE_INFINITY;
    const everyMs = loading.failed.has(window.key) ? AGAIN_MS : window.everyMs;
    if (clock.elapsed() - at < everyMs) continue;
    const failed = await readWindow(deps, by, window, (count) => {
      done += count;
      if (!readCursor(deps.db, 'Appointment').complete) deps.progress(done, null);
    });
    if (failed && stopsAll(failed)) return failed;
    loading.readAt.set(window.key, clock.elapsed());
    if (failed) loading.failed.set(window.key, failed);
    else loading.failed.delete(window.key);
    if (!(await deps.standBack())) return exchangeFailure('not-sent', '');
  }
  const cursor = readCursor(deps.db, 'Appointment');
  if (!cursor.complete) deps.db.transaction(() => saveCursor(deps.db, { ...cursor, complete: true }));
  const [failed] = loading.failed.values();
  return failed ?? missing ?? (await readNamedAgain(deps, by, windows));
}

/** Lists what few there are of a type in the plainest search, once an hour. A server that refuses that, too, shows them by id. */
export async function listPlainly(
  deps: PullDeps,
  by: ByProvider,
  type: 'Practitioner' | 'Location',
): Promise<ExchangeFailure | null> {
  const key = `list ${type}`;
  const now = deps.clock.elapsed();
  if (now - (by.loading.readAt.get(key) ?? Number.NEGATIVE_INFINITY) < HOUR_MS) return null;
  const failed = await readPages(deps, `${type}?_count=${PAGE}`, () => {});
  if (failed && (stopsAll(failed) || !isListingRefused(failed))) return failed;
  by.loading.readAt.set(key, now);
  return null;
}

const stopsAll = ({ kind }: ExchangeFailure): boolean => kind !== 'server-error' && kind !== 'forbidden';

function forgetOthers({ readAt, failed }: ProviderLoading, windows: readonly ProviderWindow[]): void {
  const keys = new Set(windows.map(({ key }) => key));
  for (const key of readAt.keys()) if (!keys.has(key) && !key.startsWith('list ')) readAt.delete(key);
  for (const key of failed.keys()) if (!keys.has(key)) failed.delete(key);
}

async function readWindow(
  deps: PullDeps,
  by: ByProvider,
  window: ProviderWindow,
  read: (count: number) => void,
): Promise<ExchangeFailure | null> {
  const { loading } = by;
  const listed = new Set<string>();
  const search = visitsSearch(window);
  const pages = (url: string) =>
    readPages(deps, url, (resources) => {
      for (const one of resources) if (isObject(one) && typeof one.id === 'string') listed.add(one.id);
      read(resources.length);
    });
  let failed = await pages(loading.paged ? `${search}&_count=${PAGE}` : search);
  if (failed && loading.paged && isListingRefused(failed)) {
    failed = await pages(search);
    if (failed === null) loading.paged = false;
  }
  if (failed) return about(window.provider, failed);
  const now = deps.clock.elapsed();
  const isDue = (id: string): boolean => {
    const key = `Appointment/${id}`;
    const due = now - (loading.askedAt.get(key) ?? Number.NEGATIVE_INFINITY) >= HOUR_MS;
    if (due) loading.askedAt.set(key, now);
    return due;
  };
  const unseen = await lookForAbsent(deps, window, listed, isDue, (resource) => store(deps, [resource]));
  return unseen && about(window.provider, unseen);
}

/** The search for the visits of a window (https://hl7.org/fhir/R4/appointment.html#search). */
export const visitsSearch = ({
  provider,
  from,
  to,
}: Pick<ProviderWindow, 'provider' | 'from' | 'to'>): string =>
  [
    `Appointment?practitioner=${encodeURIComponent(provider)}`,
    `date=${encodeURIComponent(`ge${formatInstant(from)}`)}`,
    `date=${encodeURIComponent(`lt${formatInstant(to)}`)}`,
  ].join('&');

/** What holds for one provider's visits says nothing of another's. */
const about = (provider: string, failed: ExchangeFailure): ExchangeFailure =>
  stopsAll(failed)
    ? failed
    : exchangeFailure('server-error', t.details.detailText.visitsOf(provider, failed.detail));

async function readPages(
  deps: PullDeps,
  first: string,
  stored: (resources: readonly unknown[]) => void,
): Promise<ExchangeFailure | null> {
  const circle = createPageCircle();
  for (let url: string | null = first; url !== null; ) {
    if (circle.comesBackTo(url)) return exchangeFailure('server-error', t.details.detailText.pagesGoRound);
    const fetched: Awaited<ReturnType<typeof getBundle>> = await getBundle(deps.portal, url);
    if (!fetched.ok) return fetched.error;
    const results = (fetched.value.entry ?? []).filter((entry) => !isAddition(entry));
    const resources = results.map(resourceOf).filter(isResult);
    if (circle.repeats(resources)) return exchangeFailure('server-error', t.details.detailText.pagesGoRound);
    const failed = await store(deps, resources);
    if (failed) return failed;
    stored(resources);
    url = fetched.value.link.find(({ relation }) => relation === 'next')?.url ?? null;
  }
  return null;
}

/** A hint of the server about the search is none. */
const isResult = (resource: unknown): boolean =>
  isObject(resource) && resource.resourceType !== 'OperationOutcome';

/** With whom and what they name, a turn at a time. */
async function store(deps: PullDeps, listed: readonly unknown[]): Promise<ExchangeFailure | null> {
  const { db, clock } = deps;
  const named = await fetchMissing(db, deps.portal, listed, deps.asked);
  if (!named.ok) return named.error;
  const resources = [...named.value, ...listed].map(deps.asRead);
  let next = 0;
  const ended = await inTurns(clock, deps.standBack, (isOver) => {
    const effects = createEffects(clock.now(), deps.by);
    db.transaction(
      () => {
        do {
          if (next < resources.length)
            storeResource(db, resources[next], 'Appointment', effects, deps.isLater);
          next += 1;
        } while (next < resources.length && !isOver());
      },
      { lasting: false },
    );
    deps.stored(effects);
    return next < resources.length;
  });
  if (ended) deps.pageStored(listed);
  return ended ? null : exchangeFailure('not-sent', '');
}

/** Of those named in Settings who have not been seen yet. One who is not there is told, and holds up nobody else. */
async function readNamedProviders(deps: PullDeps, { readOnly }: ByProvider): Promise<ExchangeFailure | null> {
  const known = new Set(knownProviders(deps));
  let missing: ExchangeFailure | null = null;
  for (const id of readOnly.providers) {
    if (known.has(id)) continue;
    const fetched = await getResource(deps.portal, 'Practitioner', id);
    if (!fetched.ok && stopsAll(fetched.error)) return fetched.error;
    if (!fetched.ok) missing ??= about(id, fetched.error);
    else if (fetched.value === null)
      missing ??= exchangeFailure('server-error', t.details.detailText.noSuchProvider(id));
    else await store(deps, [fetched.value]);
  }
  return missing;
}

/** No search says that a patient's name or number is another one. */
async function readNamedAgain(
  deps: PullDeps,
  { loading }: ByProvider,
  windows: readonly ProviderWindow[],
): Promise<ExchangeFailure | null> {
  const near = windows.filter(({ isNear }) => isNear);
  const [first] = near;
  if (!first) return null;
  const now = deps.clock.elapsed();
  const due = deps.db
    .all(patientsBetween({ from: first.from, to: first.to }))
    .flatMap(({ portal_id: id }) => (id === null ? [] : [id]))
    .filter(
      (id) => now - (loading.askedAt.get(`Patient/${id}`) ?? Number.NEGATIVE_INFINITY) >= NAMED_EVERY_MS,
    );
  for (const id of due.slice(0, NAMED_AT_ONCE)) {
    const fetched = await getResource(deps.portal, 'Patient', id);
    if (!fetched.ok && stopsAll(fetched.error)) return fetched.error;
    loading.askedAt.set(`Patient/${id}`, now);
    if (fetched.ok && fetched.value !== null) await store(deps, [fetched.value]);
  }
  return null;
}

const knownProviders = ({ db }: Pick<PullDeps, 'db'>): string[] =>
  db.all(providersKnown({})).map(({ id }) => id);

const providersKnown = prepared(() =>
  qb
    .selectFrom('portal_copy')
    .select('id')
    .where('type', '=', 'Practitioner')
    .where('version_id', 'not like', `%${REMOVED}`)
    .orderBy('id'),
);

const patientsBetween = prepared((p: { readonly from: number; readonly to: number }) =>
  qb
    .selectFrom('appointment')
    .innerJoin('patient', 'patient.id', 'appointment.patient_id')
    .select('patient.portal_id')
    .distinct()
    .where('appointment.start_ms', '>=', p.from)
    .where('appointment.start_ms', '<', p.to)
    .orderBy('patient.portal_id'),
);
