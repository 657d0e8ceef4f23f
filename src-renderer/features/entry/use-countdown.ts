import { useEffect, useState } from 'react';
import { stopwatch } from '../../api/clock.ts';

/** The whole seconds that are left of a wait, counted down; 0 once it is over. Begins anew with another `waitMs`. */
export function useCountdown(waitMs: number): number {
  const [left, setLeft] = useState(waitMs);
  useEffect(() => {
    const elapsed = stopwatch();
    const count = (): void => setLeft(Math.max(0, waitMs - elapsed()));
    count();
    if (waitMs === 0) return;
    const timer = window.setInterval(count, 250);
    return () => window.clearInterval(timer);
  }, [waitMs]);
  return Math.ceil(left / 1000);
}
