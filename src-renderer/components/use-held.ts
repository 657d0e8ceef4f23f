import { useRef } from 'react';

/** The last value that was there: what is shown stays while a newer answer is awaited (`null`). */
export function useHeld<T>(value: T | null): T | null {
  const held = useRef<T | null>(null);
  if (value !== null) held.current = value;
  return held.current;
}
