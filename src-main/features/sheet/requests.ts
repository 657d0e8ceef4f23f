import { sql } from 'kysely';
import { standsAt } from '../../../src-shared/domain/appointment.ts';
import { belongingOf, isPatientsOwn, type Moment, type Origin } from '../../../src-shared/domain/origin.ts';
import { proposedIdsOf } from '../../../src-shared/domain/request.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { AppointmentView } from '../../../src-shared/ipc/appointment-views.ts';
import type { Sheet, SheetRequest } from '../../../src-shared/text/sheet-data.ts';
import { t } from '../../../src-shared/text/text.ts';
import { type Db, qb } from '../../db/db.ts';
import { idList } from '../../db/id-list.ts';
import { appointmentViews } from '../../db/queries/appointment-views.ts';
import { originsOf } from '../../db/queries/origins.ts';
import { patientCards } from '../../db/queries/patient-cards.ts';
import { namesInPortal } from '../../db/queries/portal-names.ts';
import { requestFromRow, visitIdsIn } from '../../db/queries/requests.ts';

interface Concern {
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** `null`: every provider. */
  readonly practitionerId: string | null;
  /** The present, in the clinic's zone. */
  readonly moment: Moment;
}

/**
 * The requests that concern [from, to) and the provider: by the appointment's time, the time asked for or the time
 * proposed. However many there are, it takes a handful of queries.
 */
export function unresolvedRequests(
  db: Db,
  concern: Concern,
): Pick<Sheet, 'open' | 'awaiting' | 'openElsewhere'> {
  const rows = db.all(
    qb
      .selectFrom('request')
      .selectAll()
      // The partial index `request_unresolved`'s own condition, word for word.
      .where(sql<boolean>`state <> 'resolved'`)
      .where('state', 'in', ['open', 'awaiting-patient'])
      .orderBy('authored_ms')
      .orderBy('id'),
  );
  const found = db.all(
    qb
      .selectFrom('appointment')
      .selectAll()
      .where('id', 'in', idList(visitIdsIn(rows))),
  );
  const appointments = new Map(appointmentViews(db, found).map((view) => [view.id, view]));
  const patients = patientCards(
    db,
    rows.flatMap((row) => (row.patient_id === null ? [] : [row.patient_id])),
  );
  const portalNames = namesInPortal(
    db,
    rows.filter((row) => row.patient_id === null || !patients.has(row.patient_id)).map((row) => row.id),
  );
  const origins = originsOf(db, rows);
  const within = (at: EpochMs | null): boolean => at !== null && at >= concern.from && at < concern.to;
  const ofProvider = (id: string | null): boolean =>
    concern.practitionerId === null || id === concern.practitionerId;

  const open: SheetRequest[] = [];
  const awaiting: SheetRequest[] = [];
  let openElsewhere = 0;
  for (const row of rows) {
    const appointment = appointments.get(row.appointment_id);
    // A request is stored only together with its appointment.
    if (!appointment) continue;
    const asked = requestFromRow(row);
    const { kind, requested, note, status } = asked;
    const tentatives = proposedIdsOf(asked).flatMap((id) => appointments.get(id) ?? []);
    const patient = row.patient_id === null ? null : (patients.get(row.patient_id) ?? null);
    const patientName = patient?.name ?? portalNames.get(row.id) ?? t.details.UNKNOWN.patient;
    const origin = origins.get(row.id);
    const certain =
      patient !== null &&
      origin !== undefined &&
      isPatientsOwn(belongingOf(asked, appointment, origin, concern.moment));
    const request: SheetRequest = {
      kind,
      to: requested?.start ?? null,
      stranger: certain ? null : (strangerIn(origin, appointment) ?? patientName),
      patientName,
      patient,
      appointment,
      note,
      proposed:
        status.state === 'awaiting-patient' && tentatives.length > 0
          ? { starts: tentatives.map(({ start }) => start), expiresAt: status.proposal.expiresAt }
          : null,
    };
    const concerned =
      (ofProvider(appointment.practitionerId) &&
        (overlaps(appointment, concern) || within(requested?.start ?? null))) ||
      tentatives.some((one) => ofProvider(one.practitionerId) && overlaps(one, concern));
    if (!concerned) openElsewhere += status.state === 'open' ? 1 : 0;
    else if (status.state === 'open') open.push(request);
    else awaiting.push(request);
  }
  const at = ({ appointment, to }: SheetRequest): number => standsAt(appointment)?.start ?? to ?? 0;
  const earliest = (a: SheetRequest, b: SheetRequest): number => at(a) - at(b);
  return { open: open.sort(earliest), awaiting: awaiting.sort(earliest), openElsewhere };
}

/** Who asks for the appointment's patient without being known to act for them. */
function strangerIn(origin: Origin | undefined, { patientId }: AppointmentView): string | null {
  const isPatients = origin?.for?.kind === 'patient' && origin.for.patientId === patientId;
  return isPatients ? (origin?.requester?.name ?? null) : null;
}

function overlaps(
  one: { readonly start: EpochMs; readonly end: EpochMs },
  { from, to }: Pick<Concern, 'from' | 'to'>,
): boolean {
  return one.start < to && one.end > from;
}
