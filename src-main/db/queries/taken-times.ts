import type { Taken } from '../../../src-shared/domain/next-slots.ts';
import { type Db, qb } from '../db.ts';
import { idList } from '../id-list.ts';
import { longAppointments } from './appointments.ts';
import { allBusyTimes, asAppointment } from './busy-times.ts';
import { LOOK_BACK_MS, type Range } from './look-back.ts';

/**
 * What stands on the schedules of these providers and of that patient within [from, to), whatever its status, and what takes these
 * providers' time, or may, and cannot be shown. However many days and providers there are, it takes as many queries, each by its index:
 * an OR over two columns would scan.
 */
export function takenTimes(
  db: Db,
  range: Range,
  {
    practitionerIds,
    patientId,
  }: { readonly practitionerIds: readonly string[]; readonly patientId: string | null },
): Taken[] {
  const within = qb
    .selectFrom('appointment')
    .select([
      'id',
      'practitioner_id as practitionerId',
      'patient_id as patientId',
      'start_ms as start',
      'end_ms as end',
      'status',
    ])
    .where('start_ms', '>', range.from - LOOK_BACK_MS)
    .where('start_ms', '<', range.to)
    .where('end_ms', '>', range.from);
  const providers = new Set(practitionerIds);
  const isTheirs = (id: string | null): boolean => id !== null && providers.has(id);
  const ofProviders = db.all(within.where('practitioner_id', 'in', idList(practitionerIds)));
  const ofPatient = patientId === null ? [] : db.all(within.where('patient_id', '=', patientId));
  const long: Taken[] = longAppointments(db, range).flatMap(
    ({ id, practitioner_id, patient_id, start_ms: start, end_ms: end, status }) =>
      isTheirs(practitioner_id) || (patientId !== null && patient_id === patientId)
        ? [{ id, practitionerId: practitioner_id, patientId: patient_id, start, end, status }]
        : [],
  );
  const busy = allBusyTimes(db, range).flatMap((one) =>
    practitionerIds
      .filter((id) => one.practitionerId === null || one.practitionerId === id)
      .map((id): Taken => asAppointment(one, id)),
  );
  // The table's CHECK admits these statuses alone.
  return [...ofProviders, ...ofPatient.filter((one) => !isTheirs(one.practitionerId)), ...long, ...busy];
}
