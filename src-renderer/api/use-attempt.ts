import { useCallback, useRef, useState } from 'react';
import type { AppError } from '../../src-shared/errors.ts';
import type { Result } from '../../src-shared/result.ts';

export interface Attempt {
  readonly busy: boolean;
  /** Why the last one was refused; `null` after a good one. */
  readonly error: AppError | null;
  /** Runs one at a time; resolves to whether it was done. */
  readonly run: (action: () => Promise<Result<unknown, AppError>>) => Promise<boolean>;
}

/** What a row of buttons does, with the refusal kept for the place where the button stands. */
export function useAttempt(): Attempt {
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: AppError | null }>({
    busy: false,
    error: null,
  });
  const running = useRef(false);
  const run = useCallback(async (action: () => Promise<Result<unknown, AppError>>): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setState({ busy: true, error: null });
    const result = await action();
    running.current = false;
    setState({ busy: false, error: result.ok ? null : result.error });
    return result.ok;
  }, []);
  return { ...state, run };
}
