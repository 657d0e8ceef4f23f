import { type ConflictNote, conflictNote } from '../../src-shared/domain/conflict-note.ts';
import { type Db, qb } from '../db/db.ts';
import { prepared } from '../db/prepared.ts';
import type { ConflictTable } from '../db/schema/outbox.ts';

/** What is said of decisions that the portal refused as changed elsewhere. Each writes in the caller's transaction. */

/** What a decision is about: it settles what is said of the request it answers, and of the visit itself. */
export interface Decided {
  readonly appointmentId: string;
  readonly requestId: string | null;
}

export const conflictsAbout = (db: Db, decided: Decided): ConflictTable[] =>
  db.all(
    decided.requestId === null ? ofVisit(decided) : ofBoth({ ...decided, requestId: decided.requestId }),
  );

export function forgetConflicts(db: Db, decided: Decided): void {
  for (const { outbox_id } of conflictsAbout(db, decided))
    db.run(qb.deleteFrom('conflict').where('outbox_id', '=', outbox_id));
}

const ofVisit = prepared((p: Pick<Decided, 'appointmentId'>) =>
  qb
    .selectFrom('conflict')
    .selectAll()
    .where('appointment_id', '=', p.appointmentId)
    .where('request_id', 'is', null),
);
const ofBoth = prepared((p: { readonly appointmentId: string; readonly requestId: string }) =>
  qb
    .selectFrom('conflict')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb.and([eb('appointment_id', '=', p.appointmentId), eb('request_id', 'is', null)]),
        eb('request_id', '=', p.requestId),
      ]),
    ),
);

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
  by: conflictNote.shape.by.catch(null),
  portal: conflictNote.shape.portal.catch({ what: 'other' }),
});

/** From `conflict.note_json`. Throws when it is no note at all: this file alone is asked to write it. */
export const noteOf = ({ note_json }: Pick<ConflictTable, 'note_json'>): ConflictNote =>
  stored.parse(JSON.parse(note_json));
