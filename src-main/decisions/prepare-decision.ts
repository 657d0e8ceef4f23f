import type { Appointment } from '../../src-shared/domain/appointment.ts';
import type { Changes } from '../../src-shared/domain/changes.ts';
import { COMMANDS } from '../../src-shared/domain/command-rules.ts';
import { decide } from '../../src-shared/domain/decide.ts';
import { type Command, type Decision, draftsOf } from '../../src-shared/domain/decision.ts';
import type { DraftSubject } from '../../src-shared/domain/draft.ts';
import type { HistoryDetail, HistoryKind } from '../../src-shared/domain/history.ts';
import { MOST_PROPOSED } from '../../src-shared/domain/request.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { AppError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { Db } from '../db/db.ts';
import { findPatient } from '../db/queries/people.ts';
import type { Ids } from '../ports.ts';
import { type Communication, communicate, type Sender } from './communication.ts';
import { historyDetailOf } from './decision-record.ts';
import { emailStillOnItsWay } from './email-on-its-way.ts';
import { readFacts } from './facts-from-db.ts';
import { rejectionError, withVisitPatient } from './rejection.ts';

/** A decision the rules allow, with what it says to the record and to the patient. */
export interface PreparedDecision {
  readonly command: Command;
  /** The request it answers; `null` for what is done on the schedule itself. */
  readonly requestId: string | null;
  /** The appointment it is about, as it stands before; `null` for one that is being booked. */
  readonly before: Appointment | null;
  readonly changes: Changes;
  readonly record: { readonly kind: HistoryKind; readonly detail: HistoryDetail };
  readonly communication: Communication | null;
  /** What was typed for it. */
  readonly drafts: readonly DraftSubject[];
}

/** What a decision is prepared with. */
export interface Preparation {
  readonly db: Db;
  readonly ids: Ids;
  /** By the desk's clock. */
  readonly sender: Sender;
  /** The instant the rules go by. */
  readonly present: EpochMs;
}

/** The appointment a decision is about: of a booking, the one it makes. */
export function appointmentIdOf({ before, changes }: Pick<PreparedDecision, 'before' | 'changes'>): string {
  const id = before?.id ?? changes.appointments[0]?.id;
  if (id === undefined) throw new Error('a decision about no appointment');
  return id;
}

/** A decision as it would be carried out, as things stand now, or why the rules do not allow it. Writes nothing. */
export function prepareDecision(
  { db, ids, sender, present }: Preparation,
  decision: Decision,
): Result<PreparedDecision, AppError> {
  const { command } = decision;
  const read = readFacts(db, decision, {
    now: present,
    rules: sender.rules,
    newAppointmentIds: Array.from({ length: MOST_PROPOSED }, () => ids.uuid()),
    newUid: ids.uuid(),
  });
  if (!read.ok) return read;
  const facts = read.value;
  const { appointment } = facts;
  const request = facts.answers?.request ?? null;
  const decided = decide(command, facts);
  if (!decided.ok) return err(withVisitPatient(rejectionError(decided.error), nameOf(db, appointment)));
  if (command.type === 'resend-email' && request !== null && emailStillOnItsWay(db, request.id))
    return err({ code: 'email-on-its-way' });
  const changes = decided.value;
  return ok({
    command,
    requestId: request?.id ?? null,
    before: appointment,
    changes,
    record: { kind: COMMANDS[command.type].record, detail: historyDetailOf(db, command, changes, facts) },
    communication: communicate(db, changes, request, sender),
    drafts: draftsOf(decision, request?.id ?? null),
  });
}

const nameOf = (db: Db, appointment: Appointment | null): string | null =>
  appointment === null || appointment.patientId === null
    ? null
    : (findPatient(db, appointment.patientId)?.name ?? null);
