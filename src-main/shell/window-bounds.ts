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

export const DEFAULT_SIZE = { width: 1280, height: 800 } as const;
export const MIN_SIZE = { width: 1024, height: 700 } as const;
/** So much of the title bar must lie on a display that the window can be taken hold of. */
const GRIP = { width: 200, height: 40 } as const;

/** Where to open: `x` and `y` absent means wherever the system puts a new window. */
export interface WindowPlacement {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

/**
 * Where the window opens: as it was left, unless displays have changed since so that it could not be reached. Its size
 * never exceeds the display it opens on, and is never under `MIN_SIZE` on a display that has room.
 */
export function placeWindow(saved: WindowState | null, workAreas: readonly Rectangle[]): WindowPlacement {
  if (!saved) return { ...sizeWithin(DEFAULT_SIZE, workAreas[0]), maximized: false };
  const area = workAreas.find((candidate) => grips(saved, candidate));
  if (!area) return { ...sizeWithin(saved, workAreas[0]), maximized: saved.maximized };
  return { x: saved.x, y: saved.y, ...sizeWithin(saved, area), maximized: saved.maximized };
}

function sizeWithin(
  size: { width: number; height: number },
  area: Rectangle | undefined,
): { width: number; height: number } {
  const within = (wanted: number, least: number, most: number): number =>
    Math.min(Math.max(wanted, least), most);
  return {
    width: within(size.width, MIN_SIZE.width, area?.width ?? Number.POSITIVE_INFINITY),
    height: within(size.height, MIN_SIZE.height, area?.height ?? Number.POSITIVE_INFINITY),
  };
}

function grips(bounds: Rectangle, area: Rectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const titleBarVisible = bounds.y >= area.y && bounds.y + GRIP.height <= area.y + area.height;
  return width >= GRIP.width && titleBarVisible;
}
