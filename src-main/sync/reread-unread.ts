import { type EpochMs, HOUR_MS } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { prepared } from '../db/prepared.ts';
import type { Portal } from '../ports.ts';
import type { ExchangeFailure } from './exchange-failure.ts';
import { getResource } from './portal-reader.ts';

const EVERY_MS = HOUR_MS;
const AT_ONCE = 10;

/**
 * Reads again, one by one, what takes time to come and cannot be shown: no search says that it was deleted, and nothing done here
 * would give its time back. Each once in `EVERY_MS`, the first time as long after it was first met; at most `AT_ONCE` in a round. The
 * failure that kept it from ending, or null; what the portal will not show stays as it is.
 */
export async function rereadUnread(deps: {
  readonly db: Db;
  readonly portal: Portal;
  /** The desk's clock, by which times are to come. */
  readonly now: EpochMs;
  /** `Clock.elapsed`, and when each was read by it. */
  readonly elapsed: number;
  readonly readAt: Map<string, number>;
  /** Resolves to what kept it from being stored, or null. */
  readonly store: (resource: unknown) => Promise<ExchangeFailure | null>;
  readonly gone: (portalId: string) => void;
}): Promise<ExchangeFailure | null> {
  const { db, portal, elapsed, readAt } = deps;
  const waiting = db.all(toCome({ now: deps.now })).map(({ portal_id }) => portal_id);
  const due: string[] = [];
  for (const id of waiting) {
    const at = readAt.get(id);
    if (at === undefined) readAt.set(id, elapsed);
    else if (elapsed - at >= EVERY_MS) due.push(id);
  }
  for (const id of due.slice(0, AT_ONCE)) {
    const fetched = await getResource(portal, 'Appointment', id);
    if (!fetched.ok && fetched.error.kind !== 'server-error') return fetched.error;
    readAt.set(id, elapsed);
    if (!fetched.ok) continue;
    if (fetched.value === null) deps.gone(id);
    else {
      const failed = await deps.store(fetched.value);
      if (failed) return failed;
    }
  }
  return null;
}

const toCome = prepared((p: { readonly now: EpochMs }) =>
  qb
    .selectFrom('busy_time')
    .innerJoin('unusable_version', (join) =>
      join
        .on('unusable_version.type', '=', 'Appointment')
        .onRef('unusable_version.id', '=', 'busy_time.portal_id'),
    )
    .select('busy_time.portal_id')
    .distinct()
    .where('busy_time.end_ms', '>', p.now)
    // By a resource's own id: what came without one cannot be asked for.
    .where('busy_time.portal_id', 'not like', 'no-id-%')
    .orderBy('busy_time.portal_id'),
);
