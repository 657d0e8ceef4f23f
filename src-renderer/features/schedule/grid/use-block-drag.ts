import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { MINUTE_MS } from '../../../../src-shared/domain/time.ts';
import { instantAt } from './axis.ts';
import type { CalendarGridProps } from './calendar-grid-props.ts';
import { columnAtX, pxBelowTop, stopOf } from './dom.ts';
import type { GridLayout } from './layout.ts';
import { lineBefore, type Place } from './moves.ts';
import { swallowClick } from './swallow-click.ts';

/** So far the pointer may wander and still have clicked, in pixels. */
const THRESHOLD_PX = 8;

/**
 * Dragging over free time of a provider marks it, line by line, and letting go asks to block it. Escape drops it; a press that hardly
 * moves stays a click, and fingers scroll.
 */
export function useBlockDrag(
  root: RefObject<HTMLElement | null>,
  props: CalendarGridProps,
  layout: GridLayout,
): { readonly marked: Place | null; onPointerDown(event: PointerEvent<HTMLElement>): void } {
  const [marked, mark] = useState<Place | null>(null);
  const latest = useRef({ props, layout });
  latest.current = { props, layout };
  const end = useRef<AbortController | null>(null);
  const stop = useCallback(() => {
    end.current?.abort();
    end.current = null;
    mark(null);
  }, []);
  useEffect(() => () => end.current?.abort(), []);

  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    const box = root.current;
    const target = event.target instanceof Element ? event.target : null;
    if (box === null || target?.closest('.column') == null || target.closest('.blocked') !== null) return;
    const stopped = stopOf(target);
    if (stopped !== null && stopped.kind !== 'time') return;
    if (event.button !== 0 || !event.isPrimary || event.pointerType === 'touch') return;
    const column = columnAtX(box, event.clientX);
    const practitionerId = props.columns[column]?.practitionerId ?? null;
    const scale = layout.columns[column]?.dayScale;
    if (practitionerId === null || scale === undefined) return;
    const lineAt = (y: number, past: number): number => {
      const { range, scale: px } = latest.current.layout;
      const step = latest.current.props.stepMinutes;
      const at = range.start + pxBelowTop(box, y) / px;
      return lineBefore(scale, instantAt(scale, Math.min(at + past * step, range.end)), step);
    };
    const { clientY } = event;
    const first = lineAt(clientY, 0);
    let place: Place | null = null;
    stop();
    const listen = new AbortController();
    end.current = listen;
    const { signal } = listen;
    window.addEventListener(
      'pointermove',
      ({ clientY: y }) => {
        if (place === null && Math.abs(y - clientY) < THRESHOLD_PX) return;
        const step = latest.current.props.stepMinutes * MINUTE_MS;
        place =
          y >= clientY
            ? { column, start: first, end: Math.max(lineAt(y, 1), first + step) }
            : { column, start: lineAt(y, 0), end: first + step };
        mark(place);
      },
      { signal },
    );
    window.addEventListener(
      'pointerup',
      () => {
        const done = place;
        stop();
        if (done === null) return;
        swallowClick();
        latest.current.props.onBlock({ practitionerId, start: done.start, end: done.end });
      },
      { signal },
    );
    window.addEventListener('pointercancel', stop, { signal });
    window.addEventListener('blur', stop, { signal });
    window.addEventListener(
      'keydown',
      (pressed) => {
        if (pressed.key !== 'Escape' || place === null) return;
        pressed.preventDefault();
        pressed.stopPropagation();
        stop();
        window.addEventListener('pointerup', swallowClick, { once: true });
      },
      { signal, capture: true },
    );
  };
  return { marked, onPointerDown };
}
