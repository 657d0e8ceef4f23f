import { qb } from '../db/db.ts';
import { prepared } from '../db/prepared.ts';
import { createEffects } from './effects.ts';
import { type ExchangeFailure, isForbidden } from './exchange-failure.ts';
import { getResource } from './portal-reader.ts';
import type { ProviderWindow } from './provider-windows.ts';
import type { PullDeps } from './pull-type.ts';
import { release } from './quarantine.ts';
import { REMOVED, storeRemoved } from './removed.ts';

/** So many are asked for by themselves after one reading of a window; the rest after the next. */
const AT_ONCE = 50;

/**
 * What stands in a window and was not listed when that was read to its end: deleted, moved elsewhere, or only not listed. Each is asked
 * for by itself, and only what the portal does not have leaves the schedule. `store`: the portal has it, as it is now. The failure
 * that kept it from ending, or null.
 */
export async function lookForAbsent(
  deps: Pick<PullDeps, 'db' | 'portal' | 'clock' | 'by' | 'stored'>,
  { provider, from, to }: ProviderWindow,
  listed: ReadonlySet<string>,
  isDue: (portalId: string) => boolean,
  store: (resource: unknown) => Promise<ExchangeFailure | null>,
): Promise<ExchangeFailure | null> {
  const { db, portal } = deps;
  const here = [...db.all(shown({ provider, from, to })), ...db.all(busy({ provider, from, to }))];
  const absent = here.flatMap(({ id }) => (id === null || listed.has(id) ? [] : [id]));
  let left = AT_ONCE;
  for (const id of absent) {
    if (left === 0) break;
    if (!isDue(id)) continue;
    left -= 1;
    const fetched = await getResource(portal, 'Appointment', id);
    if (!fetched.ok && isForbidden(fetched.error)) continue;
    if (!fetched.ok) return fetched.error;
    if (fetched.value !== null) {
      const failed = await store(fetched.value);
      if (failed) return failed;
      continue;
    }
    const effects = createEffects(deps.clock.now(), deps.by);
    effects.topics.add('requests').add('schedule').add('attention');
    db.transaction(() => {
      storeRemoved(db, 'Appointment', id, effects);
      release(db, 'Appointment', id);
    });
    deps.stored(effects);
  }
  return null;
}

type Place = Pick<ProviderWindow, 'provider' | 'from' | 'to'>;

const shown = prepared((p: Place) =>
  qb
    .selectFrom('appointment')
    .innerJoin('portal_copy', (join) =>
      join.on('portal_copy.type', '=', 'Appointment').onRef('portal_copy.id', '=', 'appointment.portal_id'),
    )
    .select('appointment.portal_id as id')
    .where('appointment.practitioner_id', '=', p.provider)
    .where('appointment.start_ms', '>=', p.from)
    .where('appointment.start_ms', '<', p.to)
    .where('portal_copy.version_id', 'not like', `%${REMOVED}`),
);

const busy = prepared((p: Place) =>
  qb
    .selectFrom('busy_time')
    .select('portal_id as id')
    .where('practitioner_id', '=', p.provider)
    .where('start_ms', '>=', p.from)
    .where('start_ms', '<', p.to)
    // By a resource's own id: what came without one cannot be asked for.
    .where('portal_id', 'not like', 'no-id-%'),
);
