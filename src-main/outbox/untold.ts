import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { isUntold } from '../db/outbox-states.ts';
import { prepared } from '../db/prepared.ts';
import { replacePlan, unappliedUnderKey } from './entries.ts';
import type { OutboxEntry } from './entry.ts';
import { planWrites } from './write-plan.ts';

/** Whether anything was decided while no portal was set up, and has not been told since. */
export const isAnyUntold = (db: Db): boolean => db.get(untoldIds({})) !== undefined;

const untoldIds = prepared(() => qb.selectFrom('outbox').select('id').where(isUntold).limit(1));

/**
 * What was decided while no portal was set up enters the outbox again, now that there is one: in the order in which it was decided, each
 * based on what the local rows were made from and on what was decided before it. Before anything new is read from the portal, in a
 * transaction of the caller's. Returns their ids.
 */
export function deliverUntold(db: Db, now: EpochMs): string[] {
  const rows = db.all(qb.selectFrom('outbox').selectAll().where(isUntold).orderBy('seq'));
  const untold = new Set(rows.map(({ id }) => id));
  db.run(
    qb
      .updateTable('outbox')
      .set({ untold: 0, state: 'ready', next_attempt_ms: now, finished_ms: null })
      .where(isUntold),
  );
  for (const key of new Set(rows.map((row) => row.ordering_key))) planAnew(db, key, untold);
  return [...untold];
}

/** What was decided after them, and has not been sent yet, builds on them too. */
function planAnew(db: Db, orderingKey: string, untold: ReadonlySet<string>): void {
  const earlier: OutboxEntry[] = [];
  let built = false;
  for (const entry of unappliedUnderKey(db, orderingKey)) {
    built ||= untold.has(entry.id);
    if (!built || entry.attempts > 0 || !isPlannedFromChanges(entry)) earlier.push(entry);
    else {
      const plan = planWrites(db, entry.changes, orderingKey, earlier);
      replacePlan(db, entry.id, plan);
      earlier.push({ ...entry, plan });
    }
  }
}

/** A patient put on file, or corrected, has a plan of its own. */
const isPlannedFromChanges = ({ isReadable, plan }: OutboxEntry): boolean =>
  isReadable && plan.length > 0 && plan.every(({ type }) => type !== 'Patient');
