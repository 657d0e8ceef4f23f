import { type RefObject, useEffect, useRef, useState } from 'react';

/** A place in the window, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Pointing {
  /** Somebody may be about to click in the element: nothing in it may move from under the pointer. */
  readonly on: boolean;
  /** Where the pointer is; `null` while nobody points. */
  readonly at: RefObject<Point | null>;
}

/** Keys that go with a click. */
const WITH_A_CLICK = ['Shift', 'Control', 'Alt', 'Meta'];

/**
 * Whether somebody points at `area`: the pointer is over it, and no key was pressed since it last moved there. A mouse that rests
 * on a list while somebody works by keyboard points at nothing.
 */
export function usePointing(area: RefObject<HTMLElement | null>): Pointing {
  const [on, setOn] = useState(false);
  const at = useRef<Point | null>(null);
  /** Where it was last, also after a key: a browser tells of a pointer that rests when what is under it changes. */
  const rested = useRef<Point | null>(null);
  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    const stop = (): void => {
      at.current = null;
      setOn(false);
    };
    const point = (event: PointerEvent): void => {
      const here = { x: event.clientX, y: event.clientY };
      if (event.type === 'pointermove' && here.x === rested.current?.x && here.y === rested.current.y) return;
      at.current = here;
      rested.current = here;
      setOn(true);
    };
    const leave = (): void => {
      rested.current = null;
      stop();
    };
    const key = (event: KeyboardEvent): void => {
      if (!WITH_A_CLICK.includes(event.key)) stop();
    };
    const ended = new AbortController();
    const { signal } = ended;
    element.addEventListener('pointermove', point, { passive: true, signal });
    element.addEventListener('pointerdown', point, { passive: true, signal });
    element.addEventListener('pointerleave', leave, { signal });
    window.addEventListener('keydown', key, { capture: true, signal });
    return () => ended.abort();
  }, [area]);
  return { on, at };
}
