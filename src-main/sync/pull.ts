import { type PulledType, readCursor, saveCursor } from './cursor.ts';
import { createEffects } from './effects.ts';
import { type ExchangeFailure, exchangeFailure, isForbidden } from './exchange-failure.ts';
import { type Asked, fetchMissing, nothingAsked, refreshRelatedPeople } from './fetch-missing.ts';
import type { ByProvider } from './load-by-provider.ts';
import { retryUnusable } from './projection.ts';
import { type PullDeps, pullType, storeAll } from './pull-type.ts';
import { release } from './quarantine.ts';
import { readScheduleType } from './read-schedule-type.ts';
import { storeRemoved } from './removed.ts';
import { rereadNamed } from './reread-named.ts';
import { rereadUnread } from './reread-unread.ts';

export type PullProgress = {
  readonly resourceType: string;
  readonly done: number;
  readonly total: number | null;
};

/** How a round of reading ended. */
export interface Pulled {
  /** The first that was met but missing rights; then those; null where everything has been read. */
  readonly failure: ExchangeFailure | null;
  /** Types of which what is new has not been read to the end. */
  readonly unread: ReadonlySet<PulledType>;
  /** Types of which the portal itself says that it has none. */
  readonly unoffered: ReadonlySet<PulledType>;
}

export interface RoundOfReading extends Omit<PullDeps, 'progress' | 'asked'> {
  /** What is read, in this order. */
  readonly types: readonly PulledType[];
  /** Of a portal that is only read: how, where it does not list what it has. */
  readonly byProvider: ByProvider | null;
}

/**
 * One round of reading: every type in turn. What stops one type (a page that cannot be read, a link to another server, a right
 * that is missing) does not stop the others; what stops the portal stops the round. Where no type may be read, nobody is let in.
 */
export async function pull(
  deps: RoundOfReading,
  progress: (progress: PullProgress | null) => void,
): Promise<Pulled> {
  const { types } = deps;
  const asked = nothingAsked();
  const unread = new Set<PulledType>(types);
  const unoffered = new Set<PulledType>();
  const refused: { readonly type: PulledType; readonly detail: string }[] = [];
  let first: ExchangeFailure | null = null;
  for (const type of types) {
    if (!readCursor(deps.db, type).complete) progress({ resourceType: type, done: 0, total: null });
    const given = {
      ...deps,
      asked,
      progress: (done: number, total: number | null) => progress({ resourceType: type, done, total }),
    };
    const failed =
      deps.byProvider === null
        ? await pullType(given, type)
        : await readScheduleType(given, type, deps.byProvider);
    if (failed === null) {
      unread.delete(type);
      continue;
    }
    if (isNotOffered(deps, type, failed)) {
      unread.delete(type);
      unoffered.add(type);
      continue;
    }
    deps.logger.warn('pull-failed', { type, kind: failed.kind });
    if (isForbidden(failed)) {
      refused.push({ type, detail: failed.detail });
      asked.unsearchable.add(type);
      continue;
    }
    first ??= failed;
    if (failed.kind !== 'server-error') break;
  }
  if (refused.length < types.length && (first === null || first.kind === 'server-error'))
    first ??= await refreshRelatedPeople({
      db: deps.db,
      portal: deps.portal,
      now: deps.clock.elapsed(),
      readAt: deps.relatedReadAt,
      store: (resources) => storeAll(deps, resources),
    });
  if (first === null)
    await rereadNamed(deps, {
      isListed: deps.byProvider === null,
      store: (resource) => storeAnew(deps, asked, resource),
    });
  if (first === null && !unread.has('Appointment'))
    first = await rereadUnread({
      db: deps.db,
      portal: deps.portal,
      now: deps.clock.now(),
      elapsed: deps.clock.elapsed(),
      readAt: deps.unreadReadAt,
      store: (resource) => storeAnew(deps, asked, resource),
      gone: (id) => takeAway(deps, id),
    });
  progress(null);
  return { failure: first ?? missingRights(refused, types), unread, unoffered };
}

/** A portal is of use without these: no patient answers there, no visit has a place. */
const SPARE: readonly PulledType[] = ['Location', 'AppointmentResponse'];

/**
 * Whether the server itself says that it does not offer this type (https://hl7.org/fhir/R4/http.html#search: 404, 405 and 501, with an
 * OperationOutcome; without one it may be a gateway's word), and never has shown anything of it: then there is nothing to be read. It is
 * asked again with each round.
 */
function isNotOffered(
  { db }: Pick<PullDeps, 'db'>,
  type: PulledType,
  { kind, detail }: ExchangeFailure,
): boolean {
  if (!SPARE.includes(type) || kind !== 'server-error' || !/^HTTP (?:404|405|501): /.test(detail))
    return false;
  const cursor = readCursor(db, type);
  if (cursor.since !== null) return false;
  if (!cursor.complete) db.transaction(() => saveCursor(db, { ...cursor, complete: true }));
  return true;
}

/** What it names, and could not be read before, may be there now. */
async function storeAnew(
  deps: RoundOfReading,
  asked: Asked,
  resource: unknown,
): Promise<ExchangeFailure | null> {
  const missing = await fetchMissing(deps.db, deps.portal, [resource], asked);
  if (!missing.ok) return missing.error;
  storeAll(deps, [...missing.value, resource]);
  const effects = createEffects(deps.clock.now(), deps.by);
  deps.db.transaction(() => retryUnusable(deps.db, deps.asRead(resource), effects));
  deps.stored(effects);
  return null;
}

/** The portal has an Appointment no more that could not be shown. */
function takeAway(deps: Pick<PullDeps, 'db' | 'clock' | 'by' | 'stored'>, portalId: string): void {
  const effects = createEffects(deps.clock.now(), deps.by);
  effects.topics.add('requests').add('schedule').add('attention');
  deps.db.transaction(() => {
    storeRemoved(deps.db, 'Appointment', portalId, effects);
    release(deps.db, 'Appointment', portalId);
  });
  deps.stored(effects);
}

function missingRights(
  refused: readonly { readonly type: PulledType; readonly detail: string }[],
  types: readonly PulledType[],
): ExchangeFailure | null {
  const [one] = refused;
  if (one === undefined) return null;
  return refused.length === types.length
    ? exchangeFailure('sign-in-failed', one.detail)
    : exchangeFailure('types-refused', refused.map(({ type }) => type).join(','));
}
