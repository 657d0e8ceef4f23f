import { useCallback, useEffect, useRef } from 'react';

/** Returns a function that puts the focus on the element of this id after the next drawing: for rows just added or removed. */
export function useFocusOn(): (elementId: string) => void {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    document.getElementById(wanted.current)?.focus();
    wanted.current = null;
  });
  return useCallback((elementId) => {
    wanted.current = elementId;
  }, []);
}
