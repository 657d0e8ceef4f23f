import type { Appointment } from '../../../src-shared/domain/appointment.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { type Db, qb } from '../../db/db.ts';
import { idList } from '../../db/id-list.ts';
import { UNAPPLIED } from '../../db/outbox-states.ts';
import { readEntry } from '../../outbox/entry.ts';

/** What this desk has decided about a visit that counts still. */
export interface DecidedHere {
  /** As its decisions left the appointments. */
  readonly left: readonly Appointment[];
  /** Who gave the latest. */
  readonly userName: string;
  /** Whether the patient is on the Call list because of one of them. */
  readonly call: 'open' | 'done' | null;
}

/** The decisions of this desk since then, by ordering key; what was undone or refused is none. */
export function decidedHere(
  db: Db,
  orderingKeys: readonly string[],
  since: EpochMs,
): ReadonlyMap<string, DecidedHere> {
  const entries = db
    .all(
      qb
        .selectFrom('outbox')
        .selectAll()
        .where('ordering_key', 'in', idList(orderingKeys))
        .where('state', 'in', [...UNAPPLIED, 'done'])
        .where('created_ms', '>=', since)
        .orderBy('seq'),
    )
    .map(readEntry);
  const calls = new Map(
    db
      .all(
        qb
          .selectFrom('call')
          .select(['outbox_id', 'state'])
          .where('outbox_id', 'in', idList(entries.map(({ id }) => id))),
      )
      .map(({ outbox_id, state }) => [outbox_id, state]),
  );
  return new Map(
    [...Map.groupBy(entries, (entry) => entry.ordering_key)].map(([key, given]) => {
      const states = given.map(({ id }) => calls.get(id));
      return [
        key,
        {
          left: given.flatMap(({ changes }) => changes.appointments),
          userName: given.findLast(({ changes }) => changes.appointments.length > 0)?.user_name ?? '',
          call: states.some((state) => state === 'waiting' || state === 'open')
            ? 'open'
            : states.includes('done')
              ? 'done'
              : null,
        },
      ];
    }),
  );
}
