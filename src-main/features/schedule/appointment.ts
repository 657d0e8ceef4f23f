import { allowedOnSchedule } from '../../../src-shared/domain/allowed.ts';
import type { EpochMs, ZoneId } from '../../../src-shared/domain/time.ts';
import { toldAnswer } from '../../../src-shared/domain/visit-answer.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { AppointmentDetail } from '../../../src-shared/ipc/schedule-views.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { type Db, qb } from '../../db/db.ts';
import { appointmentViews } from '../../db/queries/appointment-views.ts';
import { appointmentFromRow } from '../../db/queries/appointments.ts';
import { furtherProvidersOf } from '../../db/queries/further-providers.ts';
import { historyOfAppointments } from '../../db/queries/history.ts';
import { newestUnderKey } from '../../db/queries/newest.ts';
import { patientCards } from '../../db/queries/patient-cards.ts';
import { findPractitioner } from '../../db/queries/people.ts';
import { shownProvider } from '../../db/queries/shown-name.ts';
import { unseenAnswers } from '../../db/queries/visit-answers.ts';
import { chainOf } from '../../outbox/chain.ts';
import { furtherLocations } from '../../sync/further-locations.ts';
import { unidentifiedBeside } from '../../sync/unidentified-beside.ts';

/**
 * One appointment with all its panel shows: the whole chain it belongs to, oldest line first (of a chain of more than
 * `MOST_LINES` the newest), and what became of the newest decision and the newest e-mail of that chain.
 * `appointment-not-found`.
 */
export function getAppointment(
  db: Db,
  id: string,
  now: EpochMs,
  zone: ZoneId,
): Result<AppointmentDetail, AppError> {
  const row = db.get(qb.selectFrom('appointment').selectAll().where('id', '=', id));
  if (!row) return err({ code: 'appointment-not-found' });
  const appointment = appointmentFromRow(row);
  const { root, members } = chainOf(db, appointment);
  const beside = members.filter((other) => isCounterpart(row, other));
  const [view, ...counterparts] = appointmentViews(db, [row, ...beside]);
  if (!view) return err({ code: 'appointment-not-found' });
  const patientId = row.patient_id;
  return ok({
    appointment: view,
    furtherProviders: [
      ...furtherProvidersOf(db, id)
        .filter((practitionerId) => practitionerId !== view.practitionerId)
        .map((practitionerId) => shownProvider(findPractitioner(db, practitionerId)?.name)),
      ...unidentifiedBeside(db, row),
    ],
    furtherLocations: furtherLocations(db, row),
    patient: patientId === null ? null : (patientCards(db, [patientId]).get(patientId) ?? null),
    answers: unseenAnswers(db, now)
      .filter(({ visit }) => visit.id === id)
      .map(({ given }) => toldAnswer(given, appointment, { now, zone })),
    counterparts,
    history: historyOfAppointments(
      db,
      members.map((member) => member.id),
    ),
    ...newestUnderKey(db, root),
    allowed: allowedOnSchedule(appointment, now, zone),
  });
}

interface Placed {
  readonly id: string;
  readonly status: string;
  readonly original_id: string | null;
}

/** Of two appointments of a chain: one is the Tentative proposed instead of the other. */
function isCounterpart(one: Placed, other: Placed): boolean {
  return (
    (one.status === 'tentative' && one.original_id === other.id) ||
    (other.status === 'tentative' && other.original_id === one.id)
  );
}
