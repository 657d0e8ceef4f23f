import { useEffect, useRef, useState } from 'react';

/** `value`, once it has stayed the same for `afterMs`; the first one at once. */
export function useSettled<T>(value: T, afterMs: number): T {
  const [settled, setSettled] = useState(value);
  const key = JSON.stringify(value);
  const latest = useRef(value);
  latest.current = value;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the value.
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(latest.current), afterMs);
    return () => window.clearTimeout(timer);
  }, [key, afterMs]);
  return settled;
}
