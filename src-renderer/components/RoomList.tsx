import { Box, Stack } from '@mui/material';
import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import { type Drawn, keepRoom, nextAfter, thereOf } from './keep-room.ts';
import { usePointing } from './use-pointing.ts';

interface Props<T> {
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  /** What gets the focus when nothing is left. */
  readonly rest: RefObject<HTMLElement | null>;
  /** Draws one. `done` is to be called once it has been dealt with: the next gets the focus. */
  readonly children: (item: T, index: number, done: () => void) => ReactNode;
}

/**
 * A list of things to be dealt with one after the other. Nothing moves under the pointer: while somebody points at the list, what is done
 * keeps its place. The focus goes from what is done to what is next, never to a button of it, so that a second press does nothing.
 */
export function RoomList<T>({ items, keyOf, rest, children }: Props<T>): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  const before = useRef<readonly Drawn<T>[]>([]);
  const inFocus = useRef<string | null>(null);
  const pointed = usePointing(list).on;
  const drawn = keepRoom(before.current, items, keyOf, pointed);

  const goOn = (lost: string, order: readonly Drawn<T>[]): void => {
    const next = nextAfter(
      order.map(({ key }) => key),
      lost,
      thereOf(drawn),
    );
    const element = next === null ? null : elementOf(list.current, next);
    (element ?? rest.current)?.focus({ preventScroll: pointed });
  };
  useLayoutEffect(() => {
    const order = before.current;
    before.current = drawn;
    const lost = inFocus.current;
    if (lost === null || thereOf(drawn).has(lost)) return;
    inFocus.current = null;
    // It has left with the focus in it, whoever dealt with it. Focus that is elsewhere by now is left alone.
    const { activeElement } = document;
    if (activeElement === document.body || elementOf(list.current, lost)?.contains(activeElement))
      goOn(lost, order);
  });

  return (
    <Stack
      ref={list}
      spacing={1.5}
      onFocus={(event) => {
        const place = event.target.closest<HTMLElement>('[data-place]');
        inFocus.current = place?.dataset.place ?? null;
      }}
      onBlur={(event) => {
        // Focus that goes nowhere is lost with what held it; what goes elsewhere is somebody's wish.
        if (event.relatedTarget !== null) inFocus.current = null;
      }}
    >
      {drawn.map(({ key, item, gone }, index) => (
        <Box
          key={key}
          data-place={key}
          tabIndex={-1}
          inert={gone}
          aria-hidden={gone || undefined}
          sx={{ borderRadius: 1, ...(gone ? { opacity: 0.35 } : {}) }}
        >
          {children(item, index, () => goOn(key, drawn))}
        </Box>
      ))}
    </Stack>
  );
}

const elementOf = (list: HTMLElement | null, key: string): HTMLElement | null =>
  list?.querySelector<HTMLElement>(`[data-place="${CSS.escape(key)}"]`) ?? null;
