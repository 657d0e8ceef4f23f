import { type PointerEvent, type RefObject, useCallback, useEffect, useRef } from 'react';
import type { AppointmentView } from '../../../../src-shared/ipc/appointment-views.ts';
import { endOn, startOn } from './axis.ts';
import type { CalendarGridProps } from './calendar-grid-props.ts';
import { columnAtX, pxBelowTop, stopOf } from './dom.ts';
import { AXIS_PX } from './geometry.ts';
import type { GridLayout } from './layout.ts';
import { type Move, moveField } from './move.ts';
import { draggedTo, type Place, samePlace, stretchedTo } from './moves.ts';
import { swallowClick } from './swallow-click.ts';
import type { Moves } from './use-move.ts';

/** So far the pointer may wander and still have clicked, in pixels. */
const THRESHOLD_PX = 5;
/** So near to the edge of the grid it scrolls, at most so fast a frame; and so high is the edge that resizes, in pixels. */
const EDGE_PX = 36;
const SCROLL_PX = 14;
const GRIP_PX = 7;

interface Session {
  readonly appointment: AppointmentView;
  readonly from: Place;
  readonly kind: 'move' | 'resize';
  readonly pointer: number;
  /** Where it was taken hold of, in the window and in minutes below its beginning (its end, when it is resized). */
  readonly x: number;
  readonly y: number;
  readonly hold: number;
  readonly end: AbortController;
  at: { readonly x: number; readonly y: number };
  state: 'pressed' | 'dragging' | 'refused';
  move: Move | null;
}

/** How far to scroll for a pointer at `at` between `low` and `high`: faster the further it is out. */
function pull(at: number, low: number, high: number): number {
  const before = low + EDGE_PX - at;
  const after = at - (high - EDGE_PX);
  const share = (far: number): number => Math.min(1, far / EDGE_PX) * SCROLL_PX;
  return before > 0 ? -share(before) : after > 0 ? share(after) : 0;
}

/**
 * Moves and resizes by pointer: the ghost follows, step by step; letting go proposes, Escape puts back, and a press that
 * hardly moves stays a click. Fingers scroll; they open an appointment by tapping it.
 */
export function useDrag(
  root: RefObject<HTMLElement | null>,
  props: CalendarGridProps,
  layout: GridLayout,
  moves: Moves,
): { onPointerDown(event: PointerEvent<HTMLElement>): void } {
  const session = useRef<Session | null>(null);
  const latest = useRef({ props, layout, moves });
  latest.current = { props, layout, moves };

  const stop = useCallback(() => {
    session.current?.end.abort();
    session.current = null;
    root.current?.removeAttribute('data-dragging');
  }, [root]);
  useEffect(() => stop, [stop]);

  /** Minutes of the axis at a height of the window. */
  const minutesAt = (box: HTMLElement, y: number): number => {
    const { range, scale } = latest.current.layout;
    return range.start + pxBelowTop(box, y) / scale;
  };

  const follow = (box: HTMLElement, held: Session): void => {
    const now = latest.current;
    const field = moveField(now.props.columns, now.layout, now.props.stepMinutes);
    const at = minutesAt(box, held.at.y) - held.hold;
    const place =
      held.kind === 'move'
        ? draggedTo(held.from, columnAtX(box, held.at.x), at, field)
        : stretchedTo(held.from, at, field);
    if (held.move !== null && samePlace(held.move.place, place)) return;
    held.move = { appointment: held.appointment, from: held.from, place, by: 'pointer' };
    now.moves.set(held.move);
  };

  /** Scrolls while the pointer rests at an edge, for as long as the drag lasts. */
  const scrollOn = (box: HTMLElement, held: Session): void => {
    if (session.current !== held) return;
    const { left, top, right, bottom } = box.getBoundingClientRect();
    const heads = box.querySelector('.heads')?.clientHeight ?? 0;
    const down = pull(held.at.y, top + heads, bottom);
    const across = held.kind === 'move' ? pull(held.at.x, left + AXIS_PX, right) : 0;
    if (down !== 0 || across !== 0) {
      box.scrollBy(across, down);
      follow(box, held);
    }
    window.requestAnimationFrame(() => scrollOn(box, held));
  };

  const begin = (box: HTMLElement, held: Session): void => {
    const allowed = latest.current.moves.permits(held.appointment, held.from.column);
    held.state = allowed ? 'dragging' : 'refused';
    box.dataset.dragging = allowed ? held.kind : 'refused';
    box.setPointerCapture(held.pointer);
    if (allowed) scrollOn(box, held);
  };

  const onMove = (
    box: HTMLElement,
    held: Session,
    { clientX: x, clientY: y }: globalThis.PointerEvent,
  ): void => {
    held.at = { x, y };
    if (held.state === 'pressed' && Math.hypot(x - held.x, y - held.y) >= THRESHOLD_PX) begin(box, held);
    if (held.state === 'dragging') follow(box, held);
  };

  const onUp = (held: Session): void => {
    const { move, state } = held;
    stop();
    if (state === 'pressed') return;
    swallowClick();
    if (move !== null) latest.current.moves.propose(move);
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    const box = root.current;
    const stopped = stopOf(event.target);
    const entry = event.target instanceof Element ? event.target.closest('.entry') : null;
    if (box === null || entry === null || stopped?.kind !== 'entry') return;
    if (event.button !== 0 || !event.isPrimary || event.pointerType === 'touch') return;
    const column = layout.columns[stopped.column];
    const appointment = column?.day.appointments.find(({ id }) => id === stopped.id);
    if (column === undefined || appointment === undefined) return;
    const { clientX: x, clientY: y } = event;
    const kind = entry.getBoundingClientRect().bottom - y <= GRIP_PX ? 'resize' : 'move';
    const { start, end } = appointment;
    const edge = kind === 'move' ? startOn(column.dayScale, start) : endOn(column.dayScale, end);
    const listen = new AbortController();
    const held: Session = {
      appointment,
      from: { column: stopped.column, start, end },
      kind,
      pointer: event.pointerId,
      x,
      y,
      hold: minutesAt(box, y) - edge,
      end: listen,
      at: { x, y },
      state: 'pressed',
      move: null,
    };
    stop();
    session.current = held;
    const { signal } = listen;
    const cancel = (): void => {
      stop();
      if (held.move !== null) latest.current.moves.putBack();
    };
    window.addEventListener('pointermove', (moved) => onMove(box, held, moved), { signal });
    window.addEventListener('pointerup', () => onUp(held), { signal });
    window.addEventListener('pointercancel', cancel, { signal });
    window.addEventListener('blur', cancel, { signal });
    window.addEventListener(
      'keydown',
      (pressed) => {
        if (pressed.key !== 'Escape' || held.state === 'pressed') return;
        pressed.preventDefault();
        pressed.stopPropagation();
        cancel();
        window.addEventListener('pointerup', swallowClick, { once: true });
      },
      { signal, capture: true },
    );
  };

  return { onPointerDown };
}
