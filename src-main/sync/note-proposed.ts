import { isDeepStrictEqual } from 'node:util';
import type { AppointmentRequest, RequestStatus } from '../../src-shared/domain/request.ts';
import type { Db } from '../db/db.ts';
import { findAppointment } from '../db/queries/appointments.ts';
import { appendHistory } from '../db/queries/history.ts';
import { findPractitioner } from '../db/queries/people.ts';
import { type Effects, portalActor } from './effects.ts';

/**
 * A line on the record of a proposal that the portal shows and this desk did not make, dated when it was made: it is the practice's answer to
 * the patient, whichever desk gave it. What this desk has proposed itself stands there already.
 *
 * @param before how the request stood here; `null`: it was not here.
 */
export function noteProposedElsewhere(
  db: Db,
  { id, appointmentId, status }: AppointmentRequest,
  before: RequestStatus | null,
  effects: Effects,
): void {
  // A proposal of which only its times are left, after the patient has withdrawn, was never read as such.
  if (status.state !== 'awaiting-patient' || status.proposal.sentAt <= 0) return;
  const { appointmentIds, sentAt, reason, message } = status.proposal;
  if (
    before?.state === 'awaiting-patient' &&
    isDeepStrictEqual(before.proposal.appointmentIds, appointmentIds)
  )
    return;
  const times = appointmentIds.flatMap((one) => findAppointment(db, one) ?? []);
  const [to, ...others] = times.map(({ start, end }) => ({ start, end }));
  const provider = times[0]?.practitionerId ?? null;
  const practitionerName = (provider === null ? null : findPractitioner(db, provider)?.name) || undefined;
  appendHistory(db, {
    at: Math.min(effects.now, sentAt),
    actor: portalActor(effects.by),
    kind: 'decided',
    requestId: id,
    appointmentId,
    outboxId: null,
    detail: {
      command: 'propose',
      ...(to === undefined ? {} : { to }),
      ...(others.length === 0 ? {} : { alternatives: others }),
      ...(practitionerName === undefined ? {} : { practitionerName }),
      ...(reason === '' ? {} : { reason }),
      ...(message === '' ? {} : { message }),
    },
  });
}
