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
 * Whether somebody points at `area`: the pointer is over it, or in a menu that was opened from it, and no key was pressed since it
 * last moved there. A mouse that rests on a list while somebody works by keyboard points at nothing; what is typed into a field of
 * the list is typed where one points.
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
    const leave = (): void => {
      rested.current = null;
      stop();
    };
    const move = (event: PointerEvent): void => {
      if (!(event.target instanceof Node && element.contains(event.target))) {
        if (rested.current !== null && !hasMenuOpen(element)) leave();
        return;
      }
      const here = { x: event.clientX, y: event.clientY };
      if (event.type === 'pointermove' && here.x === rested.current?.x && here.y === rested.current.y) return;
      at.current = here;
      rested.current = here;
      setOn(true);
    };
    const key = (event: KeyboardEvent): void => {
      if (!WITH_A_CLICK.includes(event.key) && !hasMenuOpen(element) && !isFieldOf(element, event.target))
        stop();
    };
    const hide = (): void => {
      if (document.visibilityState === 'hidden') leave();
    };
    const ended = new AbortController();
    const { signal } = ended;
    for (const type of ['pointermove', 'pointerdown', 'pointerover'] as const)
      window.addEventListener(type, move, { capture: true, passive: true, signal });
    window.addEventListener('keydown', key, { capture: true, signal });
    // Out of the window, or with nobody before it.
    document.documentElement.addEventListener('pointerleave', leave, { signal });
    window.addEventListener('blur', leave, { signal });
    document.addEventListener('visibilitychange', hide, { signal });
    return () => {
      ended.abort();
      leave();
    };
  }, [area]);
  return { on, at };
}

/** A menu lies over the window, and leads back to what it was opened from. */
const hasMenuOpen = (element: HTMLElement): boolean =>
  element.querySelector('[aria-haspopup="menu"][aria-expanded="true"]') !== null;

const isFieldOf = (element: HTMLElement, target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  element.contains(target) &&
  target.closest('input, select, textarea') !== null;
