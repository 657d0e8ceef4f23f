import type { Appointment } from '../../../src-shared/domain/appointment.ts';
import { policyAlertOf } from '../../../src-shared/domain/cancellation-policy.ts';
import { DESK_COMMAND_TYPES } from '../../../src-shared/domain/commands.ts';
import { belongingOf, type Origin } from '../../../src-shared/domain/origin.ts';
import { refusals, type Whose } from '../../../src-shared/domain/refusals.ts';
import type { AppointmentRequest } from '../../../src-shared/domain/request.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { AppointmentView } from '../../../src-shared/ipc/appointment-views.ts';
import type { RequestRow } from '../../../src-shared/ipc/request-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { type Db, qb } from '../../db/db.ts';
import { idList } from '../../db/id-list.ts';
import { appointmentViews } from '../../db/queries/appointment-views.ts';
import { appointmentFromRow } from '../../db/queries/appointments.ts';
import { typedAbout } from '../../db/queries/drafts.ts';
import { newestNotes, settlements } from '../../db/queries/history.ts';
import { newestDeliveries, newestMails } from '../../db/queries/newest.ts';
import { originsOf } from '../../db/queries/origins.ts';
import { patientCardFromRow } from '../../db/queries/patient-cards.ts';
import { namesInPortal } from '../../db/queries/portal-names.ts';
import { requestFromRow, visitIdsIn } from '../../db/queries/requests.ts';
import { offeredTogether, sharedWith } from '../../db/queries/shared-offers.ts';
import type { ConflictTable } from '../../db/schema/outbox.ts';
import type { RequestTable } from '../../db/schema/schedule.ts';
import { noteOf } from '../../outbox/conflicts.ts';
import {
  appointmentRows,
  obstaclesOfRows,
  type People,
  patientRows,
  type RowContext,
  UNKNOWN_ORIGIN,
} from './row-obstacles.ts';

/**
 * These requests as the list shows them, in the same order. A handful of queries serves all of them; only what overlaps
 * a requested time is looked up for each.
 */
export function requestRows(db: Db, rows: readonly RequestTable[], context: RowContext): RequestRow[] {
  if (rows.length === 0) return [];
  const shared = readShared(db, rows);
  const obstacles = obstaclesOfRows(db, rows, context, shared);
  return rows.flatMap((row, index) => {
    const appointmentRow = shared.appointments.get(row.appointment_id);
    const appointment = shared.views.get(row.appointment_id);
    // A request is stored only together with its appointment.
    if (!appointmentRow || !appointment) return [];
    const request = requestFromRow(row);
    const patient = row.patient_id === null ? undefined : shared.patients.get(row.patient_id);
    const conflict = shared.conflicts.get(row.id);
    const mail = shared.mails.get(row.id) ?? null;
    return [
      {
        id: row.id,
        kind: request.kind,
        patient: patient ? patientCardFromRow(patient) : null,
        patientName: patient?.name ?? shared.namesInPortal.get(row.id) ?? t.details.UNKNOWN.patient,
        portalName: patient ? null : (shared.namesInPortal.get(row.id) ?? null),
        appointment,
        requested: request.requested,
        note: row.note,
        authoredAt: row.authored_ms,
        receivedAt: row.received_ms,
        ...statusOf(request, shared),
        resolvedAt: row.resolved_ms,
        settled: row.state === 'resolved' ? (shared.settlements.get(row.id) ?? null) : null,
        obstacles: obstacles[index] ?? [],
        policy:
          request.kind === 'cancel' && request.status.state === 'open'
            ? policyAlertOf(context.rules.policy, appointment.start, context.now, context.rules.practice.zone)
            : null,
        delivery: shared.deliveries.get(row.id) ?? null,
        mail,
        conflict: conflict === undefined ? null : { ...noteOf(conflict), outboxId: conflict.outbox_id },
        snoozedUntil: shared.snoozed.get(row.id) ?? null,
        deskNote: shared.notes.get(row.id) ?? null,
        typedBy: [...(shared.typed.get(row.id) ?? [])],
        ...choices(
          request,
          appointmentFromRow(appointmentRow),
          {
            belonging: belongingOf(
              request,
              appointmentFromRow(appointmentRow),
              shared.origins.get(row.id) ?? UNKNOWN_ORIGIN,
              { now: context.now, zone: context.rules.practice.zone },
            ),
            known: patient !== undefined,
          },
          obstacles[index] ?? [],
          mail,
        ),
      },
    ];
  });
}

/** What can be chosen, and why the rest cannot. An e-mail that has still to leave cannot be sent again. */
function choices(
  request: AppointmentRequest,
  appointment: Appointment,
  whose: Whose,
  obstacles: RequestRow['obstacles'],
  mail: RequestRow['mail'],
): Pick<RequestRow, 'allowed' | 'refused'> {
  const byRules = refusals(request, appointment, whose, obstacles);
  const onItsWay = mail?.state === 'waiting' || mail?.state === 'ready';
  const refused: RequestRow['refused'] =
    onItsWay && byRules['resend-email'] === undefined
      ? { ...byRules, 'resend-email': 'email-on-its-way' }
      : { ...byRules };
  return { allowed: DESK_COMMAND_TYPES.filter((type) => refused[type] === undefined), refused };
}

interface Shared extends People {
  readonly views: ReadonlyMap<string, AppointmentView>;
  readonly namesInPortal: ReadonlyMap<string, string>;
  readonly deliveries: ReturnType<typeof newestDeliveries>;
  readonly mails: ReturnType<typeof newestMails>;
  readonly notes: ReturnType<typeof newestNotes>;
  readonly snoozed: ReadonlyMap<string, EpochMs>;
  readonly settlements: ReturnType<typeof settlements>;
  readonly conflicts: ReadonlyMap<string, Pick<ConflictTable, 'outbox_id' | 'note_json'>>;
  readonly typed: ReturnType<typeof typedAbout>;
  readonly origins: ReadonlyMap<string, Origin>;
  /** All that stand in the offers that these share with others'. */
  readonly offered: readonly Appointment[];
}

function readShared(db: Db, rows: readonly RequestTable[]): Shared {
  const ids = rows.map((row) => row.id);
  const appointments = appointmentRows(db, visitIdsIn(rows));
  const patients = patientRows(db, rows);
  const conflicts = db.all(
    qb
      .selectFrom('conflict')
      .select(['request_id', 'outbox_id', 'note_json'])
      .where('request_id', 'in', idList(ids)),
  );
  const snoozed = db.all(
    qb.selectFrom('snooze').select(['request_id', 'until_ms']).where('request_id', 'in', idList(ids)),
  );
  return {
    appointments,
    patients,
    views: new Map(appointmentViews(db, [...appointments.values()]).map((view) => [view.id, view])),
    namesInPortal: namesInPortal(
      db,
      rows.filter((row) => row.patient_id === null || !patients.has(row.patient_id)).map((row) => row.id),
    ),
    deliveries: newestDeliveries(db, ids),
    mails: newestMails(db, ids),
    notes: newestNotes(db, ids),
    snoozed: new Map(snoozed.map((row) => [row.request_id, row.until_ms])),
    settlements: settlements(
      db,
      rows.filter(({ state }) => state === 'resolved').map((row) => row.id),
    ),
    conflicts: new Map(conflicts.map((row) => [row.request_id ?? '', row])),
    typed: typedAbout(db, ids),
    origins: originsOf(db, rows),
    offered: offeredTogether(db, [...appointments.values()].map(appointmentFromRow)),
  };
}

function statusOf(
  { status }: AppointmentRequest,
  { views, offered }: Pick<Shared, 'views' | 'offered'>,
): Pick<RequestRow, 'state' | 'mark' | 'outcome' | 'outcomeReason' | 'proposal'> {
  const none = { mark: null, outcome: null, outcomeReason: null, proposal: null };
  switch (status.state) {
    case 'open':
      return { ...none, state: 'open', mark: status.mark };
    case 'resolved':
      return { ...none, state: 'resolved', outcome: status.outcome, outcomeReason: status.reason };
    case 'awaiting-patient': {
      const { appointmentIds, ...words } = status.proposal;
      // As the letter numbers them, whatever the order in which they were added: a patient on the phone names a number.
      const appointments = appointmentIds
        .flatMap((id) => views.get(id) ?? [])
        .sort((a, b) => a.start - b.start);
      return {
        ...none,
        state: 'awaiting-patient',
        proposal:
          appointments.length === 0
            ? null
            : { appointments, ...words, ...sharedWith(offered, appointmentIds) },
      };
    }
  }
}
