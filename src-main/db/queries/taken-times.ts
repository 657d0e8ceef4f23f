import type { Taken } from '../../../src-shared/domain/next-slots.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { type Db, qb } from '../db.ts';
import { idList } from '../id-list.ts';
import { LONGEST_APPOINTMENT_MS } from './appointments.ts';

/**
 * What stands on the schedules of these providers and of that patient within [from, to), whatever its status. However many
 * days and providers there are, it takes two queries, each by its index: an OR over two columns would scan.
 */
export function takenTimes(
  db: Db,
  range: { readonly from: EpochMs; readonly to: EpochMs },
  who: { readonly practitionerIds: readonly string[]; readonly patientId: string | null },
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
    .where('start_ms', '>', range.from - LONGEST_APPOINTMENT_MS)
    .where('start_ms', '<', range.to)
    .where('end_ms', '>', range.from);
  const ofProviders = db.all(within.where('practitioner_id', 'in', idList(who.practitionerIds)));
  const ofPatient = who.patientId === null ? [] : db.all(within.where('patient_id', '=', who.patientId));
  const providers = new Set(who.practitionerIds);
  const elsewhere = ofPatient.filter(
    (one) => one.practitionerId === null || !providers.has(one.practitionerId),
  );
  // The table's CHECK admits these statuses alone.
  return [...ofProviders, ...elsewhere];
}
