import type { Appointment } from '../../src-shared/domain/appointment.ts';
import { type Db, sql } from '../db/db.ts';
import { findAppointment, localIdOfPortalAppointment, saveAppointment } from '../db/queries/appointments.ts';
import { findOutbox } from '../db/queries/outbox.ts';
import { findPatient } from '../db/queries/people.ts';
import type { PortalAppointment } from './fhir/read-appointment.ts';
import type { News } from './news.ts';
import { parsePlan } from './write-plan.ts';

/**
 * The desk's id of an Appointment of the portal: its own row's, that of the Tentative it was made from (recognised by the
 * command's identifier, also before the answer to the push has been seen), or the FHIR id.
 */
function localIdOf(db: Db, { id, commandIds }: Pick<PortalAppointment, 'id' | 'commandIds'>): string {
  return localIdOfPortalAppointment(db, id) ?? ownTentative(db, commandIds) ?? id;
}

function ownTentative(db: Db, commandIds: readonly string[]): string | null {
  for (const commandId of commandIds) {
    const row = findOutbox(db, commandId);
    const post = row && parsePlan(row.plan_json).find((s) => s.op === 'post' && s.type === 'Appointment');
    if (!post) continue;
    const local = db.get(sql.selectFrom('appointment').select('portal_id').where('id', '=', post.localId));
    if (local?.portal_id === null) return post.localId;
  }
  return null;
}

/** The portal's appointment with the desk's ids in place of FHIR ids. */
export function toLocal(db: Db, from: PortalAppointment): Appointment {
  return {
    id: localIdOf(db, from),
    uid: from.uid,
    sequence: from.sequence,
    patientId: from.patientId !== null && findPatient(db, from.patientId) ? from.patientId : null,
    practitionerId: from.practitionerId,
    locationId: from.locationId,
    type: from.type,
    start: from.start,
    end: from.end,
    status: from.status,
    originalId:
      from.originalId === null ? null : (localIdOfPortalAppointment(db, from.originalId) ?? from.originalId),
  };
}

/** Gives the local row its FHIR id; nothing when it has it already. */
export function linkAppointment(db: Db, localId: string, portalId: string): void {
  db.run(
    sql
      .updateTable('appointment')
      .set({ portal_id: portalId })
      .where('id', '=', localId)
      .where('portal_id', 'is', null),
  );
}

/** Makes the local row what the portal says. What was overridden for another time is no longer so. */
export function showAppointment(db: Db, appointment: Appointment, portalId: string, news: News): void {
  const before = findAppointment(db, appointment.id);
  const moved =
    before !== null &&
    (before.start !== appointment.start ||
      before.end !== appointment.end ||
      before.practitionerId !== appointment.practitionerId);
  saveAppointment(db, appointment, { portalId, ...(moved ? { overrideReason: null } : {}) });
  news.topics.add('schedule').add('requests');
}
