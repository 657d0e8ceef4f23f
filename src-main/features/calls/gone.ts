import { isOver, stillTells } from '../../../src-shared/domain/attention-ways.ts';
import type { EmailIntent } from '../../../src-shared/domain/changes.ts';
import { type EmailKind, isProposal } from '../../../src-shared/domain/email-kind.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { CallGone } from '../../../src-shared/ipc/attention-views.ts';
import type { Db } from '../../db/db.ts';
import { findAppointment } from '../../db/queries/appointments.ts';
import { findRequest } from '../../db/queries/requests.ts';
import { visitViews } from '../../db/queries/visit-views.ts';
import { isFollowed } from '../../outbox/entries.ts';
import type { OutboxEntry } from '../../outbox/entry.ts';

/** Why what a decision says needs not be told any more, though nobody has told it; `null`: it is to be told. */
export function goneOf(db: Db, decision: OutboxEntry, told: EmailIntent, now: EpochMs): CallGone | null {
  if (isOver(told.appointment, now)) return { why: 'over' };
  return (
    ofRequest(db, decision.request_id, told) ??
    // What a message says is to be told whatever was decided since.
    (told.kind !== 'message' && isFollowed(db, decision) ? { why: 'decided-since' } : null) ??
    ofVisit(db, told)
  );
}

const OF_PROPOSAL: readonly EmailKind[] = [
  'proposed',
  'proposal-withdrawn',
  'offered',
  'offer-withdrawn',
  'offer-taken',
];

/** A proposal is of use while its request waits for an answer to it; that one no longer stands, until the request is closed. */
function ofRequest(db: Db, requestId: string | null, told: EmailIntent): CallGone | null {
  if (requestId === null || !OF_PROPOSAL.includes(told.kind)) return null;
  const status = findRequest(db, requestId)?.status;
  if (status === undefined) return { why: 'request', outcome: null, mark: null };
  if (status.state === 'resolved') return { why: 'request', outcome: status.outcome, mark: null };
  if (!isProposal(told)) return null;
  if (status.state === 'open') return { why: 'request', outcome: null, mark: status.mark };
  return status.proposal.appointmentIds.includes(told.appointment.id) ? null : { why: 'decided-since' };
}

function ofVisit(db: Db, told: EmailIntent): CallGone | null {
  const stands = findAppointment(db, told.appointment.id);
  if (stillTells(told.kind, told.appointment, stands)) return null;
  const [view] = stands === null ? [] : visitViews(db, [stands]);
  return {
    why: 'visit',
    now: view === undefined || stands === null ? null : { ...view, status: stands.status },
  };
}
