import type { TimeConflict } from '../../../../src-shared/domain/time-conflict.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { EmailPreview } from '../../../../src-shared/ipc/request-views.ts';
import { conflictIn } from '../../../actions/overlaps.ts';
import { useQuery } from '../../../api/use-query.ts';
import { useSettled } from '../../../components/use-settled.ts';
import { asDecision, type GivenDecision } from '../../../stores/decisions.ts';

const PREVIEW_AFTER_MS = 200;

/**
 * What speaks against a decision's time as things stand, whether or not a reason for taking it has been given; and why it would be
 * refused otherwise. `plain`: as if the time were free.
 */
export function useObjections(plain: GivenDecision | null): {
  readonly conflict: TimeConflict | null;
  readonly error: AppError | null;
} {
  const { error } = useTry(plain);
  const conflict = error === null ? null : conflictIn(error);
  return { conflict, error: conflict === null ? error : null };
}

/** The e-mail a decision would send, once it has stayed the same for a moment; of `null`, which cannot be given yet, none. */
export function usePreview(given: GivenDecision | null): {
  readonly preview: EmailPreview | null;
  readonly error: AppError | null;
  readonly loading: boolean;
} {
  const settled = useSettled(given, PREVIEW_AFTER_MS);
  const { data, error, loading } = useTry(settled);
  if (given === null) return { preview: null, error: null, loading: false };
  return { preview: data, error, loading: loading || settled === null };
}

const useTry = (given: GivenDecision | null) =>
  useQuery('decisions.preview', given === null ? 'skip' : asDecision(given));
