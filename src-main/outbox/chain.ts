import type { Appointment } from '../../src-shared/domain/appointment.ts';
import { type Db, qb } from '../db/db.ts';
import { idList } from '../db/id-list.ts';
import type { AppointmentTable } from '../db/schema/schedule.ts';
import { orderingKeyOf } from './ordering-key.ts';

export interface Chain {
  /** The appointment it all began with; the ordering key of every decision about it. */
  readonly root: string;
  readonly members: readonly AppointmentTable[];
}

/**
 * The appointments that are one visit to the patient: the one it all began with, every Tentative proposed instead of it,
 * what an accepted one became, and what was proposed instead of that.
 */
export function chainOf(db: Db, appointment: Appointment): Chain {
  const root = orderingKeyOf(db, appointment);
  const members = new Map<string, AppointmentTable>();
  let layer = db.all(qb.selectFrom('appointment').selectAll().where('id', '=', root));
  while (layer.length > 0) {
    for (const row of layer) members.set(row.id, row);
    const ids = layer.map((row) => row.id);
    layer = db
      .all(qb.selectFrom('appointment').selectAll().where('original_id', 'in', idList(ids)))
      // A circle, which no desk makes, ends here.
      .filter((row) => !members.has(row.id));
  }
  return { root, members: [...members.values()] };
}
