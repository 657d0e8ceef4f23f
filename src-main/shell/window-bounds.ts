import { z } from 'zod';

export const windowState = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowState>;

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const DEFAULT_SIZE = { width: 1280, height: 800 } as const;
const MIN_SIZE = { width: 1024, height: 700 } as const;
/** So much of the title bar must lie on a display that the window can be taken hold of. */
const GRIP = { width: 200, height: 40 } as const;

/** Where no display is known. */
const BOUNDLESS = { width: Number.POSITIVE_INFINITY, height: Number.POSITIVE_INFINITY } as const;

/** Where to open: `x` and `y` absent means wherever the system puts a new window. */
export interface WindowPlacement {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  /** How small the window may be made: a window that is smaller grows, so it is never more than the display has. */
  readonly minWidth: number;
  readonly minHeight: number;
  readonly maximized: boolean;
}

/**
 * Where the window opens: as it was left, unless displays have changed since so that it could not be reached or would not be
 * seen whole. Its size never exceeds the display it opens on, and is never under `MIN_SIZE` on a display that has room.
 */
export function placeWindow(saved: WindowState | null, workAreas: readonly Rectangle[]): WindowPlacement {
  if (!saved) return { ...sizeWithin(DEFAULT_SIZE, workAreas[0]), maximized: false };
  const area = workAreas.find((candidate) => grips(saved, candidate));
  if (!area) return { ...sizeWithin(saved, workAreas[0]), maximized: saved.maximized };
  const sized = { x: saved.x, y: saved.y, ...sizeWithin(saved, area), maximized: saved.maximized };
  return isSeenWhole(sized, workAreas) ? sized : { ...sized, ...movedInto(area, sized) };
}

function sizeWithin(
  size: { readonly width: number; readonly height: number },
  area: { readonly width: number; readonly height: number } = BOUNDLESS,
): Pick<WindowPlacement, 'width' | 'height' | 'minWidth' | 'minHeight'> {
  const least = {
    width: Math.min(MIN_SIZE.width, area.width),
    height: Math.min(MIN_SIZE.height, area.height),
  };
  return {
    width: Math.min(Math.max(size.width, least.width), area.width),
    height: Math.min(Math.max(size.height, least.height), area.height),
    minWidth: least.width,
    minHeight: least.height,
  };
}

/** Spread over several displays, too. */
function isSeenWhole(bounds: Rectangle, areas: readonly Rectangle[]): boolean {
  const distinct = areas.filter((area, index) => areas.findIndex((other) => isSame(area, other)) === index);
  const seen = distinct.reduce((sum, area) => sum + overlap(bounds, area), 0);
  return seen >= bounds.width * bounds.height;
}

const isSame = (a: Rectangle, b: Rectangle): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

/** For bounds that are no larger than the area. */
function movedInto(area: Rectangle, bounds: Rectangle): { readonly x: number; readonly y: number } {
  return {
    x: Math.min(Math.max(bounds.x, area.x), area.x + area.width - bounds.width),
    y: Math.min(Math.max(bounds.y, area.y), area.y + area.height - bounds.height),
  };
}

function grips(bounds: Rectangle, area: Rectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const titleBarVisible = bounds.y >= area.y && bounds.y + GRIP.height <= area.y + area.height;
  return width >= GRIP.width && titleBarVisible;
}
