/** Requests that were chosen to be decided in one go, as window and main process both see them. */
import type { DeskCommandType } from '../domain/commands.ts';
import type { ChosenRequest, ManyAct } from '../domain/many-requests.ts';
import type { RequestKind } from '../domain/request.ts';
import type { RequestRow } from './request-views.ts';

/** The command that an act gives about a request of this kind. */
export const commandOfAct = (act: ManyAct, kind: RequestKind): DeskCommandType =>
  act === 'deny' && kind === 'cancel' ? 'keep' : act === 'offer' ? 'propose' : act;

/** A request as the rules for several look at it. */
export const asChosen = (row: RequestRow, act: ManyAct, openOn: string | null): ChosenRequest => ({
  id: row.id,
  kind: row.kind,
  appointmentId: row.appointment.id,
  patientId: row.appointment.patientId ?? row.patient?.id ?? null,
  practitionerId: row.appointment.practitionerId,
  requested: row.requested,
  mark: row.mark,
  obstacles: row.obstacles,
  policy: row.policy,
  wasRefused: row.conflict !== null,
  typed: row.typedBy.length > 0,
  openOn,
  possible: row.allowed.includes(commandOfAct(act, row.kind)),
});

/**
 * What somebody sees of a request and decides by: two rows that show the same give the same text. Left out is what others do (who
 * else wants the time, what is on its way), which the rules look at anew, and what says when "tomorrow" is.
 */
export function shownOf(row: RequestRow): string {
  const { patient, appointment, requested, policy } = row;
  return JSON.stringify([
    row.kind,
    row.state,
    row.mark,
    row.note,
    patient && [patient.id, patient.name, patient.birthDate, patient.standing],
    [
      appointment.id,
      appointment.patientId,
      appointment.practitionerId,
      appointment.locationId,
      appointment.type.code,
      appointment.start,
      appointment.end,
      appointment.status,
    ],
    requested && [requested.start, requested.end],
    policy && [policy.within, policy.days, policy.chargesText],
  ]);
}
