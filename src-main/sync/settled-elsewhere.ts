import { isSameTime, timeOf } from '../../src-shared/domain/conflicts.ts';
import type { HistoryDetail } from '../../src-shared/domain/history.ts';
import type { AppointmentRequest, RequestStatus } from '../../src-shared/domain/request.ts';
import type { Db } from '../db/db.ts';
import { findAppointment } from '../db/queries/appointments.ts';
import { deciderIn, type Moved } from './fhir/decided-by.ts';
import type { Envelope } from './fhir/read-envelope.ts';
import { deskThatWrote } from './who-decided.ts';

/**
 * What the record says of a request that was closed without this desk, beside how: at which desk, where that is certain, and from where to where the visit
 * was moved.
 *
 * @param base the version of the Task before `version` that is known here; null where none is.
 * @param before how the request stood here; null: it was not here.
 */
export function settledElsewhere(
  db: Db,
  request: AppointmentRequest,
  { version, base }: { readonly version: Envelope; readonly base: Envelope | null },
  before: RequestStatus | null,
): Pick<HistoryDetail, 'desk' | 'from' | 'to'> {
  if (request.status.state !== 'resolved') return {};
  const desk = deskThatWrote(version, [], base);
  const moved =
    request.status.outcome === 'accepted-by-patient'
      ? acceptedTime(db, request, before)
      : movedByDecision(db, request, version);
  return { ...(desk === null ? {} : { desk }), ...moved };
}

/** What the decision says of itself; others may have moved the visit since, and left that as it was. */
function movedByDecision(db: Db, { appointmentId }: AppointmentRequest, version: Envelope): Moved | null {
  const decider = deciderIn(version.body);
  if (!decider?.moved || !version.commandTags.includes(decider.decision)) return null;
  const { from, to } = decider.moved;
  const visit = findAppointment(db, appointmentId);
  // The visit itself may be read after its request.
  return visit !== null && (isSameTime(visit, to) || isSameTime(visit, from)) ? decider.moved : null;
}

/** The patient has taken the time that was proposed; of several, the one that is booked by now. */
function acceptedTime(
  db: Db,
  { appointmentId }: AppointmentRequest,
  before: RequestStatus | null,
): Moved | null {
  const original = findAppointment(db, appointmentId);
  if (original === null || original.status === 'proposed' || before?.state !== 'awaiting-patient')
    return null;
  const proposed = before.proposal.appointmentIds.flatMap((id) => findAppointment(db, id) ?? []);
  const taken = proposed.length === 1 ? proposed[0] : proposed.find(({ status }) => status === 'booked');
  return taken === undefined ? null : { from: timeOf(original), to: timeOf(taken) };
}
