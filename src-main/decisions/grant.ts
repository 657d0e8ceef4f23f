import type { Appointment } from '../../src-shared/domain/appointment.ts';
import type { Changes } from '../../src-shared/domain/changes.ts';
import { COMMANDS } from '../../src-shared/domain/command-rules.ts';
import type { RequestCommand } from '../../src-shared/domain/commands.ts';
import { decide as decideByRules } from '../../src-shared/domain/decide.ts';
import { decideSchedule as decideScheduleByRules } from '../../src-shared/domain/decide-schedule.ts';
import type { HistoryDetail, HistoryKind } from '../../src-shared/domain/history.ts';
import { belongingOf, isGrantable } from '../../src-shared/domain/origin.ts';
import type { ScheduleCommand } from '../../src-shared/domain/schedule-command.ts';
import type { AppError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { Db } from '../db/db.ts';
import { findAppointment } from '../db/queries/appointments.ts';
import { originOf } from '../db/queries/origins.ts';
import { findPatient } from '../db/queries/people.ts';
import { requestsOfAppointment } from '../db/queries/requests.ts';
import type { Ids } from '../ports.ts';
import { type Communication, communicate, type Sender } from './communication.ts';
import { historyDetailOf, scheduleDetailOf } from './decision-record.ts';
import { emailStillOnItsWay } from './email-on-its-way.ts';
import { readScheduleFacts, readSituation } from './facts-from-db.ts';
import { rejectionError, withVisitPatient } from './rejection.ts';

/** A decision the domain has granted, with what it says to the record and to the patient. */
export interface Grant {
  readonly command: RequestCommand | ScheduleCommand;
  /** The request it decides; `null` for what is done on the schedule itself. */
  readonly requestId: string | null;
  /** The appointment it is about, as it stands before; `null` for one that is being booked. */
  readonly before: Appointment | null;
  readonly changes: Changes;
  readonly record: { readonly kind: HistoryKind; readonly detail: HistoryDetail };
  readonly communication: Communication | null;
}

/** What a decision has to be granted by. */
export interface Granting {
  readonly db: Db;
  readonly ids: Ids;
  readonly sender: Sender;
}

/** The appointment a decision is about: of a booking, the one it makes. */
export function appointmentIdOf({ before, changes }: Pick<Grant, 'before' | 'changes'>): string {
  const id = before?.id ?? changes.appointments[0]?.id;
  if (id === undefined) throw new Error('a decision about no appointment');
  return id;
}

/** Whether a command on a request is granted, as things stand now. Writes nothing. */
export function grantRequest(
  { db, ids, sender }: Granting,
  requestId: string,
  command: RequestCommand,
): Result<Grant, AppError> {
  const { now, rules } = sender;
  const situation = readSituation(db, requestId, command, { now, rules, newAppointmentId: ids.uuid() });
  if (!situation.ok) return situation;
  const { request, facts } = situation.value;
  const decided = decideByRules(request, command, facts);
  if (!decided.ok) return err(withVisitPatient(rejectionError(decided.error), nameOf(db, facts.appointment)));
  if (command.type === 'resend-email' && emailStillOnItsWay(db, requestId))
    return err({ code: 'email-on-its-way' });
  const changes = decided.value;
  return ok({
    command,
    requestId,
    before: facts.appointment,
    changes,
    record: {
      kind: COMMANDS[command.type].record,
      detail: historyDetailOf(db, command, changes, situation.value),
    },
    communication: communicate(db, changes, request, sender),
  });
}

const nameOf = (db: Db, { patientId }: Appointment): string | null =>
  patientId === null ? null : (findPatient(db, patientId)?.name ?? null);

/**
 * The same for a command on the schedule. Where an unresolved request of its own patient is about the appointment, changing or cancelling it is
 * the answer to that request: then it is the request's own command that is granted or refused. `notify` counts there too: who
 * says that no e-mail is to go out has usually just spoken to the patient.
 */
export function grantSchedule(granting: Granting, command: ScheduleCommand): Result<Grant, AppError> {
  const { db, ids, sender } = granting;
  const answered = answeredRequest(granting, command);
  if (answered) {
    const granted = grantRequest(granting, answered.requestId, answered.command);
    return granted.ok && !answered.notify ? ok(silently(granted.value)) : granted;
  }
  const { now, rules } = sender;
  const given = { now, rules, newAppointmentId: ids.uuid(), newUid: ids.uuid() };
  const facts = readScheduleFacts(db, command, given);
  if (!facts.ok) return facts;
  const decided = decideScheduleByRules(command, facts.value);
  if (!decided.ok) return err(rejectionError(decided.error));
  const changes = decided.value;
  return ok({
    command,
    requestId: null,
    before: facts.value.appointment,
    changes,
    record: {
      kind: COMMANDS[command.type].record,
      detail: scheduleDetailOf(db, command, changes, facts.value),
    },
    communication: communicate(db, changes, null, sender),
  });
}

interface Answered {
  readonly requestId: string;
  readonly command: RequestCommand;
  readonly notify: boolean;
}

/**
 * The newest unresolved request the command answers, and how; older ones are superseded by it. A request that is not certainly the
 * patient's is not answered by what is done to the patient's appointment: it stays, for a person to look at.
 */
function answeredRequest({ db, sender }: Granting, command: ScheduleCommand): Answered | null {
  if (command.type !== 'update' && command.type !== 'cancel-appointment') return null;
  const { appointmentId, words, notify } = command;
  const appointment = findAppointment(db, appointmentId);
  if (!appointment) return null;
  const moment = { now: sender.now, zone: sender.rules.practice.zone };
  const request = requestsOfAppointment(db, appointmentId).findLast(
    (r) =>
      r.status.state !== 'resolved' && isGrantable(belongingOf(r, appointment, originOf(db, r.id), moment)),
  );
  if (!request) return null;
  const { slot, override } = command.type === 'update' ? command : {};
  return {
    requestId: request.id,
    command: slot ? { type: 'update', slot, words, override } : { type: 'cancel-appointment', words },
    notify,
  };
}

const silently = (grant: Grant): Grant => ({
  ...grant,
  changes: { ...grant.changes, email: null },
  communication: null,
});
