import { type Db, qb } from '../../db/db.ts';

/** What a move takes off its place: the appointment, and a Tentative proposed instead of it, which a new proposal replaces. */
export function movedIds(db: Db, appointmentId: string | null): string[] {
  if (appointmentId === null) return [];
  const tentative = db.all(
    qb
      .selectFrom('appointment')
      .select('id')
      .where('original_id', '=', appointmentId)
      .where('status', '=', 'tentative'),
  );
  return [appointmentId, ...tentative.map((row) => row.id)];
}
