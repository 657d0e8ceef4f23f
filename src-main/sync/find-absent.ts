import { type Db, qb } from '../db/db.ts';
import { prepared } from '../db/prepared.ts';
import type { Portal } from '../ports.ts';
import type { Effects } from './effects.ts';
import { type ExchangeFailure, isForbidden } from './exchange-failure.ts';
import { getResource } from './portal-reader.ts';
import { release } from './quarantine.ts';
import { REMOVED, storeRemoved } from './removed.ts';

/** What stands on the schedule and in the inbox. */
const TYPES = ['Appointment', 'Task'] as const;

/**
 * Takes away what a restored portal no longer has: of what it did not list (`Type/id`) when it was read anew, each is asked for by
 * itself, because a search may leave something out. The failure that kept it from ending, or null.
 */
export async function removeAbsent(
  db: Db,
  portal: Portal,
  listed: ReadonlySet<string>,
  effectsNow: () => Effects,
  committed: (effects: Effects) => void,
): Promise<ExchangeFailure | null> {
  for (const type of TYPES) {
    const absent = [...db.all(idsOf({ type })), ...db.all(unshownOf({ type }))].filter(
      ({ id }) => !listed.has(`${type}/${id}`),
    );
    for (const { id } of absent) {
      const fetched = await getResource(portal, type, id);
      if (!fetched.ok && !isForbidden(fetched.error)) return fetched.error;
      if (!fetched.ok || fetched.value !== null) continue;
      const effects = effectsNow();
      effects.topics.add('requests').add('schedule').add('attention');
      db.transaction(() => {
        storeRemoved(db, type, id, effects);
        release(db, type, id);
      });
      committed(effects);
    }
  }
  return null;
}

const idsOf = prepared((p: { readonly type: string }) =>
  qb
    .selectFrom('portal_copy')
    .select('id')
    .where('type', '=', p.type)
    .where('version_id', 'not like', `%${REMOVED}`),
);

/** What never could be shown. */
const unshownOf = prepared((p: { readonly type: string }) =>
  qb
    .selectFrom('unusable_version')
    .select('id')
    .where('type', '=', p.type)
    .where('id', 'not in', qb.selectFrom('portal_copy').select('id').where('type', '=', p.type)),
);
