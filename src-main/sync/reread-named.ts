import { type EpochMs, HOUR_MS } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { prepared } from '../db/prepared.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';

import { inTurns } from '../timing/in-turns.ts';
import { createEffects, type Effects } from './effects.ts';
import { isForbidden } from './exchange-failure.ts';
import { getResource } from './portal-reader.ts';
import { showAnew } from './projection.ts';
import type { PullDeps } from './pull-type.ts';

/** Each no more often than that, and one in a round. */
const EVERY_MS = HOUR_MS;

/** What no search is asked for, and tells whose time visits take. */
const TELLING = ['PractitionerRole', 'Schedule'] as const;
/** And, where what the portal has is not listed, those who are named. */
const NAMED = ['Practitioner', 'Location'] as const;

/**
 * Reads again, one by one, what was read only because something named it: a role may have ended, or be somebody else's, by now. Where one
 * says something else, the visits to come that go by it are shown anew. What cannot be read stays as it is; what the portal has no
 * more tells nobody.
 */
export async function rereadNamed(
  deps: Pick<PullDeps, 'db' | 'portal' | 'clock' | 'standBack' | 'by' | 'stored' | 'namedReadAt'>,
  {
    isListed,
    store,
  }: { readonly isListed: boolean; readonly store: (resource: unknown) => Promise<unknown> },
): Promise<void> {
  const { db, portal, namedReadAt } = deps;
  const elapsed = deps.clock.elapsed();
  let due: { readonly type: string; readonly id: string } | undefined;
  for (const type of isListed ? TELLING : [...TELLING, ...NAMED])
    for (const { id } of db.all(onFile({ type }))) {
      const at = namedReadAt.get(`${type}/${id}`);
      if (at === undefined) namedReadAt.set(`${type}/${id}`, elapsed);
      else if (elapsed - at >= EVERY_MS) due ??= { type, id };
    }
  if (due === undefined) return;
  const { type, id } = due;
  const fetched = await getResource(portal, type, id);
  if (!fetched.ok && !isForbidden(fetched.error) && fetched.error.kind !== 'server-error') return;
  namedReadAt.set(`${type}/${id}`, elapsed);
  if (!fetched.ok) return;
  const before = findPortalCopy(db, type, id)?.versionId;
  if (fetched.value !== null) await store(fetched.value);
  else if (isTelling(type)) forget(db, { type, id });
  if (isTelling(type) && findPortalCopy(db, type, id)?.versionId !== before)
    await showVisitsAnew(deps, `${type}/${id}`);
}

const isTelling = (type: string): boolean => TELLING.some((one) => one === type);

const onFile = prepared((p: { readonly type: string }) =>
  qb.selectFrom('portal_copy').select('id').where('type', '=', p.type).orderBy('id'),
);

const forget = (db: Db, { type, id }: { readonly type: string; readonly id: string }): void =>
  void db.run(qb.deleteFrom('portal_copy').where('type', '=', type).where('id', '=', id));

/** A turn at a time: there may be thousands. */
async function showVisitsAnew(
  { db, clock, standBack, by, stored }: Parameters<typeof rereadNamed>[0],
  reference: string,
): Promise<void> {
  const now = clock.now();
  let after = '';
  await inTurns(clock, standBack, (isOver) => {
    const effects: Effects = createEffects(clock.now(), by);
    let isMore = true;
    db.transaction(() => {
      do {
        const page = db.all(toCome({ after, now }));
        for (const { portal_id, body_json } of page)
          if (body_json.includes(`${reference}"`) || body_json.includes('"slot"'))
            showAnew(db, portal_id ?? '', effects);
        isMore = page.length === AT_ONCE;
        after = page.at(-1)?.portal_id ?? after;
      } while (isMore && !isOver());
    });
    if (effects.topics.size > 0) stored(effects);
    return isMore;
  });
}

const AT_ONCE = 50;

const toCome = prepared((p: { readonly after: string; readonly now: EpochMs }) =>
  qb
    .selectFrom('appointment')
    .innerJoin('portal_copy', (join) =>
      join.onRef('portal_copy.id', '=', 'appointment.portal_id').on('portal_copy.type', '=', 'Appointment'),
    )
    .select(['appointment.portal_id', 'portal_copy.body_json'])
    .where('appointment.portal_id', '>', p.after)
    .where('appointment.end_ms', '>', p.now)
    .where('appointment.status', 'not in', ['cancelled', 'proposed'])
    .orderBy('appointment.portal_id')
    .limit(AT_ONCE),
);
