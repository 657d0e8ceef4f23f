import { type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react';

/** A row that is drawn: which one, and the room of those before it that are not. */
interface VirtualRow {
  readonly index: number;
  readonly gap: number;
}

interface Drawing {
  readonly rows: readonly VirtualRow[];
  /** The room of the rows below the last one drawn. */
  readonly after: number;
  /** For each row's element, which says its index in `data-index`. */
  readonly measure: (element: HTMLElement | null) => void;
}

/** Rows beyond those in sight, on either side: so many can be reached at once by keyboard or wheel. */
const OVERSCAN = 8;

/**
 * Which rows of a list are drawn: those in sight and near it, and those `pinned` (by index, ascending), wherever they stand: what has the
 * focus or is being typed into must not go with the wheel. The rows stand in the flow of the page, so that what one of them
 * takes in height the others give at once.
 */
export function useVirtualRows(
  scroller: RefObject<HTMLElement | null>,
  keys: readonly string[],
  pinned: readonly number[],
  closedHeight: number,
): Drawing {
  const getItemKey = useCallback((index: number) => keys[index] ?? index, [keys]);
  const estimateSize = useCallback(() => closedHeight, [closedHeight]);
  const pins = pinned.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `pins` says what `pinned` holds.
  const rangeExtractor = useCallback(
    ({ startIndex, endIndex, overscan, count }: Range): number[] => {
      const [from, to] = [Math.max(0, startIndex - overscan), Math.min(count - 1, endIndex + overscan)];
      const near = Array.from({ length: to - from + 1 }, (_, at) => from + at);
      const far = pinned.filter((index) => (index < from || index > to) && index >= 0 && index < count);
      return [...far, ...near].sort((one, other) => one - other);
    },
    [pins],
  );
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey,
    rangeExtractor,
    overscan: OVERSCAN,
    initialRect: { width: 0, height: window.innerHeight },
    useFlushSync: false,
  });
  // What comes above is made up for by `useSteady`, which knows what somebody points at.
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = never;
  // A choice of the desk gives every row another height.
  const height = useRef(closedHeight);
  useLayoutEffect(() => {
    if (height.current === closedHeight) return;
    height.current = closedHeight;
    virtualizer.measure();
  }, [closedHeight, virtualizer]);
  let end = 0;
  const rows = virtualizer.getVirtualItems().map(({ index, start, end: bottom }) => {
    const gap = start - end;
    end = bottom;
    return { index, gap };
  });
  return {
    rows,
    after: Math.max(0, virtualizer.getTotalSize() - end),
    measure: virtualizer.measureElement,
  };
}

const never = (): boolean => false;
