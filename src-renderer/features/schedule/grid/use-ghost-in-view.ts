import { type RefObject, useLayoutEffect } from 'react';
import type { Move } from './move.ts';

/** Keeps the ghost in sight while keys move it; under the pointer it is in sight anyway. */
export function useGhostInView(root: RefObject<HTMLElement | null>, move: Move | null): void {
  useLayoutEffect(() => {
    if (move?.by !== 'keyboard') return;
    root.current?.querySelector('.ghost')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [root, move]);
}
