import type { Appointment } from '../../src-shared/domain/appointment.ts';
import type { Changes } from '../../src-shared/domain/changes.ts';
import type { RequestCommand } from '../../src-shared/domain/commands.ts';
import { conflictsWith } from '../../src-shared/domain/conflicts.ts';
import { targetOf } from '../../src-shared/domain/target.ts';
import type { HistoryDetail, HistoryKind } from '../../src-shared/ipc/history-views.ts';
import type { Db } from '../db/db.ts';
import { findPatient, findPractitioner } from '../db/queries/people.ts';
import type { Situation } from './facts-from-db.ts';

/** Under which heading a command stands in the record. */
export function historyKindOf(command: RequestCommand): HistoryKind {
  switch (command.type) {
    case 'patient-answer':
      return 'patient-answered';
    case 'patient-withdraws':
      return 'request-withdrawn';
    case 'supersede':
      return 'request-superseded';
    case 'apply-policy':
      return 'applied-under-policy';
    case 'expire':
      return 'proposal-expired';
    case 'assign-patient':
      return 'patient-assigned';
    default:
      return 'decided';
  }
}

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
  return present({
    command: command.type,
    outcome: resolved?.outcome,
    answer: 'answer' in command ? command.answer : undefined,
    from: { start: facts.appointment.start, end: facts.appointment.end },
    to: after ? { start: after.start, end: after.end } : undefined,
    practitionerName: provider === null ? undefined : findPractitioner(db, provider)?.name,
    reason: changes.words?.reasonText,
    message: changes.words?.message || undefined,
    overrideReason: changes.override?.reason,
    overrideOf: changes.override ? overriddenNames(db, command, { request, facts }) : undefined,
    patientName: command.type === 'assign-patient' ? facts.patient?.name : undefined,
  });
}

/** The appointment a decision put somewhere else: the moved original, the Tentative, or the Tentative that became Booked. */
export function movedAppointment(changes: Changes, before: Appointment): Appointment | null {
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

function overriddenNames(db: Db, command: RequestCommand, { request, facts }: Situation): string[] {
  const target = targetOf(request, command, facts.appointment);
  if (!target) return [];
  const except = [facts.appointment.id, ...(facts.tentative ? [facts.tentative.id] : [])];
  return conflictsWith(target, facts.nearby, except).map(
    (a) => (a.patientId === null ? null : findPatient(db, a.patientId)?.name) ?? 'Unknown patient',
  );
}

type Loose<T> = { readonly [K in keyof T]: T[K] | undefined };

/** Leaves out what there is nothing to say about. */
function present(detail: Loose<Required<HistoryDetail>> | Loose<HistoryDetail>): HistoryDetail {
  return Object.fromEntries(
    Object.entries(detail).filter(([, value]) => value !== undefined),
  ) as HistoryDetail;
}
