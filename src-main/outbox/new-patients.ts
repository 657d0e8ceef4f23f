import { type Db, qb } from '../db/db.ts';
import { prepared } from '../db/prepared.ts';
import type { HistoryLine } from '../db/queries/history.ts';
import { appointmentOfDecision, type OutboxEntry } from './entry.ts';

/**
 * Patients made at the desk. Each has an ordering key of its own, their id, with the one decision that creates them in the
 * portal. A decision that names such a patient waits until they have a FHIR id, whatever its own ordering key.
 */

/** The patient this decision creates; null for every other decision. */
export function patientCreatedBy({ plan }: Pick<OutboxEntry, 'plan'>): string | null {
  return plan.find((s) => s.op === 'post' && s.type === 'Patient')?.localId ?? null;
}

/** The patients the portal does not have (yet). */
export function patientsNotInPortal(db: Db): ReadonlySet<string> {
  const rows = db.all(withoutPortalId({}));
  return new Set(rows.map(({ id }) => id));
}

const withoutPortalId = prepared(() => qb.selectFrom('patient').select('id').where('portal_id', 'is', null));

/** The patients a decision writes about. */
export function patientsNamed({ changes }: Pick<OutboxEntry, 'changes'>): string[] {
  return [changes.request, ...changes.appointments].flatMap((one) => one?.patientId ?? []);
}

/** Whom or what the record's lines about a decision concern. */
export function subjectOf(
  entry: Pick<OutboxEntry, 'plan' | 'changes' | 'request_id' | 'ordering_key'>,
): Pick<HistoryLine, 'requestId' | 'appointmentId' | 'patientId'> {
  const patientId = entry.plan.find((s) => s.type === 'Patient')?.localId;
  if (patientId !== undefined) return { requestId: null, appointmentId: null, patientId };
  return { requestId: entry.request_id, appointmentId: appointmentOfDecision(entry) };
}
