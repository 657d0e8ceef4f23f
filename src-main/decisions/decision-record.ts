import { type Appointment, standsAt } from '../../src-shared/domain/appointment.ts';
import type { Changes } from '../../src-shared/domain/changes.ts';
import type { Claim } from '../../src-shared/domain/conflicts.ts';
import { ownIds } from '../../src-shared/domain/decide/differences.ts';
import type { Command } from '../../src-shared/domain/decision.ts';
import type { Facts } from '../../src-shared/domain/facts.ts';
import type { HistoryDetail } from '../../src-shared/domain/history.ts';
import type { Practice } from '../../src-shared/domain/practice.ts';
import { sharersOf } from '../../src-shared/domain/shared-offer.ts';
import { targetsOf } from '../../src-shared/domain/target.ts';
import { type AroundTime, timeConflictOf } from '../../src-shared/domain/time-conflict.ts';
import { t } from '../../src-shared/text/text.ts';
import type { Db } from '../db/db.ts';
import { isBusyId } from '../db/queries/busy-times.ts';
import { findPatient, findPractitioner } from '../db/queries/people.ts';
import { shownName } from '../db/queries/shown-name.ts';

/** What the record says of a decision: from which time to which, why, in which words, over whose heads. */
export function historyDetailOf(db: Db, command: Command, changes: Changes, facts: Facts): HistoryDetail {
  const { appointment: before, answers, rules } = facts;
  const stands = before && standsAt(before);
  const booked = before === null ? (changes.appointments[0] ?? null) : null;
  const after = booked ?? (before && movedAppointment(changes, before));
  const resolved = changes.request?.status.state === 'resolved' ? changes.request.status : null;
  const provider = after?.practitionerId ?? null;
  const targets = targetsOf(command, before, answers?.request ?? null);
  const ownTime = command.type === 'patient-own-time' ? command : null;
  const own = [
    ...ownIds({ appointment: before, answers, facts }),
    ...sharersOf(command, facts.nearby, before?.patientId ?? null),
  ];
  return present({
    command: command.type,
    outcome: resolved?.outcome,
    answer: 'answer' in command ? command.answer : ownTime === null ? undefined : 'declined',
    suggested: ownTime?.requested,
    status: command.type === 'set-status' ? command.status : undefined,
    from: stands ? { start: stands.start, end: stands.end } : undefined,
    to: after ? { start: after.start, end: after.end } : undefined,
    alternatives: alternativesIn(changes),
    sharedWith: command.type === 'propose' ? command.shared?.others : undefined,
    practitionerName: provider === null ? undefined : findPractitioner(db, provider)?.name || undefined,
    visitType: answers === null ? newType(changes, before) : undefined,
    reason: changes.words?.reasonText || undefined,
    message: changes.words?.message || ownTime?.comment || undefined,
    lateCharge: 'lateCharge' in command ? command.lateCharge : undefined,
    note: command.type === 'record-answer' ? command.note || undefined : undefined,
    ...overridden(db, changes, targets, { ...facts, exceptIds: own }, rules.practice),
    patientName: command.type === 'assign-patient' ? facts.patient?.name : undefined,
  });
}

const newType = ({ appointments }: Changes, before: Appointment | null): string | undefined => {
  const [after] = appointments;
  return after?.type.code === before?.type.code ? undefined : after?.type.display;
};

/** The times proposed beside the first. */
function alternativesIn({ appointments }: Changes): HistoryDetail['alternatives'] {
  const [, ...others] = appointments.filter(({ status }) => status === 'tentative');
  return others.length === 0 ? undefined : others.map(({ start, end }) => ({ start, end }));
}

/** The appointment a decision put somewhere else: the moved original, the first Tentative, or the Tentative that became Booked. */
function movedAppointment(changes: Changes, before: Appointment): Appointment | null {
  return (
    changes.appointments.find(
      (a) =>
        a.status !== 'cancelled' &&
        (before.status === 'proposed' ||
          a.start !== before.start ||
          a.end !== before.end ||
          a.practitionerId !== before.practitionerId ||
          a.locationId !== before.locationId),
    ) ?? null
  );
}

/** What a reason was given for: whose times, which closed day, or that the practice or the provider sees nobody then. */
function overridden(
  db: Db,
  { override }: Changes,
  claims: readonly Claim[],
  around: AroundTime,
  practice: Practice,
): Loose<HistoryDetail> {
  const conflicts =
    override === null ? [] : claims.flatMap((claim) => timeConflictOf(claim, around, practice) ?? []);
  if (conflicts.length === 0) return {};
  const unavailable = conflicts.flatMap((one) => one.unavailable ?? []);
  const patients = new Map(around.nearby.map((a) => [a.id, a.patientId]));
  const nameOf = (id: string): string => {
    if (isBusyId(id)) return t.schedule.busyText.busy;
    const patientId = patients.get(id) ?? null;
    const patient = patientId === null ? null : findPatient(db, patientId);
    return patient ? shownName(patient.name) : t.details.UNKNOWN.patient;
  };
  return {
    overrideReason: override?.reason,
    overrideOf: [...new Set(conflicts.flatMap(({ appointmentIds }) => appointmentIds))].map(nameOf),
    overrideClosedDay: conflicts.find(({ closedDay }) => closedDay !== null)?.closedDay ?? undefined,
    overrideOutsideHours: conflicts.some(({ outsideHours }) => outsideHours) || undefined,
    overrideOwnHours: conflicts.some(({ hoursOf }) => hoursOf !== undefined) || undefined,
    overrideUnavailable:
      unavailable.length === 0 ? undefined : unavailable.map(({ why, reason }) => ({ why, reason })),
  };
}

type Loose<T> = { readonly [K in keyof T]: T[K] | undefined };

/** Leaves out what there is nothing to say about. */
function present(detail: Loose<Required<HistoryDetail>> | Loose<HistoryDetail>): HistoryDetail {
  return Object.fromEntries(
    Object.entries(detail).filter(([, value]) => value !== undefined),
  ) as HistoryDetail;
}
