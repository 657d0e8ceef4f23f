import { type RefObject, useLayoutEffect, useRef } from 'react';
import { clock } from '../../../api/clock.ts';
import { type GridLayout, restingPlace } from './layout.ts';

/** Shown above the place scrolled to, in minutes. */
const LEAD = 45;

/** Scrolls to the present, or to opening, when the grid is first seen; from then on it stays where the person leaves it. */
export function useFirstScroll(root: RefObject<HTMLElement | null>, layout: GridLayout): void {
  const done = useRef(false);
  useLayoutEffect(() => {
    const box = root.current;
    if (done.current || box === null || box.clientHeight === 0 || layout.columns.length === 0) return;
    done.current = true;
    box.scrollTop = (restingPlace(layout, clock.now()) - LEAD - layout.range.start) * layout.scale;
  });
}
