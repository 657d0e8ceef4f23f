import { BLOCKING_STATUSES } from '../../../src-shared/domain/appointment.ts';
import type { AppointmentView } from '../../../src-shared/ipc/appointment-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { type Db, qb } from '../../db/db.ts';
import { idList, idsIn } from '../../db/id-list.ts';
import { prepared } from '../../db/prepared.ts';
import { appointmentViews } from '../../db/queries/appointment-views.ts';
import { allBusyTimes, BUSY, busyTimesOf } from '../../db/queries/busy-times.ts';
import { allPractitioners } from '../../db/queries/directory.ts';
import { EVERYBODY, furtherWithin } from '../../db/queries/further-providers.ts';
import { hiddenAppointments } from '../../db/queries/hidden-appointments.ts';
import type { Range } from '../../db/queries/look-back.ts';
import { patientsNamed } from '../../sync/patients-named.ts';

/** Of the words for what takes the time, as of a type (`visitType`). */
const LONGEST = 500;

/**
 * Time within [from, to) of one provider, or of all, that is taken by what cannot be shown, or by a visit that they have together with
 * its provider: as the schedule shows it among the appointments.
 */
export function busyViews(db: Db, range: Range, practitionerId: string | null): AppointmentView[] {
  const times = practitionerId === null ? allBusyTimes(db, range) : busyTimesOf(db, practitionerId, range);
  const hidden = hiddenAppointments(db);
  const further = furtherWithin(db, range, practitionerId === null ? null : [practitionerId]).filter(
    ({ status, appointment_id }) => BLOCKING_STATUSES.includes(status) && !hidden.has(appointment_id),
  );
  if (times.length === 0 && further.length === 0) return [];
  const names = new Map(allPractitioners(db).map(({ id, name }) => [id, name]));
  const entry = (
    taken: Pick<AppointmentView, 'id' | 'practitionerId' | 'start' | 'end' | 'busy'>,
    by: string,
  ): AppointmentView => ({
    ...taken,
    patientId: null,
    patientName: t.schedule.busyText.busy,
    practitionerName: (taken.practitionerId === null ? undefined : names.get(taken.practitionerId)) ?? '',
    locationId: null,
    locationName: '',
    type: { code: '', display: by.slice(0, LONGEST) },
    status: 'booked',
    originalId: null,
    changeProposed: false,
    requestIds: [],
    overrideReason: null,
  });
  const visits = visitsById(
    db,
    further.map(({ appointment_id }) => appointment_id),
  );
  const whose = patientsOf(
    db,
    times.map(({ portalId }) => portalId),
  );
  return [
    ...times.map(({ portalId, ...time }) =>
      entry({ ...time, busy: { appointmentId: null } }, t.schedule.notShown(whose.get(portalId) ?? [])),
    ),
    ...further.flatMap(({ appointment_id, practitioner_id, start_ms: start, end_ms: end }) => {
      const visit = visits.get(appointment_id);
      // Who has become its provider has it anyway.
      if (visit === undefined || [practitioner_id, practitionerId].includes(visit.practitionerId)) return [];
      const whose = practitioner_id === EVERYBODY ? null : practitioner_id;
      const id = `${BUSY}${appointment_id}:${whose ?? ''}`;
      const busy = { appointmentId: appointment_id };
      const words = whose === null ? t.schedule.togetherWithSomebody(visit) : t.schedule.togetherWith(visit);
      return entry({ id, practitionerId: whose, start, end, busy }, words);
    }),
  ];
}

/** Whose visits they are, by FHIR id, as far as they say; of what was taken off Needs attention nothing is kept. */
function patientsOf(db: Db, ids: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const rows = ids.length === 0 ? [] : db.all(unread({ ids: JSON.stringify(ids) }));
  return new Map(rows.map(({ id, body_json }) => [id, patientsNamed(db, JSON.parse(body_json))]));
}

const unread = prepared((p: { readonly ids: string }) =>
  qb
    .selectFrom('quarantine')
    .select(['id', 'body_json'])
    .where('type', '=', 'Appointment')
    .where('id', 'in', idsIn(p.ids)),
);

function visitsById(db: Db, ids: readonly string[]): ReadonlyMap<string, AppointmentView> {
  const rows = db.all(qb.selectFrom('appointment').selectAll().where('id', 'in', idList(ids)));
  return new Map(appointmentViews(db, rows).map((view) => [view.id, view]));
}
