import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppError } from '../../src-shared/errors.ts';
import type { Result } from '../../src-shared/result.ts';

export interface Attempt {
  readonly busy: boolean;
  /** Why the last one was refused; `null` after a good one. */
  readonly error: AppError | null;
  /** Runs one at a time; resolves to whether it was done. */
  readonly run: (action: () => Promise<Result<unknown, AppError>>) => Promise<boolean>;
}

/** Where the focus falls to from what is disabled or gone. */
const NOWHERE = 'body, [role="dialog"], .MuiDialog-container';

/** What a row of buttons does, with the refusal kept for the place where the button stands. */
export function useAttempt(): Attempt {
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: AppError | null }>({
    busy: false,
    error: null,
  });
  const running = useRef(false);
  const from = useRef<Element | null>(null);
  useEffect(() => {
    if (state.busy) return;
    const button = from.current;
    from.current = null;
    // A button that cannot be pressed meanwhile loses the focus: whoever pressed it by keyboard goes on from it.
    if (button instanceof HTMLElement && button.isConnected && document.activeElement?.matches(NOWHERE))
      button.focus({ preventScroll: true });
  }, [state.busy]);
  const run = useCallback(async (action: () => Promise<Result<unknown, AppError>>): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    from.current = document.activeElement;
    setState({ busy: true, error: null });
    const result = await action();
    running.current = false;
    setState({ busy: false, error: result.ok ? null : result.error });
    return result.ok;
  }, []);
  return { ...state, run };
}
