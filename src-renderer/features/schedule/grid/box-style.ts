import type { Stretch } from './lanes.ts';

/** Something in a lane of a column. */
interface Laned extends Stretch {
  readonly lane: number;
  readonly lanes: number;
  readonly span?: number;
}

export interface BoxStyle {
  readonly top: number;
  readonly height: number;
  readonly left?: string;
  readonly width?: string;
}

/** Kept free beside the appointments of a column, to click a time there; and between one and the next, in pixels. */
export const MARGIN_PX = 10;
export const GAP_PX = 2;

/** Where it stands in its column. `from`: the first minute of the axis that is drawn; `scale`: pixels a minute. */
export function boxStyle(
  { start, end, lane, lanes, span = 1 }: Laned,
  from: number,
  scale: number,
): BoxStyle {
  const share = (count: number): string => `(100% - ${MARGIN_PX}px) * ${count / lanes}`;
  const box = { top: (start - from) * scale + 1, height: Math.max((end - start) * scale - 1, 1) };
  // The style sheet knows the whole width.
  if (span === lanes) return box;
  return {
    ...box,
    left: `calc(${share(lane)} + ${GAP_PX}px)`,
    width: `calc(${share(span)} - ${GAP_PX}px)`,
  };
}
