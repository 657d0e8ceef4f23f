import { type Db, qb } from '../db/db.ts';
import type { HistoryLine } from '../db/queries/history.ts';
import type { OutboxTable } from '../db/schema.ts';
import { appointmentOfDecision, parseChanges } from './changes-json.ts';
import { parsePlan } from './write-step.ts';

/**
 * Patients made at the desk. Each has a thread of its own, named by their id, with the one decision that creates them in the
 * portal. A decision that names such a patient waits until they have a FHIR id, whatever its own thread.
 */

/** The patient this decision creates; null for every other decision. */
export function patientCreatedBy(row: Pick<OutboxTable, 'plan_json'>): string | null {
  return parsePlan(row.plan_json).find((s) => s.op === 'post' && s.type === 'Patient')?.localId ?? null;
}

/** The patients the portal does not have (yet). */
export function patientsNotInPortal(db: Db): ReadonlySet<string> {
  const rows = db.all(qb.selectFrom('patient').select('id').where('portal_id', 'is', null));
  return new Set(rows.map(({ id }) => id));
}

/** The patients a decision writes about. */
export function patientsNamed(row: Pick<OutboxTable, 'changes_json'>): string[] {
  const { request, appointments } = parseChanges(row.changes_json);
  return [request, ...appointments].flatMap((one) => one?.patientId ?? []);
}

/** Whom or what the record's lines about a decision concern. */
export function subjectOf(
  row: Pick<OutboxTable, 'plan_json' | 'changes_json' | 'request_id' | 'thread'>,
): Pick<HistoryLine, 'requestId' | 'appointmentId' | 'patientId'> {
  const patientId = patientCreatedBy(row);
  if (patientId !== null) return { requestId: null, appointmentId: null, patientId };
  const corrected = parsePlan(row.plan_json).find((s) => s.type === 'Patient')?.localId;
  if (corrected !== undefined) return { requestId: null, appointmentId: null, patientId: corrected };
  return { requestId: row.request_id, appointmentId: appointmentOfDecision(row) };
}
