import type { Appointment } from '../../../src-shared/domain/appointment.ts';
import type { VisitView } from '../../../src-shared/ipc/appointment-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import type { Db } from '../db.ts';
import { allLocations, allPractitioners } from './directory.ts';
import { patientCards } from './patient-cards.ts';

type Visit = Pick<Appointment, 'patientId' | 'practitionerId' | 'locationId' | 'type' | 'start' | 'end'>;

/** These visits, also some that are not on the schedule any more, in words that tell whose and which each is, in the same order. */
export function visitViews(db: Db, visits: readonly Visit[]): VisitView[] {
  if (visits.length === 0) return [];
  const patients = patientCards(
    db,
    visits.flatMap(({ patientId }) => (patientId === null ? [] : [patientId])),
  );
  const practitioners = new Map(allPractitioners(db).map(({ id, name }) => [id, name]));
  const locations = new Map(allLocations(db).map(({ id, name }) => [id, name]));
  return visits.map(({ patientId, practitionerId, locationId, type, start, end }) => {
    const patient = patientId === null ? undefined : patients.get(patientId);
    return {
      patientId,
      patientName: patient?.name ?? t.details.UNKNOWN.patient,
      birthDate: patient?.birthDate ?? null,
      practitionerName: practitioners.get(practitionerId ?? '') ?? '',
      locationName: locations.get(locationId ?? '') ?? '',
      type: { code: type.code, display: type.display },
      start,
      end,
    };
  });
}
