import { useEffect, useState } from 'react';

/** So long an answer may take before anybody is told that it is being waited for, in milliseconds. */
const PATIENCE_MS = 300;

/** Becomes true when `waiting` has lasted long enough to be worth a word: nothing flickers for a quick answer. */
export function useLongWait(waiting: boolean): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!waiting) return setLong(false);
    const timer = window.setTimeout(() => setLong(true), PATIENCE_MS);
    return () => window.clearTimeout(timer);
  }, [waiting]);
  return waiting && long;
}
