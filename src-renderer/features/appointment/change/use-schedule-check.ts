import type { ScheduleCommand } from '../../../../src-shared/domain/schedule-command.ts';
import type { TimeConflict } from '../../../../src-shared/domain/time-conflict.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { EmailPreview } from '../../../../src-shared/ipc/request-views.ts';
import { conflictIn } from '../../../actions/overlaps.ts';
import { useQuery } from '../../../api/use-query.ts';
import { useSettled } from '../../requests/dialog/use-settled.ts';

const CHECK_AFTER_MS = 200;

export interface ScheduleCheck {
  /** What speaks against the time as it is now, whether or not a reason for taking it has been given. */
  readonly conflict: TimeConflict | null;
  /** Why the command would be refused otherwise. */
  readonly error: AppError | null;
  /** The e-mail it would send. */
  readonly preview: EmailPreview | null;
  readonly loading: boolean;
}

/**
 * Tries a command out, again whenever the schedule changes: once as if the time were free, so that what speaks against it
 * stays known while a reason is typed, and once with that reason.
 */
export function useScheduleCheck(command: ScheduleCommand, overrideReason: string): ScheduleCheck {
  const bare = useSettled(command, CHECK_AFTER_MS);
  const reason = useSettled(overrideReason.trim(), CHECK_AFTER_MS);
  const plain = useQuery('appointments.preview', { command: bare });
  const conflict = plain.error === null ? null : conflictIn(plain.error);
  const overridden = useQuery(
    'appointments.preview',
    conflict === null || reason === '' || bare.type === 'cancel-appointment'
      ? 'skip'
      : { command: { ...bare, override: { reason } } },
  );
  if (conflict === null) return { conflict, error: plain.error, preview: plain.data, loading: plain.loading };
  return {
    conflict,
    error: reason === '' ? null : overridden.error,
    preview: reason === '' ? null : overridden.data,
    loading: overridden.loading || reason !== overrideReason.trim(),
  };
}
