import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { Unavailable } from '../../../src-shared/domain/unavailable.ts';
import { type Db, qb } from '../db.ts';
import { idList } from '../id-list.ts';
import type { AbsenceTable, AbsenceVisitTable } from '../schema/schedule.ts';
import type { Range } from './look-back.ts';

export const findAbsence = (db: Db, id: string): AbsenceTable | undefined =>
  db.get(qb.selectFrom('absence').selectAll().where('id', '=', id));

/** Those that have not been closed, the earliest first. */
export const openAbsences = (db: Db): AbsenceTable[] =>
  db.all(
    qb.selectFrom('absence').selectAll().where('ended_ms', 'is', null).orderBy('start_ms').orderBy('id'),
  );

/** Keeps an absence; one of the same provider and time that is there already is open again. Its id. */
export function saveAbsence(db: Db, absence: Omit<AbsenceTable, 'ended_ms'>): string {
  const { practitioner_id, start_ms, end_ms } = absence;
  const known = db.get(
    qb
      .selectFrom('absence')
      .select('id')
      .where('practitioner_id', '=', practitioner_id)
      .where('start_ms', '=', start_ms)
      .where('end_ms', '=', end_ms),
  );
  if (known === undefined) {
    db.run(qb.insertInto('absence').values({ ...absence, ended_ms: null }));
    return absence.id;
  }
  endAbsence(db, known.id, null);
  return known.id;
}

/** `at` null: it is open again. */
export function endAbsence(db: Db, id: string, at: EpochMs | null): void {
  db.run(qb.updateTable('absence').set({ ended_ms: at }).where('id', '=', id));
}

/** The visits that were found in it. */
export const visitsOfAbsence = (db: Db, absenceId: string): AbsenceVisitTable[] =>
  db.all(qb.selectFrom('absence_visit').selectAll().where('absence_id', '=', absenceId));

/** Keeps visits as they were first found in an absence. */
export function saveAbsenceVisits(db: Db, visits: readonly AbsenceVisitTable[]): void {
  for (const visit of visits)
    db.run(
      qb
        .insertInto('absence_visit')
        .values(visit)
        .onConflict((on) => on.doNothing()),
    );
}

/** When these providers are away within [from, to). */
export const awayTimes = (db: Db, { from, to }: Range, practitionerIds: readonly string[]): Unavailable[] =>
  practitionerIds.length === 0
    ? []
    : db
        .all(
          qb
            .selectFrom('absence')
            .select(['practitioner_id', 'start_ms', 'end_ms'])
            .where('practitioner_id', 'in', idList(practitionerIds))
            .where('start_ms', '<', to)
            .where('end_ms', '>', from)
            .where('ended_ms', 'is', null),
        )
        .map(({ practitioner_id: practitionerId, start_ms: start, end_ms: end }) => ({
          why: 'away',
          practitionerId,
          start,
          end,
          reason: '',
        }));
