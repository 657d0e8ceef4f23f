import { type Db, qb } from '../db.ts';
import { idsIn } from '../id-list.ts';
import { prepared } from '../prepared.ts';

/**
 * Ids of the appointments of which the portal has a newer version that cannot be shown. What stands here is not so any more: it stands
 * nowhere and takes no time. What the newer version takes is a `BusyTime`.
 */
export const hiddenAppointments = (db: Db): ReadonlySet<string> =>
  new Set(db.all(hidden({})).map(({ id }) => id));

/** Those of them among these. */
export const hiddenAmong = (db: Db, ids: readonly string[]): string[] =>
  ids.length === 0 ? [] : db.all(hiddenOf({ ids: JSON.stringify(ids) })).map(({ id }) => id);

const hiddenOf = prepared((p: { readonly ids: string }) =>
  qb
    .selectFrom('appointment')
    .innerJoin('unusable_version', (join) =>
      join
        .on('unusable_version.type', '=', 'Appointment')
        .onRef('unusable_version.id', '=', 'appointment.portal_id'),
    )
    .select('appointment.id')
    .where('appointment.id', 'in', idsIn(p.ids)),
);

const hidden = prepared(() =>
  qb
    .selectFrom('unusable_version')
    .innerJoin('appointment', 'appointment.portal_id', 'unusable_version.id')
    .select('appointment.id')
    .where('unusable_version.type', '=', 'Appointment'),
);
