import { PULLED_TYPES, readCursor } from './cursor.ts';
import type { ExchangeFailure } from './exchange-failure.ts';
import { refreshRelatedPeople } from './fetch-missing.ts';
import { type PullDeps, pullType, storeAll } from './pull-type.ts';

export type PullProgress = {
  readonly resourceType: string;
  readonly done: number;
  readonly total: number | null;
};

/**
 * One round of reading: every type in turn. What stops one type (a page that cannot be read, a link to another server) does
 * not stop the others; what stops the portal stops the round. The first failure met, or null.
 */
export async function pull(
  deps: Omit<PullDeps, 'progress' | 'asked'>,
  progress: (progress: PullProgress | null) => void,
): Promise<ExchangeFailure | null> {
  const asked = { absent: new Set<string>(), present: new Set<string>() };
  let first: ExchangeFailure | null = null;
  for (const type of PULLED_TYPES) {
    if (!readCursor(deps.db, type).complete) progress({ resourceType: type, done: 0, total: null });
    const failed = await pullType(
      { ...deps, asked, progress: (done, total) => progress({ resourceType: type, done, total }) },
      type,
    );
    if (failed) deps.logger.warn('pull-failed', { type, kind: failed.kind });
    first ??= failed;
    if (failed && failed.kind !== 'server-error') break;
  }
  if (first === null || first.kind === 'server-error')
    first ??= await refreshRelatedPeople({
      db: deps.db,
      portal: deps.portal,
      now: deps.clock.elapsed(),
      readAt: deps.relatedReadAt,
      store: (resources) => storeAll(deps, resources),
    });
  progress(null);
  return first;
}
