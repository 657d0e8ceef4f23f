import type { Rejection } from '../../src-shared/domain/changes.ts';
import type { AppError } from '../../src-shared/errors.ts';

/** A domain rejection as it crosses the boundary: the same code; for `slot-taken` the appointments in the way. */
export function rejectionError(rejection: Rejection): AppError {
  return rejection.code === 'slot-taken'
    ? { code: rejection.code, reference: rejection.appointmentIds.join(',') }
    : { code: rejection.code };
}
