import type { Appointment } from '../../src-shared/domain/appointment.ts';
import type { Changes } from '../../src-shared/domain/changes.ts';
import type { RequestCommand } from '../../src-shared/domain/commands.ts';
import type { Claim } from '../../src-shared/domain/conflicts.ts';
import { aroundRequest } from '../../src-shared/domain/decide/checks.ts';
import type { HistoryDetail } from '../../src-shared/domain/history.ts';
import type { Practice } from '../../src-shared/domain/practice.ts';
import type { ScheduleCommand } from '../../src-shared/domain/schedule-command.ts';
import type { ScheduleFacts } from '../../src-shared/domain/schedule-facts.ts';
import { targetOf } from '../../src-shared/domain/target.ts';
import { timeConflictOf } from '../../src-shared/domain/time-conflict.ts';
import type { Db } from '../db/db.ts';
import { UNKNOWN_PATIENT } from '../db/queries/appointment-views.ts';
import { findPatient, findPractitioner } from '../db/queries/people.ts';
import type { Situation } from './facts-from-db.ts';

/** What the record says of a decision: from which time to which, why, in which words, over whose heads. */
export function historyDetailOf(
  db: Db,
  command: RequestCommand,
  changes: Changes,
  { request, facts }: Situation,
): HistoryDetail {
  const after = movedAppointment(changes, facts.appointment);
  const resolved = changes.request?.status.state === 'resolved' ? changes.request.status : null;
  const provider = after?.practitionerId ?? null;
  const target = targetOf(request, command, facts.appointment);
  const own = aroundRequest(facts).ownIds;
  return present({
    command: command.type,
    outcome: resolved?.outcome,
    answer: 'answer' in command ? command.answer : undefined,
    from: { start: facts.appointment.start, end: facts.appointment.end },
    to: after ? { start: after.start, end: after.end } : undefined,
    practitionerName: provider === null ? undefined : findPractitioner(db, provider)?.name,
    reason: changes.words?.reasonText,
    message: changes.words?.message || undefined,
    ...(target ? overridden(db, changes, target, facts.nearby, own, facts.rules.practice) : {}),
    patientName: command.type === 'assign-patient' ? facts.patient?.name : undefined,
  });
}

/** The appointment a decision put somewhere else: the moved original, the Tentative, or the Tentative that became Booked. */
function movedAppointment(changes: Changes, before: Appointment): Appointment | null {
  return (
    changes.appointments.find(
      (a) =>
        a.status !== 'cancelled' &&
        (a.start !== before.start ||
          a.end !== before.end ||
          a.practitionerId !== before.practitionerId ||
          a.locationId !== before.locationId),
    ) ?? null
  );
}

/** What a command on the schedule itself leaves on the record. */
export function scheduleDetailOf(
  db: Db,
  command: ScheduleCommand,
  changes: Changes,
  { appointment: before, nearby, rules }: ScheduleFacts,
): HistoryDetail {
  const after = changes.appointments[0];
  if (!after) throw new Error('a command on the schedule that changes nothing');
  const moved = before === null || movedAppointment(changes, before) !== null;
  const provider = after.practitionerId;
  const named = moved && provider !== null && command.type !== 'set-status';
  return present({
    command: command.type,
    status: command.type === 'set-status' ? command.status : undefined,
    from: before === null ? undefined : { start: before.start, end: before.end },
    to: moved ? { start: after.start, end: after.end } : undefined,
    practitionerName: named ? findPractitioner(db, provider)?.name : undefined,
    visitType: before?.type.code === after.type.code ? undefined : after.type.display,
    reason: changes.words?.reasonText || undefined,
    message: changes.words?.message || undefined,
    ...overridden(db, changes, after, nearby, [after.id], rules.practice),
  });
}

/** What a reason was given for: whose time, which closed day, or that the practice is not open then. */
function overridden(
  db: Db,
  { override }: Changes,
  claim: Claim,
  nearby: readonly Appointment[],
  ownIds: readonly string[],
  practice: Practice,
): Loose<HistoryDetail> {
  const conflict = override === null ? null : timeConflictOf(claim, nearby, ownIds, practice);
  if (conflict === null) return {};
  const patients = new Map(nearby.map((a) => [a.id, a.patientId]));
  const nameOf = (id: string): string => {
    const patientId = patients.get(id) ?? null;
    return (patientId === null ? null : findPatient(db, patientId)?.name) ?? UNKNOWN_PATIENT;
  };
  return {
    overrideReason: override?.reason,
    overrideOf: conflict.appointmentIds.map(nameOf),
    overrideClosedDay: conflict.closedDay ?? undefined,
    overrideOutsideHours: conflict.outsideHours || undefined,
  };
}

type Loose<T> = { readonly [K in keyof T]: T[K] | undefined };

/** Leaves out what there is nothing to say about. */
function present(detail: Loose<Required<HistoryDetail>> | Loose<HistoryDetail>): HistoryDetail {
  return Object.fromEntries(
    Object.entries(detail).filter(([, value]) => value !== undefined),
  ) as HistoryDetail;
}
