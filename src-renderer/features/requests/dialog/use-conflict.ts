import { useEffect, useState } from 'react';
import type { TimeConflict } from '../../../../src-shared/domain/time-conflict.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import { conflictIn } from '../../../actions/overlaps.ts';

/** What speaks against the time, once known: the reason for booking it all the same makes the refusal go away, not the fact. */
export function useConflict(errors: readonly (AppError | null)[]): TimeConflict | null {
  const named = errors.map((error) => (error === null ? null : conflictIn(error))).find((c) => c !== null);
  const [known, setKnown] = useState<TimeConflict | null>(named ?? null);
  const key = named === undefined ? '' : JSON.stringify(named);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what it is made of.
  useEffect(() => {
    if (named !== undefined) setKnown(named);
  }, [key]);
  return known;
}
