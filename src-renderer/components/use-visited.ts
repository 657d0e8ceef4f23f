import { useState } from 'react';

/** Becomes true the first time `shown` is, and stays so. */
export function useVisited(shown: boolean): boolean {
  const [visited, setVisited] = useState(shown);
  if (shown && !visited) setVisited(true);
  return visited || shown;
}
