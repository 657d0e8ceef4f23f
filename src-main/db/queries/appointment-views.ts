import { sql } from 'kysely';
import type { AppointmentView } from '../../../src-shared/ipc/appointment-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { type Db, qb } from '../db.ts';
import { idList } from '../id-list.ts';
import type { AppointmentTable } from '../schema/schedule.ts';
import { appointmentFromRow } from './appointments.ts';
import { allLocations, allPractitioners } from './directory.ts';
import { offeredTogether, sharedWith } from './shared-offers.ts';
import { shownName } from './shown-name.ts';
import { outdatedAmong } from './unusable-versions.ts';

/**
 * These appointments as the schedule and the rows show them, in the same order. However many there are, it takes six
 * queries.
 */
export function appointmentViews(db: Db, rows: readonly AppointmentTable[]): AppointmentView[] {
  if (rows.length === 0) return [];
  const patients = patientNames(
    db,
    rows.flatMap((row) => (row.patient_id === null ? [] : [row.patient_id])),
  );
  const practitioners = new Map(allPractitioners(db).map(({ id, name }) => [id, name]));
  const locations = new Map(allLocations(db).map(({ id, name }) => [id, name]));
  const requests = unresolvedRequests(
    db,
    rows.map((row) => row.id),
  );
  const outdated = outdatedAmong(
    db,
    'Appointment',
    rows.flatMap((row) => row.portal_id ?? []),
  );
  const offered = offeredTogether(
    db,
    rows.filter(({ status }) => status === 'tentative').map(appointmentFromRow),
  );
  return rows.map((row) => {
    const about = requests.get(row.id) ?? [];
    return {
      id: row.id,
      patientId: row.patient_id,
      patientName: nameOf(patients, row.patient_id) ?? t.details.UNKNOWN.patient,
      practitionerId: row.practitioner_id,
      practitionerName: nameOf(practitioners, row.practitioner_id) ?? '',
      locationId: row.location_id,
      locationName: nameOf(locations, row.location_id) ?? '',
      type: { code: row.type_code, display: row.type_display },
      start: row.start_ms,
      end: row.end_ms,
      // The table's CHECK admits these alone.
      status: row.status,
      originalId: row.original_id,
      changeProposed: about.some((request) => request.state === 'awaiting-patient'),
      requestIds: about.map((request) => request.id),
      overrideReason: row.override_reason,
      ...sharedWith(offered, [row.id]),
      ...(outdated.has(row.portal_id ?? '') ? { outdated: true as const } : {}),
      busy: null,
    };
  });
}

/** Names by id, as they are shown. */
export function patientNames(db: Db, ids: readonly string[]): Map<string, string> {
  if (ids.length === 0) return new Map();
  const rows = db.all(qb.selectFrom('patient').select(['id', 'name']).where('id', 'in', idList(ids)));
  return new Map(rows.map(({ id, name }) => [id, shownName(name)]));
}

function nameOf(names: ReadonlyMap<string, string>, id: string | null): string | undefined {
  return id === null ? undefined : names.get(id);
}

/** The requests still to be settled, by the appointment they are about, oldest first. */
function unresolvedRequests(
  db: Db,
  appointmentIds: readonly string[],
): Map<string, { readonly id: string; readonly state: string }[]> {
  const found = new Map<string, { id: string; state: string }[]>();
  const rows = db.all(
    qb
      .selectFrom('request')
      .select(['id', 'state', 'appointment_id'])
      .where('appointment_id', 'in', idList(appointmentIds))
      .where(sql<boolean>`state <> 'resolved'`)
      .orderBy('authored_ms')
      .orderBy('id'),
  );
  for (const { id, state, appointment_id } of rows) {
    const about = found.get(appointment_id) ?? [];
    about.push({ id, state });
    found.set(appointment_id, about);
  }
  return found;
}
