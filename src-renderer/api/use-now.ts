import { useEffect, useState } from 'react';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { clock } from './clock.ts';

/** The present, renewed at every full `stepMs` (a minute unless told). For words such as "tomorrow", and for countdowns. */
export function useNow(stepMs = 60_000): EpochMs {
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    let timer = 0;
    const arm = (): void => {
      timer = window.setTimeout(
        () => {
          setNow(clock.now());
          arm();
        },
        stepMs - (clock.now() % stepMs) + 5,
      );
    };
    setNow(clock.now());
    arm();
    return () => window.clearTimeout(timer);
  }, [stepMs]);
  return now;
}
