import type { Rejection } from '../../src-shared/domain/changes.ts';
import type { AppError } from '../../src-shared/errors.ts';

/** A domain rejection as it crosses the boundary: the same code; for `time-conflict` with what speaks against the time. */
export function rejectionError(rejection: Rejection): AppError {
  if (rejection.code !== 'time-conflict') return { code: rejection.code };
  const { conflict } = rejection;
  return { code: rejection.code, conflict: { ...conflict, appointmentIds: [...conflict.appointmentIds] } };
}
