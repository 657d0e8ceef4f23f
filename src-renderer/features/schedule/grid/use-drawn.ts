import { type RefObject, startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { AT_ONCE, drawnOf, inSight, nextToDraw, type Sight } from './drawing.ts';
import type { GridLayout } from './layout.ts';
import type { CalendarColumn } from './types.ts';

/** Before the grid stands, no more of it can be seen than the window is wide. */
const sightOf = (box: HTMLElement | null): Sight =>
  box === null
    ? { from: 0, to: window.innerWidth }
    : { from: box.scrollLeft, to: box.scrollLeft + box.clientWidth };

/**
 * Which columns are drawn with their appointments. First those in sight and `needed`, the one with the tab stop; the others
 * follow by themselves, a portion a frame, so that all of them soon stand in the document; what is scrolled into sight before
 * its turn is drawn at once. What is drawn stays, until another day is shown.
 */
export function useDrawn(
  root: RefObject<HTMLElement | null>,
  columns: readonly CalendarColumn[],
  layout: GridLayout,
  needed: number | null,
): (column: number) => boolean {
  const [drawn, setDrawn] = useState<ReadonlySet<string>>(new Set());
  const names = columns.map(({ key, day }) => `${day.date} ${key}`);
  const all = names.every((name) => drawn.has(name));
  const seen = (): number[] =>
    columns.length <= AT_ONCE
      ? [...columns.keys()]
      : inSight(
          layout.columns.map(({ width }) => width),
          sightOf(root.current),
        );
  const now = drawnOf(drawn, names, all ? [] : [...seen(), needed ?? 0]);
  // While it renders: nothing that is in sight is ever left out, not even for a frame.
  if (now !== drawn) setDrawn(now);

  const isDrawn = (column: number): boolean => now.has(names[column] ?? '');
  const draw = (added: readonly number[]): void =>
    setDrawn((before) => new Set([...before, ...added.flatMap((column) => names[column] ?? [])]));
  const drawNext = (): void => {
    const counts = columns.map(({ day }) => day.appointments.length);
    const next = nextToDraw(counts, isDrawn, seen());
    startTransition(() => draw(next));
  };
  const drawSeen = (): void => {
    const missing = seen().filter((column) => !isDrawn(column));
    // The browser tells of scrolling before it shows it.
    if (missing.length > 0) flushSync(() => draw(missing));
  };
  const latest = useRef({ drawNext, drawSeen });
  useLayoutEffect(() => {
    latest.current = { drawNext, drawSeen };
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the next portion follows the one that has been drawn.
  useEffect(() => {
    if (all) return;
    // After the frame that shows what is drawn already.
    const frame = requestAnimationFrame(() => latest.current.drawNext());
    return () => cancelAnimationFrame(frame);
  }, [all, drawn, layout]);

  useLayoutEffect(() => {
    const box = root.current;
    if (all || box === null) return;
    const onScroll = (): void => latest.current.drawSeen();
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => box.removeEventListener('scroll', onScroll);
  }, [all, root]);

  return isDrawn;
}
