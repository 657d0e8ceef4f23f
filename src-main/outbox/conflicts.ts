import type { ExpressionBuilder } from 'kysely';
import { type ConflictNote, conflictNote } from '../../src-shared/domain/conflict-note.ts';
import { type Db, qb } from '../db/db.ts';
import type { ConflictTable, Tables } from '../db/schema.ts';

/** What is said of decisions that the portal refused as changed elsewhere. Each writes in the caller's transaction. */

/** What a decision is about: it settles what is said of the request it answers, and of the visit itself. */
export interface Decided {
  readonly appointmentId: string;
  readonly requestId: string | null;
}

export const conflictsAbout = (db: Db, decided: Decided): ConflictTable[] =>
  db.all(qb.selectFrom('conflict').selectAll().where(about(decided)));

export function forgetConflicts(db: Db, decided: Decided): void {
  db.run(qb.deleteFrom('conflict').where(about(decided)));
}

/** Forgets what is said of this decision alone: what it was, `undefined` where nothing is said of it. */
export function forgetConflict(db: Db, outboxId: string): ConflictTable | undefined {
  const said = db.get(qb.selectFrom('conflict').selectAll().where('outbox_id', '=', outboxId));
  if (said) db.run(qb.deleteFrom('conflict').where('outbox_id', '=', outboxId));
  return said;
}

/** Says it, unless something is said of its subject already: of several decisions that fall together the first was refused. */
export function sayConflict(db: Db, said: ConflictTable): void {
  db.run(
    qb
      .insertInto('conflict')
      .values(said)
      .onConflict((on) => on.doNothing()),
  );
}

// Another version may have written it: what this one cannot read of it is not said.
const stored = conflictNote.extend({
  chosen: conflictNote.shape.chosen.catch(null),
  portal: conflictNote.shape.portal.catch({ what: 'other' }),
});

/** From `conflict.note_json`. Throws when it is no note at all: this file alone is asked to write it. */
export const noteOf = ({ note_json }: Pick<ConflictTable, 'note_json'>): ConflictNote =>
  stored.parse(JSON.parse(note_json));

const about =
  ({ appointmentId, requestId }: Decided) =>
  (eb: ExpressionBuilder<Tables, 'conflict'>) => {
    const ofVisit = eb.and([eb('appointment_id', '=', appointmentId), eb('request_id', 'is', null)]);
    return requestId === null ? ofVisit : eb.or([ofVisit, eb('request_id', '=', requestId)]);
  };
