import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { CommandInput } from '../../../src-shared/ipc/contract.ts';
import type {
  AppointmentsWhen,
  PatientAppointmentPage,
  PatientCardView,
  PatientRequestPage,
} from '../../../src-shared/ipc/patient-views.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import type { Db } from '../../db/db.ts';
import { type Position, readCursor, writeCursor } from '../../db/keyset-cursor.ts';
import { appointmentViews } from '../../db/queries/appointment-views.ts';
import { patientCards } from '../../db/queries/patient-cards.ts';
import { portalIdOfPatient } from '../../db/queries/people.ts';
import { outdatedAmong } from '../../db/queries/unusable-versions.ts';
import { appointmentsOfPatient, requestsOfPatient } from './card-queries.ts';
import { patientRequestViews } from './request-view.ts';

/** One patient with the first page of each list. `today` is when the clinic's day began. `patient-not-found`. */
export function readPatientCard(
  db: Db,
  { id, limit }: CommandInput<'patients.card'>,
  today: EpochMs,
): Result<PatientCardView, AppError> {
  const patient = patientCards(db, [id]).get(id);
  if (!patient) return err({ code: 'patient-not-found' });
  const appointments = (when: AppointmentsWhen) => appointmentPage(db, { id, when, limit }, null, today);
  return ok({
    patient,
    ...(isOutdated(db, id) ? { outdated: true as const } : {}),
    upcoming: appointments('upcoming'),
    past: appointments('past'),
    requests: requestPage(db, { id, limit }, null),
  });
}

function isOutdated(db: Db, id: string): boolean {
  const portalId = portalIdOfPatient(db, id);
  return portalId !== null && outdatedAmong(db, 'Patient', [portalId]).size > 0;
}

/** The page of appointments after a cursor. `bad-input` for a cursor that is none. */
export function appointmentsAfter(
  db: Db,
  input: CommandInput<'patients.appointments'>,
  today: EpochMs,
): Result<PatientAppointmentPage, AppError> {
  const after = readCursor(input.cursor);
  return after === null ? err({ code: 'bad-input' }) : ok(appointmentPage(db, input, after, today));
}

/** The page of requests after a cursor. `bad-input` for a cursor that is none. */
export function requestsAfter(
  db: Db,
  input: CommandInput<'patients.requests'>,
): Result<PatientRequestPage, AppError> {
  const after = readCursor(input.cursor);
  return after === null ? err({ code: 'bad-input' }) : ok(requestPage(db, input, after));
}

function appointmentPage(
  db: Db,
  { id, when, limit }: { readonly id: string; readonly when: AppointmentsWhen; readonly limit: number },
  after: Position | null,
  today: EpochMs,
): PatientAppointmentPage {
  const found = db.all(appointmentsOfPatient(id, when, today, after, limit + 1));
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return {
    rows: appointmentViews(db, rows),
    nextCursor: last ? writeCursor({ key: last.start_ms, id: last.id }) : null,
  };
}

function requestPage(
  db: Db,
  { id, limit }: { readonly id: string; readonly limit: number },
  after: Position | null,
): PatientRequestPage {
  const found = db.all(requestsOfPatient(id, after, limit + 1));
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return {
    rows: patientRequestViews(db, rows),
    nextCursor: last ? writeCursor({ key: last.authored_ms, id: last.id }) : null,
  };
}
