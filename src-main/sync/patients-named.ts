import type { Db } from '../db/db.ts';
import { findPatient, localIdOfPortalPatient } from '../db/queries/people.ts';
import { readParticipants } from './fhir/read-participants.ts';

/** The patients an Appointment names, by the names on file, or those it gives them; whatever else of it cannot be read. */
export const patientsNamed = (db: Db, body: unknown): string[] =>
  readParticipants(body).flatMap(({ type, id, name }) =>
    type === 'Patient' ? (nameOnFile(db, id) ?? name ?? []) : [],
  );

function nameOnFile(db: Db, portalId: string | null): string | null {
  const id = portalId === null ? null : localIdOfPortalPatient(db, portalId);
  return id === null ? null : (findPatient(db, id)?.name ?? null);
}
