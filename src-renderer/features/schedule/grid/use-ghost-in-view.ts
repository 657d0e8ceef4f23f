import { type RefObject, useLayoutEffect } from 'react';
import type { Draft } from './draft.ts';

/** Keeps the ghost in sight while keys move it; under the pointer it is in sight anyway. */
export function useGhostInView(root: RefObject<HTMLElement | null>, draft: Draft | null): void {
  useLayoutEffect(() => {
    if (draft?.by !== 'keyboard') return;
    root.current?.querySelector('.ghost')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [root, draft]);
}
