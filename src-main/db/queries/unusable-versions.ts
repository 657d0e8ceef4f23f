import { type Db, qb } from '../db.ts';
import { idsIn } from '../id-list.ts';
import { prepared } from '../prepared.ts';

/** Of these resources (FHIR ids) those of which the portal has a newer version that cannot be shown: what stands here is not so any more. */
export const outdatedAmong = (db: Db, type: string, portalIds: readonly string[]): ReadonlySet<string> =>
  new Set(
    portalIds.length === 0 ? [] : db.all(among({ type, ids: JSON.stringify(portalIds) })).map(({ id }) => id),
  );

const among = prepared((p: { readonly type: string; readonly ids: string }) =>
  qb.selectFrom('unusable_version').select('id').where('type', '=', p.type).where('id', 'in', idsIn(p.ids)),
);
