import { type PulledType, readCursor, saveCursor } from './cursor.ts';
import type { ExchangeFailure } from './exchange-failure.ts';
import {
  type ByProvider,
  isListingRefused,
  isUnlisted,
  listPlainly,
  loadByProvider,
} from './load-by-provider.ts';
import { type PullDeps, pullType } from './pull-type.ts';

/**
 * Reads a type of a portal that is only read: as any other where that lists it by `_lastUpdated`, and where it refuses to, the visits
 * by provider and date, and whom and what they name by id. Null when everything that is due has been read.
 */
export async function readScheduleType(
  deps: PullDeps,
  type: PulledType,
  by: ByProvider,
): Promise<ExchangeFailure | null> {
  if (!isUnlisted(by, type, deps.clock.elapsed())) {
    const failed = await pullType(deps, type);
    const hasListed = readCursor(deps.db, type).since !== null;
    if (failed === null || hasListed || !isListingRefused(failed)) return failed;
    by.loading.refusedAt.set(type, deps.clock.elapsed());
  }
  if (type === 'Appointment') return loadByProvider(deps, by);
  const cursor = readCursor(deps.db, type);
  if (!cursor.complete) deps.db.transaction(() => saveCursor(deps.db, { ...cursor, complete: true }));
  return type === 'Practitioner' || type === 'Location' ? listPlainly(deps, by, type) : null;
}
