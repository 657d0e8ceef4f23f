import type { ConflictNote } from '../../src-shared/domain/conflict-note.ts';
import { receptionistCommand } from '../../src-shared/domain/decision.ts';
import type { Db } from '../db/db.ts';
import { appendHistory } from '../db/queries/history.ts';
import { sayConflict } from '../outbox/conflicts.ts';
import { appointmentOfDecision, type OutboxEntry } from '../outbox/entry.ts';
import { type Effects, portalActor } from './effects.ts';

/** The record, and the request or the appointment, say that the decision does not stand, what the portal has instead, and from whom. */
export function recordConflict(
  db: Db,
  entry: OutboxEntry,
  changed: Pick<ConflictNote, 'portal' | 'by'>,
  effects: Effects,
): void {
  const chosen = chosenIn(entry);
  appendHistory(db, {
    at: effects.now,
    actor: portalActor(effects.by),
    kind: 'portal-conflict',
    requestId: entry.request_id,
    appointmentId: appointmentOfDecision(entry),
    outboxId: entry.id,
    detail: chosen === null ? {} : { command: chosen.type },
  });
  sayChanged(db, entry, changed, effects);
}

/** The request or the appointment says what the portal has, and what was chosen; the record does not. */
export function sayChanged(
  db: Db,
  entry: OutboxEntry,
  changed: Pick<ConflictNote, 'portal' | 'by'>,
  effects: Effects,
): void {
  const note: ConflictNote = {
    at: effects.now,
    chosen: chosenIn(entry),
    chosenBy: entry.user_name,
    ...changed,
  };
  sayConflict(db, {
    outbox_id: entry.id,
    appointment_id: appointmentOfDecision(entry),
    request_id: entry.request_id,
    at_ms: effects.now,
    note_json: JSON.stringify(note),
  });
}

/** Null of what this version does not know. */
const chosenIn = ({ command }: OutboxEntry): ConflictNote['chosen'] =>
  receptionistCommand.safeParse(command).data ?? null;
