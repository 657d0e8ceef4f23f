import type { Rejection } from '../../src-shared/domain/changes.ts';
import type { AppError } from '../../src-shared/errors.ts';

/**
 * Whose appointment it is goes with the refusal to give its request to somebody else.
 *
 * @param visitPatient the name of the appointment's own patient; `null` when nobody knows whose it is.
 */
export function withVisitPatient(error: AppError, visitPatient: string | null): AppError {
  return error.code === 'appointment-of-another' && visitPatient !== null
    ? { ...error, patientName: visitPatient }
    : error;
}

/** A domain rejection as it crosses the boundary: the same code; for `time-conflict` with what speaks against the time. */
export function rejectionError(rejection: Rejection): AppError {
  if (rejection.code !== 'time-conflict') return { code: rejection.code };
  const { conflict } = rejection;
  return { code: rejection.code, conflict: { ...conflict, appointmentIds: [...conflict.appointmentIds] } };
}
